/** @module Numbered forward migrations, one transaction each; a schema that is newer than the program is refused. */
import { createHash } from "node:crypto";
import { type Kysely, sql } from "kysely";
import { first } from "./migrations/0001-first.ts";
import { rates } from "./migrations/0002-rates.ts";
import { sweeping } from "./migrations/0003-sweeping.ts";
import { notices } from "./migrations/0004-notices.ts";
import { isDuplicate } from "./store-problem.ts";
import type { Tables } from "./tables.ts";

export type StoreKind = "sqlite" | "postgres";

export interface Migration {
  readonly number: number;
  readonly statements: (kind: StoreKind) => readonly string[];
}

/** In order, without gaps; a migration that was released is never edited. */
const MIGRATIONS: readonly Migration[] = [first, rates, sweeping, notices];

export const NEWEST_SCHEMA: number = MIGRATIONS.length;

/** The database was made by a later program, or by one whose migrations were other ones. */
export class ForeignSchema extends Error {
  override readonly name = "ForeignSchema";
  readonly found: number;
  constructor(found: number, why: string) {
    super(why);
    this.found = found;
  }
}

/**
 * @param upTo number of the last one to run; a backup is taken in at the schema that it was made with
 * @returns numbers of the migrations that were run now
 */
export async function migrate(
  db: Kysely<Tables>,
  kind: StoreKind,
  now: string,
  upTo: number = NEWEST_SCHEMA,
): Promise<readonly number[]> {
  await createFirstTable(db);
  const done = await db.selectFrom("schema_migration").selectAll().orderBy("number").execute();
  const newest = done.at(-1)?.number ?? 0;
  if (newest > NEWEST_SCHEMA) {
    throw new ForeignSchema(
      newest,
      `schema ${newest} is newer than this program's ${NEWEST_SCHEMA}`,
    );
  }
  const run: number[] = [];
  for (const migration of MIGRATIONS) {
    const { number } = migration;
    if (number > upTo) break;
    const statements = migration.statements(kind);
    const checksum = createHash("sha256").update(statements.join(";\n")).digest("hex");
    const earlier = done.find((one) => one.number === number);
    if (earlier !== undefined) {
      if (earlier.checksum === checksum) continue;
      throw new ForeignSchema(number, `migration ${number} was another one when it was run`);
    }
    if (await runOne(db, number, statements, checksum, now)) run.push(number);
  }
  return run;
}

/** @throws ForeignSchema unless the database is of exactly this program's schema; nothing is changed */
export async function refuseOtherSchema(db: Kysely<Tables>): Promise<void> {
  const { found } = await db
    .selectFrom("schema_migration")
    .select(({ fn }) => fn.max<number | null>("number").as("found"))
    .executeTakeFirstOrThrow();
  if (found !== NEWEST_SCHEMA) {
    throw new ForeignSchema(found ?? 0, `schema ${found ?? 0}, this program has ${NEWEST_SCHEMA}`);
  }
}

/** Two servers may meet here; PostgreSQL then tells the second one of a duplicate, in spite of IF NOT EXISTS. */
async function createFirstTable(db: Kysely<Tables>): Promise<void> {
  const create = sql`CREATE TABLE IF NOT EXISTS schema_migration (
    number INTEGER PRIMARY KEY, checksum TEXT NOT NULL, at TEXT NOT NULL)`;
  try {
    await create.execute(db);
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    await create.execute(db);
  }
}

/** False where a second server was faster. */
async function runOne(
  db: Kysely<Tables>,
  number: number,
  statements: readonly string[],
  checksum: string,
  now: string,
): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const { numInsertedOrUpdatedRows } = await trx
      .insertInto("schema_migration")
      .values({ number, checksum, at: now })
      .onConflict((conflict) => conflict.column("number").doNothing())
      .executeTakeFirst();
    if (numInsertedOrUpdatedRows === 0n) return false;
    for (const statement of statements) await sql.raw(statement).execute(trx);
    return true;
  });
}
