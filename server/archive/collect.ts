/** @module A round and its frozen returns read from the store, each return at one moment. */
import { Problem } from "../problem.ts";
import { readRound } from "../rounds/city-return.ts";
import { loadFiles } from "../rule-set-store/rule-set-files.ts";
import type { Database, Store, Trx } from "../storage/store.ts";
import type { Tables } from "../storage/tables.ts";
import type { ArchiveContents, AuditDocument, CityContents } from "./contents.ts";

/**
 * @param cities those wanted; all frozen ones of the round when null
 * @throws Problem 404, 409 where a return that is wanted is not frozen, or none is
 */
export async function collectArchive(
  { db, kind }: Store,
  round: string,
  cities: readonly string[] | null,
): Promise<ArchiveContents> {
  const row = await readRound(db, round);
  const moves = await db
    .selectFrom("round_move")
    .selectAll()
    .where("round", "=", round)
    .orderBy("at")
    .orderBy("id")
    .execute();
  const contents = new Map<string, CityContents>();
  for (const city of await frozenCities(db, round, cities)) {
    // One moment for all of a city: a score stored meanwhile stands in the trail and among the scores, or in neither.
    const reading = db.transaction();
    const snapshot = kind === "postgres" ? reading.setIsolationLevel("repeatable read") : reading;
    contents.set(city, await snapshot.execute((trx) => collectCity(trx, round, city)));
  }
  const hashes = new Set([
    row.rule_set_hash,
    ...[...contents.values()].flatMap(({ scores }) =>
      scores.scores.map((score) => score.rule_set_hash),
    ),
  ]);
  const ruleSets = new Map<string, ReadonlyMap<string, string>>();
  for (const hash of [...hashes].sort()) {
    const { files } = await db
      .selectFrom("rule_set_revision")
      .select("files")
      .where("hash", "=", hash)
      .executeTakeFirstOrThrow();
    ruleSets.set(hash, await loadFiles(db, files));
  }
  return { round: { round: row, moves }, ruleSets, cities: contents };
}

async function frozenCities(
  db: Database,
  round: string,
  cities: readonly string[] | null,
): Promise<readonly string[]> {
  const members = await db
    .selectFrom("round_city")
    .select(["city", "state"])
    .where("round", "=", round)
    .orderBy("city")
    .execute();
  const wanted = members.filter(({ city }) => cities === null || cities.includes(city));
  if (cities !== null && wanted.length < cities.length) throw new Problem("not_found");
  const frozen = wanted.filter(({ state }) => state === "frozen" || state === "filed");
  if (frozen.length === 0 || (cities !== null && frozen.length < wanted.length))
    throw new Problem("conflict", { reason: "not_frozen", cities: wanted });
  return frozen.map(({ city }) => city);
}

async function collectCity(trx: Trx, round: string, city: string): Promise<CityContents> {
  const rowsOf = async <T extends RoundTable>(table: T, ...order: readonly string[]) => {
    let query = trx
      .selectFrom(table as "sheet")
      .selectAll()
      .where("round", "=", round)
      .where("city", "=", city);
    for (const column of order) query = query.orderBy(column as "item");
    return (await query.execute()) as unknown as readonly RowOf<T>[];
  };
  const [member] = await rowsOf("round_city");
  if (member === undefined) throw new Problem("not_found");
  return {
    return: {
      city: await trx
        .selectFrom("city")
        .selectAll()
        .where("id", "=", city)
        .executeTakeFirstOrThrow(),
      units: await trx
        .selectFrom("unit")
        .selectAll()
        .where("city", "=", city)
        .orderBy("id")
        .execute(),
      return: opened(member, "units", "assignments"),
      events: await rowsOf("return_event", "at", "id"),
      reopenings: await rowsOf("reopening", "at", "id"),
    },
    sheets: {
      sheets: (await rowsOf("sheet", "item", "unit")).map((row) => opened(row, "body")),
      revisions: (await rowsOf("sheet_revision", "item", "unit", "revision")).map((row) =>
        opened(row, "body"),
      ),
      events: await rowsOf("sheet_event", "at", "id"),
    },
    decisions: {
      decisions: (await rowsOf("decision", "item", "number")).map((row) =>
        opened(row, "parts", "figures"),
      ),
    },
    evidence: {
      evidence: (await rowsOf("evidence", "at", "id")).filter(({ state }) => state === "linked"),
    },
    scores: {
      scores: (await rowsOf("score", "at", "id")).map((row) =>
        opened(row, "inputs", "parts", "result"),
      ),
    },
    audit: await collectAudit(trx, round, city),
  };
}

type RoundTable =
  | "round_city"
  | "return_event"
  | "reopening"
  | "sheet"
  | "sheet_revision"
  | "sheet_event"
  | "decision"
  | "evidence"
  | "score";
type RowOf<T extends RoundTable> = Tables[T];

async function collectAudit(trx: Trx, round: string, city: string): Promise<AuditDocument> {
  const chain = `city/${city}`;
  const place = `rounds/${round}/cities/${city}`;
  const { first, last } = await trx
    .selectFrom("audit")
    .select(({ fn }) => [fn.min<number>("number").as("first"), fn.max<number>("number").as("last")])
    .where("chain", "=", chain)
    .where((where) =>
      where.or([where("object", "=", place), where("object", "like", `${place}/%`)]),
    )
    .executeTakeFirstOrThrow();
  const rows = await trx
    .selectFrom("audit")
    .selectAll()
    .where("chain", "=", chain)
    .where("number", ">=", first)
    .where("number", "<=", last)
    .orderBy("number")
    .execute();
  return {
    chain,
    before: { number: first - 1, hash: rows[0]?.previous_hash ?? "" },
    rows,
  };
}

function opened<Row, Column extends keyof Row>(
  row: Row,
  ...columns: readonly Column[]
): Omit<Row, Column> & { readonly [name in Column]: unknown } {
  return {
    ...row,
    ...Object.fromEntries(columns.map((name) => [name, JSON.parse(String(row[name]))])),
  } as never;
}
