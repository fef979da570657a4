/**
 * @module Transactions that wait at the same time share one commit, and so one fsync. Each is whole or not at all by
 * a savepoint of its own (https://sqlite.org/lang_savepoint.html), and none is answered before the commit.
 */
import { type Kysely, sql } from "kysely";
import type { Trx } from "./store.ts";
import type { Tables } from "./tables.ts";

/** Milliseconds after which a group takes nobody else in. */
const GROUP_MS = 5;

interface Waiting {
  readonly work: (trx: Trx) => Promise<unknown>;
  readonly resolve: (value: never) => void;
  readonly reject: (error: unknown) => void;
}

export class GroupCommit {
  readonly #db: Kysely<Tables>;
  readonly #waiting: Waiting[] = [];
  #running = false;

  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  transaction<T>(work: (trx: Trx) => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ work, resolve, reject });
      if (!this.#running) void this.#run();
    });
  }

  async #run(): Promise<void> {
    this.#running = true;
    for (let first = this.#waiting.shift(); first; first = this.#waiting.shift()) {
      await this.#commitGroup(first);
    }
    this.#running = false;
  }

  async #commitGroup(first: Waiting): Promise<void> {
    const group: Waiting[] = [];
    const answers: (() => void)[] = [];
    try {
      const end = performance.now() + GROUP_MS;
      await this.#db.transaction().execute(async (trx) => {
        for (let one: Waiting | undefined = first; one; one = await this.#next(end)) {
          group.push(one);
          answers.push(await runOne(trx, one));
        }
      });
    } catch (error) {
      // Nothing of the group was kept, so none of it is answered as done.
      for (const { reject } of group.length > 0 ? group : [first]) reject(error);
      return;
    }
    for (const answer of answers) answer();
  }

  /** Requests that came in while the others were at work may still join. */
  async #next(end: number): Promise<Waiting | undefined> {
    if (performance.now() >= end) return undefined;
    if (this.#waiting.length === 0) await new Promise((resolve) => setImmediate(resolve));
    return this.#waiting.shift();
  }
}

/**
 * @returns how it is answered once the group is committed; a refusal waits too, since it may tell of the others' work
 * @throws when the database has undone the whole group
 */
async function runOne(trx: Trx, { work, resolve, reject }: Waiting): Promise<() => void> {
  await sql`SAVEPOINT one`.execute(trx);
  try {
    const value = await work(trx);
    await sql`RELEASE one`.execute(trx);
    return () => resolve(value as never);
  } catch (error) {
    try {
      await sql`ROLLBACK TO one`.execute(trx);
      await sql`RELEASE one`.execute(trx);
    } catch {
      throw error;
    }
    return () => reject(error);
  }
}
