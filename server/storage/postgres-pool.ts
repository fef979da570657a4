/**
 * @module Connections to PostgreSQL with an end to patience: whoever waits on a database that is stopped, stuck or
 * slow is told so within seconds, and connections that hang are thrown away rather than used again.
 */
import type { PostgresPool, PostgresPoolClient } from "kysely";
import pg from "pg";
import { watchConnections } from "../metrics.ts";
import { afterStatement } from "./failpoint.ts";

/** Milliseconds that one transaction, or one statement outside of any, may take. */
const TURN_MS = 4_000;
/**
 * A plain read, which waits for no lock, says that the database is slow where this process did nothing but wait for so long;
 * a process that is busy with requests of its own comes late to answers that are there.
 */
const SLOW_MS = 1_500;
/** For so long nobody else is sent to a database that is slow or stuck. */
const REST_MS = 1_000;
/** A turn counts from the moment that a connection is asked for; commands and starts are in no hurry. */
const CONNECT_MS = 4_000;
const PATIENT_CONNECT_MS = 30_000;
const LOCK_MS = 2_000;
const IDLE_IN_TRANSACTION_MS = 10_000;
const CONNECTIONS = 10;
/** Texts of statements that are planned once per connection; later ones go without a name. */
const NAMED_STATEMENTS = 500;

/** The database did not answer in time. */
export class StoreTooSlow extends Error {
  override readonly name = "StoreTooSlow";
  readonly code = "ETIMEDOUT";
}

/** The connection was lost at a commit: the change is there whole, or not at all. */
export class CommitUnknown extends Error {
  override readonly name = "CommitUnknown";
}

export interface PoolOptions {
  /** False for commands that may take hours. */
  readonly limited: boolean;
  readonly readOnly?: boolean;
}

export function postgresPool(
  url: string,
  { limited, readOnly = false }: PoolOptions,
): PostgresPool {
  const pool = new pg.Pool({
    connectionString: url,
    max: CONNECTIONS,
    connectionTimeoutMillis: limited ? CONNECT_MS : PATIENT_CONNECT_MS,
    application_name: "chengping",
    ...(limited
      ? {
          statement_timeout: TURN_MS,
          lock_timeout: LOCK_MS,
          idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
        }
      : {}),
    ...(readOnly ? { options: "-c default_transaction_read_only=on" } : {}),
  });
  watchConnections(pool);
  // A connection that dies while idle is replaced by the pool, and one that dies between two statements refuses the next;
  // without listeners either would end the process.
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
  const names = new StatementNames();
  let restUntil = 0;
  const rest = (): void => {
    restUntil = performance.now() + REST_MS;
  };
  // Kysely knows a connection by its object, so each has one for as long as it lives.
  const turns = new WeakMap<pg.PoolClient, Turn>();
  return {
    async connect() {
      const asked = performance.now();
      if (limited && asked < restUntil) throw new StoreTooSlow("the database is slow");
      const client = await pool.connect();
      const turn = turns.get(client) ?? new Turn(client, names, rest);
      turns.set(client, turn);
      turn.begin(limited ? asked + TURN_MS : null);
      return turn as unknown as PostgresPoolClient;
    },
    end: () => pool.end(),
  };
}

/** One connection in the hands of one user, until it is released. */
class Turn {
  readonly #client: pg.PoolClient;
  readonly #names: StatementNames;
  readonly #rest: () => void;
  #until: number | null = null;
  #broken: Error | null = null;
  #inTransaction = false;

  constructor(client: pg.PoolClient, names: StatementNames, rest: () => void) {
    this.#client = client;
    this.#names = names;
    this.#rest = rest;
  }

  begin(until: number | null): void {
    this.#until = until;
    this.#inTransaction = false;
  }

  async query(text: string, values: unknown[]): Promise<pg.QueryResult> {
    // Whatever follows a statement that hangs would wait behind it.
    if (this.#broken !== null) throw this.#broken;
    const commits = text === "commit" || (!this.#inTransaction && isChange(text));
    if (text === "begin") this.#inTransaction = true;
    if (text === "commit" || text === "rollback") this.#inTransaction = false;
    const began = performance.now();
    const idle = idleMs();
    try {
      const answer = this.#client.query({ name: this.#names.of(text), text, values });
      const result = await (this.#until === null ? answer : inTime(answer, this.#until - began));
      if (isPlainRead(text) && idleMs() - idle > SLOW_MS) this.#rest();
      afterStatement(text);
      return result;
    } catch (error) {
      if (isStatementsOwn(error)) throw error;
      if (error instanceof StoreTooSlow && isPlainRead(text)) this.#rest();
      this.#broken = commits ? new CommitUnknown((error as Error).message) : (error as Error);
      throw this.#broken;
    }
  }

  release(): void {
    this.#client.release(this.#broken ?? undefined);
  }
}

/** Milliseconds that this process has waited for something to do. */
function idleMs(): number {
  return performance.eventLoopUtilization().idle;
}

/** A change in one statement, which commits by itself. */
function isChange(text: string): boolean {
  return /^\s*with\b/.test(text);
}

/** It waits for nobody but the database itself. */
function isPlainRead(text: string): boolean {
  return text.startsWith("select") && !/ for (?:share|update)\b/.test(text);
}

/** @throws StoreTooSlow when the answer is not there after so many milliseconds */
async function inTime<T>(answer: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      // It may have come while this process was busy: what lies in the socket is read before the next immediate.
      setImmediate(() => reject(new StoreTooSlow("the database did not answer in time")));
    }, ms);
  });
  answer.catch(() => {});
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * True for an error of the statement, after which the connection is as good as before: it has an SQLSTATE, but not
 * one of the connection (08, 57), nor the one of a plan that was made before a migration (0A000).
 */
function isStatementsOwn(error: unknown): boolean {
  const state = (error as { code?: unknown }).code;
  return typeof state === "string" && /^(?!08|57P|0A000)[0-9A-Z]{5}$/.test(state);
}

/** The same text is the same named statement, which PostgreSQL parses and plans once per connection. */
class StatementNames {
  readonly #names = new Map<string, string>();

  of(text: string): string | undefined {
    const known = this.#names.get(text);
    if (known !== undefined || this.#names.size >= NAMED_STATEMENTS) return known;
    const name = `s${this.#names.size}`;
    this.#names.set(text, name);
    return name;
  }
}
