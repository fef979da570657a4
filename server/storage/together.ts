/**
 * @module Reads that many requests ask for at the same moment are one statement: what is asked while one is under way
 * goes with the next. Nobody is given what was read before they asked.
 */
import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { Database, Trx } from "./store.ts";

/** Values of the columns that a row is found by. */
export type Key = readonly string[];

/** Most keys of one statement. */
const MOST = 64;

/**
 * A read by key; within a transaction it is a statement of its own.
 *
 * @param read rows of all the keys
 * @param keyOf the key that a row was found by
 */
export function together<R>(
  read: (db: Database | Trx, keys: readonly Key[]) => Promise<readonly R[]>,
  keyOf: (row: R) => Key,
): (db: Database | Trx, key: Key) => Promise<readonly R[]> {
  const gatherings = new WeakMap<Database, Gathering<R>>();
  return (db, key) => {
    if (db.isTransaction) return read(db, [key]);
    let gathering = gatherings.get(db);
    if (gathering === undefined) {
      gathering = new Gathering((keys) => read(db, keys), keyOf);
      gatherings.set(db, gathering);
    }
    return gathering.ask(key);
  };
}

/** True of rows with one of the keys. The list is filled up to a power of two, so that there are few texts to plan. */
export function isAmong(columns: readonly string[], keys: readonly Key[]): RawBuilder<SqlBool> {
  const row = sql`(${sql.join(columns.map((column) => sql.ref(column)))})`;
  const [only, ...others] = keys;
  if (only !== undefined && others.length === 0)
    return sql<SqlBool>`${row} = (${sql.join([...only])})`;
  const length = 2 ** Math.ceil(Math.log2(keys.length));
  const rows = Array.from({ length }, (_, index) => {
    const key = keys[Math.min(index, keys.length - 1)] as Key;
    return sql`(${sql.join([...key])})`;
  });
  return sql<SqlBool>`${row} in (values ${sql.join(rows)})`;
}

interface Asked<R> {
  readonly key: Key;
  readonly answer: Promise<readonly R[]>;
  readonly resolve: (rows: readonly R[]) => void;
  readonly reject: (error: unknown) => void;
}

/** The questions to one database that go together, in the order in which they were asked. */
class Gathering<R> {
  readonly #read: (keys: readonly Key[]) => Promise<readonly R[]>;
  readonly #keyOf: (row: R) => Key;
  readonly #waiting = new Map<string, Asked<R>>();
  #running = false;

  constructor(read: (keys: readonly Key[]) => Promise<readonly R[]>, keyOf: (row: R) => Key) {
    this.#read = read;
    this.#keyOf = keyOf;
  }

  ask(key: Key): Promise<readonly R[]> {
    const text = textOf(key);
    const asked = this.#waiting.get(text) ?? question<R>(key);
    this.#waiting.set(text, asked);
    if (!this.#running) void this.#run();
    return asked.answer;
  }

  async #run(): Promise<void> {
    this.#running = true;
    while (this.#waiting.size > 0) {
      // Requests that came in with the same turn of the event loop have asked by then.
      await new Promise((resolve) => setImmediate(resolve));
      const group = new Map([...this.#waiting].slice(0, MOST));
      for (const text of group.keys()) this.#waiting.delete(text);
      await this.#answer(group);
    }
    this.#running = false;
  }

  async #answer(group: ReadonlyMap<string, Asked<R>>): Promise<void> {
    try {
      const rows = new Map<string, R[]>();
      for (const row of await this.#read([...group.values()].map(({ key }) => key))) {
        const text = textOf(this.#keyOf(row));
        const own = rows.get(text);
        if (own === undefined) rows.set(text, [row]);
        else own.push(row);
      }
      for (const [text, { resolve }] of group) resolve(rows.get(text) ?? []);
    } catch (error) {
      for (const { reject } of group.values()) reject(error);
    }
  }
}

function question<R>(key: Key): Asked<R> {
  let settle: Pick<Asked<R>, "resolve" | "reject"> | undefined;
  const answer = new Promise<readonly R[]>((resolve, reject) => {
    settle = { resolve, reject };
  });
  return { key, answer, ...(settle as Pick<Asked<R>, "resolve" | "reject">) };
}

function textOf(key: Key): string {
  return key.join("\n");
}
