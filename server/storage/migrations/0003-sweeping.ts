/**
 * @module Pieces of an upload know when they came, so that those of an upload that broke off can be swept; and
 * PostgreSQL refuses to empty tables whose rows are written once (SQLite has no TRUNCATE).
 */
import type { Migration } from "../migrate.ts";
import { WRITTEN_ONCE } from "./0001-first.ts";

export const sweeping: Migration = {
  number: 3,
  statements: (kind) => [
    "ALTER TABLE evidence_chunk ADD COLUMN at TEXT",
    ...(kind === "sqlite"
      ? []
      : WRITTEN_ONCE.map(
          (table) =>
            `CREATE TRIGGER ${table}_never_emptied BEFORE TRUNCATE ON ${table}
             FOR EACH STATEMENT EXECUTE FUNCTION written_once()`,
        )),
  ],
};
