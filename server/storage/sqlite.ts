/**
 * @module The embedded store: SQLite in a folder that one process holds. Every commit is on the disk before it is
 * answered (WAL with synchronous=FULL, https://sqlite.org/pragma.html#pragma_synchronous).
 */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import BetterSqlite from "better-sqlite3";
import { Kysely } from "kysely";
import { GroupCommit } from "./group-commit.ts";
import { sqliteDialect } from "./sqlite-dialect.ts";
import type { OpenDatabase } from "./store.ts";
import type { Tables } from "./tables.ts";

export const DATABASE_FILE = "chengping.sqlite";
const LOCK_FILE = "lock.sqlite";

export class FolderInUse extends Error {
  override readonly name = "FolderInUse";
  constructor(folder: string) {
    super(folder);
  }
}

export function openSqlite(folder: string): OpenDatabase {
  mkdirSync(folder, { recursive: true });
  const lock = holdFolder(folder);
  const file = join(folder, DATABASE_FILE);
  const writer = new BetterSqlite(file);
  writer.pragma("journal_mode = WAL");
  writer.pragma("synchronous = FULL");
  writer.pragma("foreign_keys = ON");
  // Else INSERT OR REPLACE would pass by the triggers that guard what is written once.
  writer.pragma("recursive_triggers = ON");
  const reader = new BetterSqlite(file);
  reader.pragma("query_only = ON");
  const db = new Kysely<Tables>({ dialect: sqliteDialect(writer, reader) });
  const group = new GroupCommit(db);
  return {
    db,
    transaction: (work) => group.transaction(work),
    close: async () => {
      await db.destroy();
      lock.close();
    },
  };
}

/**
 * A transaction held open on a second file: the system's own file lock, gone with the process however it ends,
 * while other programs may still read the database beside it.
 */
function holdFolder(folder: string): BetterSqlite.Database {
  const lock = new BetterSqlite(join(folder, LOCK_FILE), { timeout: 0 });
  try {
    lock.exec("BEGIN EXCLUSIVE");
    return lock;
  } catch (error) {
    lock.close();
    if ((error as { code?: string }).code === "SQLITE_BUSY") throw new FolderInUse(folder);
    throw error;
  }
}
