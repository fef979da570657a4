/**
 * @module How Kysely speaks to SQLite here: one connection writes, one transaction at a time; another reads what is
 * committed and never waits. Statements are compiled once (https://sqlite.org/c3ref/prepare.html).
 */
import type { Database, Statement } from "better-sqlite3";
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SelectQueryNode,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from "kysely";
import { RecentlyUsed } from "../recently-used.ts";
import { afterStatement } from "./failpoint.ts";

/** Compiled statements kept per connection; texts differ by the length of their lists at most. */
const KEPT_STATEMENTS = 500;

export function sqliteDialect(writer: Database, reader: Database): Dialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new SqliteDriver(writer, reader),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

class SqliteDriver implements Driver {
  readonly #writer: Statements;
  readonly #reader: Statements;
  readonly #turns = new Turns();

  constructor(writer: Database, reader: Database) {
    this.#writer = new Statements(writer);
    this.#reader = new Statements(reader);
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<Connection> {
    return new Connection(this.#writer, this.#reader, this.#turns);
  }

  async beginTransaction(connection: Connection): Promise<void> {
    await connection.begin();
  }

  async commitTransaction(connection: Connection): Promise<void> {
    connection.end("COMMIT");
  }

  async rollbackTransaction(connection: Connection): Promise<void> {
    connection.end("ROLLBACK");
  }

  async releaseConnection(connection: Connection): Promise<void> {
    connection.release();
  }

  async destroy(): Promise<void> {
    // A transaction under way ends first.
    const release = await this.#turns.take();
    this.#reader.database.close();
    this.#writer.database.close();
    release();
  }
}

class Connection implements DatabaseConnection {
  readonly #writer: Statements;
  readonly #reader: Statements;
  readonly #turns: Turns;
  #release: (() => void) | null = null;

  constructor(writer: Statements, reader: Statements, turns: Turns) {
    this.#writer = writer;
    this.#reader = reader;
    this.#turns = turns;
  }

  async begin(): Promise<void> {
    this.#release = await this.#turns.take();
    this.#writer.run("BEGIN IMMEDIATE", []);
  }

  /** The turn is over when the connection is released, whether this succeeded or not. */
  end(verb: "COMMIT" | "ROLLBACK"): void {
    // A full disk may have ended the transaction already (https://sqlite.org/lang_transaction.html).
    if (verb === "COMMIT" || this.#writer.database.inTransaction) this.#writer.run(verb, []);
  }

  release(): void {
    this.#release?.();
    this.#release = null;
  }

  async executeQuery<R>({ sql, parameters, query }: CompiledQuery): Promise<QueryResult<R>> {
    if (this.#release !== null) return this.#writer.run(sql, parameters);
    if (SelectQueryNode.is(query)) return this.#reader.run(sql, parameters);
    const release = await this.#turns.take();
    try {
      return this.#writer.run(sql, parameters);
    } finally {
      release();
    }
  }

  // biome-ignore lint/correctness/useYield: the interface asks for it, and nothing here streams
  async *streamQuery(): AsyncGenerator<never> {
    throw new Error("rows are read in pages, not streamed");
  }
}

/** The statements of one connection, compiled when first met; the least used one makes room. */
class Statements {
  readonly database: Database;
  readonly #kept = new RecentlyUsed<string, Statement<readonly unknown[]>>(KEPT_STATEMENTS);

  constructor(database: Database) {
    this.database = database;
  }

  run<R>(sql: string, parameters: readonly unknown[]): QueryResult<R> {
    const statement = this.#statement(sql);
    const rows = statement.reader ? (statement.all(parameters) as R[]) : [];
    const changes = statement.reader ? undefined : statement.run(parameters).changes;
    afterStatement(sql);
    return changes === undefined ? { rows } : { rows, numAffectedRows: BigInt(changes) };
  }

  #statement(sql: string): Statement<readonly unknown[]> {
    return this.#kept.get(sql, () => this.database.prepare<readonly unknown[]>(sql));
  }
}

/** Turns at the one connection that writes, in the order in which they were asked for. */
class Turns {
  #last: Promise<void> = Promise.resolve();

  /** @returns ends the turn */
  async take(): Promise<() => void> {
    const before = this.#last;
    let release = (): void => {};
    this.#last = new Promise((resolve) => {
      release = resolve;
    });
    await before;
    return release;
  }
}
