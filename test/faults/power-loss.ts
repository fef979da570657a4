/**
 * What a loss of power leaves of SQLite's log, at every length and with bytes turned over: the store must open to the
 * state after some acknowledged save, with nothing of a later one.
 */
import {
  closeSync,
  copyFileSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readSync,
  rmSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import BetterSqlite from "better-sqlite3";
import { DATABASE_FILE } from "../../server/storage/sqlite.ts";
import { readWal } from "./wal.ts";

export interface PowerLoss {
  readonly tried: number;
  /** Offsets at which the store was not as it must be, with what was found. */
  readonly wrong: readonly string[];
}

/** Reads, from a store that is open, how many saves it has and whether all of it belongs to them. */
export type Look = (database: BetterSqlite.Database) => {
  readonly saves: number;
  readonly whole: boolean;
};

/**
 * @param folder of a store that is still open, so that its log is as it was written
 * @param saves acknowledged since the log began, each a transaction of its own
 * @param step bytes between two lengths that are tried
 */
export function losePower(
  folder: string,
  work: string,
  {
    saves,
    step,
    flips,
    look,
  }: { readonly saves: number; readonly step: number; readonly flips: number; readonly look: Look },
): PowerLoss {
  mkdirSync(work);
  const copy = join(work, DATABASE_FILE);
  const log = `${copy}-wal`;
  copyFileSync(join(folder, DATABASE_FILE), copy);
  copyFileSync(join(folder, `${DATABASE_FILE}-wal`), log);
  const { size, commits } = readWal(log);
  const before = commits.length - saves;
  const wrong: string[] = [];
  let tried = 0;
  const tryOut = (what: string, kept: number): void => {
    tried++;
    rmSync(`${copy}-shm`, { force: true });
    const expected = Math.max(0, commits.filter((end) => end <= kept).length - before);
    const database = new BetterSqlite(copy, { readonly: true });
    const { saves: found, whole } = look(database);
    const sound = database.pragma("quick_check", { simple: true });
    database.close();
    if (found !== expected || !whole || sound !== "ok")
      wrong.push(`${what}: ${found} saves of ${expected}, ${whole ? "whole" : "mixed"}, ${sound}`);
  };
  const descriptor = openSync(log, "r+");
  const byte = Buffer.alloc(1);
  for (let number = 0; number < flips; number++) {
    const at = 32 + Math.floor(((size - 32) * number) / flips);
    readSync(descriptor, byte, 0, 1, at);
    const kept = Buffer.from(byte);
    byte[0] = (byte[0] ?? 0) ^ 0xff;
    writeSync(descriptor, byte, 0, 1, at);
    tryOut(`byte ${at} turned over`, at);
    writeSync(descriptor, kept, 0, 1, at);
  }
  for (let length = size; length >= 0; length -= step) {
    ftruncateSync(descriptor, length);
    tryOut(`cut at ${length}`, length);
  }
  closeSync(descriptor);
  return { tried, wrong };
}
