/**
 * @module The embedded store: SQLite in a folder that one process holds. Every commit is on the disk before it is
 * answered (WAL with synchronous=FULL, https://sqlite.org/pragma.html#pragma_synchronous).
 */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import BetterSqlite from "better-sqlite3";
import { Kysely, SqliteDialect } from "kysely";
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
  const database = new BetterSqlite(join(folder, DATABASE_FILE));
  database.pragma("journal_mode = WAL");
  database.pragma("synchronous = FULL");
  database.pragma("foreign_keys = ON");
  database.pragma("busy_timeout = 5000");
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database }) });
  return {
    db,
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
