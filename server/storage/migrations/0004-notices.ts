/** @module What belongs to taking in a new notice: its files, and the list of what was checked against it. */
import type { Migration } from "../migrate.ts";

export const notices: Migration = {
  number: 4,
  statements: () => [
    `CREATE TABLE notice_file (
      id TEXT PRIMARY KEY, draft TEXT NOT NULL REFERENCES draft (id), hash TEXT NOT NULL, name TEXT NOT NULL,
      size INTEGER NOT NULL, media_type TEXT NOT NULL, state TEXT NOT NULL, by_person TEXT NOT NULL, at TEXT NOT NULL)`,
    "CREATE INDEX notice_file_of_draft ON notice_file (draft)",
    `CREATE TABLE work_list (
      draft TEXT PRIMARY KEY REFERENCES draft (id), version INTEGER NOT NULL, begun_by TEXT NOT NULL, begun_at TEXT NOT NULL)`,
    `CREATE TABLE work_item (
      draft TEXT NOT NULL REFERENCES work_list (draft), item TEXT NOT NULL, state TEXT NOT NULL,
      by_person TEXT, at TEXT, file TEXT, page INTEGER, PRIMARY KEY (draft, item))`,
  ],
};
