/**
 * @module Connections to PostgreSQL with an end to patience: whoever waits on a database that is stopped, stuck or
 * slow is told so within seconds, and connections that hang are thrown away rather than used again.
 */
import type { PostgresPool, PostgresPoolClient } from "kysely";
import pg from "pg";
import { watchConnections } from "../metrics.ts";

/** Milliseconds that one transaction, or one statement outside of any, may take. */
const TURN_MS = 3_000;
/** A turn that took this long says that the database is slow; for a while nobody else is sent there. */
const SLOW_MS = 1_000;
const REST_MS = 1_000;
const CONNECT_MS = 2_500;
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

/** The connection was lost while it committed: the change is there whole, or not at all. */
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
    connectionTimeoutMillis: CONNECT_MS,
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
  // A connection that dies while idle is replaced by the pool; without a listener it would end the process.
  pool.on("error", () => {});
  const names = new StatementNames();
  let restUntil = 0;
  const slow = (): void => {
    restUntil = performance.now() + REST_MS;
  };
  // Kysely knows a connection by its object, so each has one for as long as it lives.
  const turns = new WeakMap<pg.PoolClient, Turn>();
  return {
    async connect() {
      if (limited && performance.now() < restUntil) throw new StoreTooSlow("the database is slow");
      const client = await pool.connect();
      const turn = turns.get(client) ?? new Turn(client, names, slow);
      turns.set(client, turn);
      turn.begin(limited ? TURN_MS : null);
      return turn as unknown as PostgresPoolClient;
    },
    end: () => pool.end(),
  };
}

/** One connection in the hands of one user, until it is released. */
class Turn {
  readonly #client: pg.PoolClient;
  readonly #names: StatementNames;
  readonly #slow: () => void;
  #began = 0;
  #until: number | null = null;
  #broken: Error | null = null;

  constructor(client: pg.PoolClient, names: StatementNames, slow: () => void) {
    this.#client = client;
    this.#names = names;
    this.#slow = slow;
  }

  begin(limit: number | null): void {
    this.#began = performance.now();
    this.#until = limit === null ? null : this.#began + limit;
  }

  async query(text: string, values: unknown[]): Promise<pg.QueryResult> {
    // Whatever follows a statement that hangs would wait behind it.
    if (this.#broken !== null) throw this.#broken;
    const limit = this.#until === null ? {} : this.#limit(this.#until);
    try {
      return await this.#client.query({ name: this.#names.of(text), text, values, ...limit });
    } catch (error) {
      if (isStatementsOwn(error)) throw error;
      this.#broken =
        text === "commit" ? new CommitUnknown((error as Error).message) : (error as Error);
      throw this.#broken;
    }
  }

  release(): void {
    if (this.#until !== null && performance.now() - this.#began > SLOW_MS) this.#slow();
    this.#client.release(this.#broken ?? undefined);
  }

  #limit(until: number): { readonly query_timeout: number } {
    const left = Math.ceil(until - performance.now());
    if (left <= 0) {
      this.#broken = new StoreTooSlow("the transaction took too long");
      throw this.#broken;
    }
    return { query_timeout: left };
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
