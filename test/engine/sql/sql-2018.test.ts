/** The whole 2018 set in SQL, on a real PostgreSQL: the same cents and the same refusals as the interpreter. */
import pg from "pg";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { score } from "../../../engine/score/score.ts";
import { compileToSql, type SqlRuleSet } from "../../../engine/sql/compile-sql.ts";
import { adversarialCity, createRandom, realisticCity } from "../../oracle/random-city.ts";
import { loadFolder } from "../../support/load-rule-set.ts";
import { createDatabase } from "../../support/postgres.ts";
import { answersOf, fillTable, type Inputs, type SqlAnswer } from "../../support/sql-rows.ts";

const CITIES = Number(process.env.RANDOM_CITIES ?? 2_000) / 5;
const SEED = Number(process.env.CITY_SEED ?? 20_181_231);
const { prepared } = loadFolder("rules/cn-smart-city-2018");

let client: pg.Client;
let sql: SqlRuleSet;

beforeAll(async () => {
  client = new pg.Client({ connectionString: await createDatabase(inject("postgresUrl")) });
  await client.connect();
  const outcome = compileToSql(prepared);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.findings));
  sql = outcome.sql;
});

afterAll(() => client.end());

async function inSql(cities: readonly Inputs[]): Promise<readonly SqlAnswer[]> {
  await fillTable(client, sql, "cities", cities);
  return answersOf(client, sql);
}

/** What the interpreter answers, in the form of a row. */
function interpreted(city: Inputs): SqlAnswer {
  const outcome = score(prepared, city, { final: true });
  if (!outcome.ok)
    return {
      problems: outcome.issues.map(({ code, path }) => `${code} ${path}`),
      scores: Object.fromEntries([...prepared.nodes.keys()].map((id) => [id, null])),
    };
  const { total, scores } = outcome.result;
  return { problems: null, scores: { [prepared.root.id]: total, ...scores } };
}

test.each([
  ["realistic", realisticCity],
  ["adversarial", adversarialCity],
] as const)(`%s cities (seed ${SEED})`, async (_, make) => {
  const random = createRandom(SEED);
  const cities = Array.from({ length: CITIES }, () => make(random) as Inputs);
  expect(await inSql(cities)).toEqual(cities.map(interpreted));
});

test("a mean over hospitals is exact for many unlike totals, and told apart beyond 7,000 digits", async () => {
  const hospitals = (count: number) =>
    Array.from({ length: count }, (_, index) => ({
      recordLookups: 333_333_333_333_333 - index,
      outpatientVisits: 999_999_999_999_999 - 2 * index,
    }));
  const city = realisticCity(createRandom(SEED)) as Inputs;
  const few = { ...city, "L1P4-A3": { hospitals: hospitals(60) } };
  const many = { ...city, "L1P4-A3": { hospitals: hospitals(900) } };
  const answers = await inSql([few, many]);
  expect(answers[0]).toEqual(interpreted(few));
  expect(answers[1]?.problems).toEqual(["evaluation_failed /L1P4-A3"]);
  expect(new Set(Object.values(answers[1]?.scores ?? {}))).toEqual(new Set([null]));
});
