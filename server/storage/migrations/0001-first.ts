/** @module The first schema: one DDL for both stores, but for the type of bytes and the guards of what never changes. */
import type { Migration } from "../migrate.ts";

/** Rows of these tables are written once; the database itself refuses to change or delete them. */
export const WRITTEN_ONCE = [
  "stored_text",
  "rule_set_revision",
  "rule_set_event",
  "draft_save",
  "round_move",
  "return_event",
  "sheet_revision",
  "sheet_event",
  "decision",
  "reopening",
  "score",
  "audit",
] as const;

export const first: Migration = {
  number: 1,
  statements: (kind) => [
    "CREATE TABLE stored_text (hash TEXT PRIMARY KEY, content TEXT NOT NULL)",
    `CREATE TABLE rule_set_revision (
      hash TEXT PRIMARY KEY, rule_set TEXT NOT NULL, revision INTEGER NOT NULL,
      content_hash TEXT NOT NULL, scoring_hash TEXT NOT NULL, engine TEXT NOT NULL, files TEXT NOT NULL,
      origin TEXT NOT NULL, supersedes TEXT, reason TEXT, document_number TEXT,
      created_by TEXT NOT NULL, approved_by TEXT, published_at TEXT NOT NULL,
      UNIQUE (rule_set, revision))`,
    `CREATE TABLE rule_set_event (
      id TEXT PRIMARY KEY, hash TEXT NOT NULL REFERENCES rule_set_revision (hash), kind TEXT NOT NULL,
      reason TEXT NOT NULL, by_person TEXT NOT NULL, at TEXT NOT NULL)`,
    `CREATE TABLE draft (
      id TEXT PRIMARY KEY, name TEXT NOT NULL, rule_set TEXT NOT NULL, based_on TEXT NOT NULL,
      state TEXT NOT NULL, save INTEGER NOT NULL, created_by TEXT NOT NULL, created_at TEXT NOT NULL)`,
    `CREATE TABLE draft_save (
      draft TEXT NOT NULL REFERENCES draft (id), save INTEGER NOT NULL, files TEXT NOT NULL, why TEXT,
      restored_from INTEGER, saved_by TEXT NOT NULL, saved_at TEXT NOT NULL, PRIMARY KEY (draft, save))`,
    `CREATE TABLE review (
      id TEXT PRIMARY KEY, draft TEXT NOT NULL REFERENCES draft (id), number INTEGER NOT NULL, save INTEGER NOT NULL, state TEXT NOT NULL,
      summary TEXT NOT NULL, requested_by TEXT NOT NULL, requested_at TEXT NOT NULL,
      decided_by TEXT, decided_at TEXT, reason TEXT, comments TEXT NOT NULL,
      UNIQUE (draft, number))`,
    `CREATE TABLE person (
      id TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE, display_name TEXT NOT NULL, password_hash TEXT, password_at TEXT,
      password_history TEXT NOT NULL, active INTEGER NOT NULL, failures INTEGER NOT NULL, locked_until TEXT,
      invitation_hash TEXT, invitation_until TEXT, version INTEGER NOT NULL, created_at TEXT NOT NULL)`,
    `CREATE TABLE role_grant (
      id TEXT PRIMARY KEY, holder TEXT NOT NULL, role TEXT NOT NULL, city TEXT, unit TEXT,
      granted_by TEXT NOT NULL, granted_at TEXT NOT NULL)`,
    "CREATE INDEX grant_of_holder ON role_grant (holder)",
    `CREATE TABLE session (
      id TEXT PRIMARY KEY, secret_hash TEXT NOT NULL UNIQUE, person TEXT NOT NULL REFERENCES person (id),
      created_at TEXT NOT NULL, seen_at TEXT NOT NULL, expires_at TEXT NOT NULL, address TEXT NOT NULL, agent TEXT NOT NULL)`,
    "CREATE INDEX session_of_person ON session (person)",
    `CREATE TABLE client (
      id TEXT PRIMARY KEY, name TEXT NOT NULL, secret_hash TEXT NOT NULL, ranges TEXT NOT NULL, expires_at TEXT NOT NULL,
      revoked_at TEXT, created_by TEXT NOT NULL, created_at TEXT NOT NULL)`,
    "CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL, version INTEGER NOT NULL)",
    "CREATE TABLE city (id TEXT PRIMARY KEY, name TEXT NOT NULL, example INTEGER NOT NULL, version INTEGER NOT NULL)",
    "CREATE TABLE unit (city TEXT NOT NULL REFERENCES city (id), id TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (city, id))",
    `CREATE TABLE round (
      id TEXT PRIMARY KEY, name TEXT NOT NULL, rule_set TEXT NOT NULL,
      rule_set_hash TEXT NOT NULL REFERENCES rule_set_revision (hash), opens TEXT NOT NULL, deadline TEXT NOT NULL,
      cut_off TEXT, sign_off INTEGER NOT NULL, show_ranks INTEGER NOT NULL, version INTEGER NOT NULL,
      created_by TEXT NOT NULL, created_at TEXT NOT NULL)`,
    `CREATE TABLE round_move (
      id TEXT PRIMARY KEY, round TEXT NOT NULL REFERENCES round (id), from_hash TEXT NOT NULL, to_hash TEXT NOT NULL,
      moved INTEGER NOT NULL, reason TEXT NOT NULL, document_number TEXT, by_person TEXT NOT NULL, at TEXT NOT NULL)`,
    `CREATE TABLE round_city (
      round TEXT NOT NULL REFERENCES round (id), city TEXT NOT NULL REFERENCES city (id), state TEXT NOT NULL,
      units TEXT NOT NULL, assignments TEXT NOT NULL, version INTEGER NOT NULL, PRIMARY KEY (round, city))`,
    `CREATE TABLE return_event (
      id TEXT PRIMARY KEY, round TEXT NOT NULL, city TEXT NOT NULL, kind TEXT NOT NULL, reason TEXT NOT NULL,
      by_person TEXT NOT NULL, at TEXT NOT NULL)`,
    `CREATE TABLE sheet (
      round TEXT NOT NULL, city TEXT NOT NULL, unit TEXT NOT NULL, item TEXT NOT NULL, version INTEGER NOT NULL,
      body TEXT NOT NULL, state TEXT NOT NULL, revision INTEGER NOT NULL, saved_by TEXT NOT NULL, saved_at TEXT NOT NULL,
      PRIMARY KEY (round, city, unit, item))`,
    `CREATE TABLE sheet_revision (
      round TEXT NOT NULL, city TEXT NOT NULL, unit TEXT NOT NULL, item TEXT NOT NULL, revision INTEGER NOT NULL,
      body TEXT NOT NULL, rule_set_hash TEXT NOT NULL, by_person TEXT NOT NULL, at TEXT NOT NULL,
      PRIMARY KEY (round, city, unit, item, revision))`,
    `CREATE TABLE sheet_event (
      id TEXT PRIMARY KEY, round TEXT NOT NULL, city TEXT NOT NULL, unit TEXT NOT NULL, item TEXT NOT NULL,
      revision INTEGER NOT NULL, kind TEXT NOT NULL, reason TEXT, by_person TEXT NOT NULL, at TEXT NOT NULL)`,
    "CREATE INDEX event_of_sheet ON sheet_event (round, city, unit, item)",
    `CREATE TABLE decision (
      round TEXT NOT NULL, city TEXT NOT NULL, item TEXT NOT NULL, number INTEGER NOT NULL, method TEXT NOT NULL,
      parts TEXT NOT NULL, figures TEXT NOT NULL, reason TEXT NOT NULL, by_person TEXT NOT NULL, at TEXT NOT NULL,
      PRIMARY KEY (round, city, item, number))`,
    `CREATE TABLE reopening (
      id TEXT PRIMARY KEY, round TEXT NOT NULL, city TEXT NOT NULL, unit TEXT NOT NULL, item TEXT NOT NULL,
      until TEXT NOT NULL, reason TEXT NOT NULL, by_person TEXT NOT NULL, at TEXT NOT NULL)`,
    "CREATE INDEX reopening_of_unit ON reopening (round, city, unit)",
    `CREATE TABLE score (
      id TEXT PRIMARY KEY, round TEXT NOT NULL, city TEXT NOT NULL, rule_set_hash TEXT NOT NULL,
      scoring_hash TEXT NOT NULL, engine TEXT NOT NULL, input_hash TEXT NOT NULL, inputs TEXT NOT NULL,
      parts TEXT NOT NULL, result TEXT NOT NULL, digest TEXT NOT NULL, why TEXT NOT NULL,
      by_person TEXT NOT NULL, at TEXT NOT NULL)`,
    "CREATE INDEX score_of_city ON score (round, city)",
    `CREATE TABLE evidence (
      id TEXT PRIMARY KEY, round TEXT NOT NULL, city TEXT NOT NULL, unit TEXT NOT NULL, hash TEXT NOT NULL,
      name TEXT NOT NULL, size INTEGER NOT NULL, media_type TEXT NOT NULL, state TEXT NOT NULL,
      by_person TEXT NOT NULL, at TEXT NOT NULL)`,
    "CREATE INDEX evidence_of_unit ON evidence (round, city, unit)",
    `CREATE TABLE evidence_chunk (
      evidence TEXT NOT NULL, number INTEGER NOT NULL, bytes ${kind === "sqlite" ? "BLOB" : "BYTEA"} NOT NULL,
      PRIMARY KEY (evidence, number))`,
    `CREATE TABLE pushed_figure (
      round TEXT NOT NULL, city TEXT NOT NULL, unit TEXT NOT NULL, item TEXT NOT NULL, input TEXT NOT NULL,
      value TEXT NOT NULL, client TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (round, city, unit, item, input))`,
    `CREATE TABLE push_code (
      city TEXT NOT NULL, unit TEXT NOT NULL, code TEXT NOT NULL, item TEXT NOT NULL, input TEXT NOT NULL,
      PRIMARY KEY (city, unit, code))`,
    `CREATE TABLE idempotency (
      actor TEXT NOT NULL, key TEXT NOT NULL, request_hash TEXT NOT NULL, answer TEXT NOT NULL, at TEXT NOT NULL,
      PRIMARY KEY (actor, key))`,
    `CREATE TABLE audit (
      chain TEXT NOT NULL, number INTEGER NOT NULL, at TEXT NOT NULL, actor TEXT NOT NULL, address TEXT NOT NULL,
      action TEXT NOT NULL, object TEXT NOT NULL, outcome TEXT NOT NULL, facts TEXT NOT NULL, request TEXT NOT NULL,
      previous_hash TEXT NOT NULL, hash TEXT NOT NULL, PRIMARY KEY (chain, number))`,
    "CREATE TABLE audit_head (chain TEXT PRIMARY KEY, number INTEGER NOT NULL, hash TEXT NOT NULL)",
    ...(kind === "sqlite" ? sqliteGuards() : postgresGuards()),
  ],
};

function sqliteGuards(): readonly string[] {
  return WRITTEN_ONCE.flatMap((table) =>
    ["UPDATE", "DELETE"].map(
      (verb) =>
        `CREATE TRIGGER ${table}_no_${verb.toLowerCase()} BEFORE ${verb} ON ${table}
         BEGIN SELECT RAISE(ABORT, '${table} is written once'); END`,
    ),
  );
}

function postgresGuards(): readonly string[] {
  return [
    `CREATE FUNCTION written_once() RETURNS trigger LANGUAGE plpgsql AS
     $$ BEGIN RAISE EXCEPTION '% is written once', TG_TABLE_NAME; END $$`,
    ...WRITTEN_ONCE.map(
      (table) =>
        `CREATE TRIGGER ${table}_written_once BEFORE UPDATE OR DELETE ON ${table}
         FOR EACH ROW EXECUTE FUNCTION written_once()`,
    ),
  ];
}
