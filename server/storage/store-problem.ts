/** @module What a database's error means to the one who asked: try again, come back later, or there is no room. */
import { CommitUnknown } from "./postgres-pool.ts";

/**
 * PostgreSQL: serialization failure, deadlock, lock not available, a plan older than a migration. SQLite: another process
 * holds the lock.
 */
const RETRYABLE: ReadonlySet<string> = new Set([
  "40001",
  "40P01",
  "55P03",
  "0A000",
  "SQLITE_BUSY",
  "SQLITE_BUSY_SNAPSHOT",
]);

const FULL: ReadonlySet<string> = new Set(["SQLITE_FULL", "ENOSPC", "53100"]);

/** SQLite reports a disk that takes no more in some places as a failed write. */
const FULL_OR_BROKEN = /^SQLITE_IOERR/;

/** PostgreSQL classes 08 (connection), 53 (resources), 57 (operator intervention), and what sockets say. */
const DOWN =
  /^(08|53|57)\w{3}$|^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EHOSTUNREACH|25P03)$/;
const DOWN_MESSAGES =
  /timeout exceeded when trying to connect|Connection terminated|Query read timeout|Client has encountered a connection error|not queryable/i;

/** Another writer was first at a row that this change has read; the change is run again. */
export class Overtaken extends Error {
  override readonly name = "Overtaken";
  readonly code = "40001";
}

export function isRetryable(error: unknown): boolean {
  return RETRYABLE.has(codeOf(error));
}

/**
 * `full`: no room on the disk; `down`: the database cannot be reached or is too busy now; `unknown`: it went away
 * while it committed; `null`: our own mistake.
 */
export function storeProblemOf(error: unknown): "full" | "down" | "unknown" | null {
  if (error instanceof CommitUnknown) return "unknown";
  const code = codeOf(error);
  if (FULL.has(code) || FULL_OR_BROKEN.test(code)) return "full";
  if (isRetryable(error) || DOWN.test(code)) return "down";
  return error instanceof Error && DOWN_MESSAGES.test(error.message) ? "down" : null;
}

/** A row of the same key is there already. */
export function isDuplicate(error: unknown): boolean {
  return ["23505", "SQLITE_CONSTRAINT_PRIMARYKEY", "SQLITE_CONSTRAINT_UNIQUE"].includes(
    codeOf(error),
  );
}

/** A column that must have a value was given none. */
export function isWithoutValue(error: unknown): boolean {
  return codeOf(error) === "23502";
}

function codeOf(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === "string" ? code : "";
}
