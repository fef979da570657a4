/** Rule sets made at random in SQL, on a real PostgreSQL: what is not refused answers what the interpreter answers. */
import pg from "pg";
import { expect, inject, test } from "vitest";
import type { PreparedRuleSet } from "../../../engine/rule-set/prepare.ts";
import { score } from "../../../engine/score/score.ts";
import { compileToSql, type SqlRuleSet } from "../../../engine/sql/compile-sql.ts";
import { createRandom } from "../../oracle/random.ts";
import { prepared } from "../../support/load-rule-set.ts";
import { createDatabase } from "../../support/postgres.ts";
import { answersOf, fillTable, type Inputs } from "../../support/sql-rows.ts";
import { randomFigures, randomRuleSet } from "../compile/random-rule-set.ts";

const RULE_SETS = Number(process.env.RANDOM_CITIES ?? 2_000) / 20;
const CITIES = 15;
const SEED = Number(process.env.CITY_SEED ?? 20_181_231);

test(`on random rule sets and figures (seed ${SEED})`, async () => {
  const client = new pg.Client({ connectionString: await createDatabase(inject("postgresUrl")) });
  await client.connect();
  const seen = { compiled: 0, refused: 0, scored: 0, apart: 0 };
  for (let run = 0; run < RULE_SETS; run++) {
    const random = createRandom(SEED + run);
    const rules = prepared(randomRuleSet(random));
    const outcome = compileToSql(rules);
    if (!outcome.ok) {
      seen.refused++;
      continue;
    }
    seen.compiled++;
    const cities = Array.from({ length: CITIES }, () =>
      asRow(rules, outcome.sql, randomFigures(random, rules.ruleSet.tree)),
    ).filter((city) => city !== null);
    await fillTable(client, outcome.sql, "cities", cities);
    const answers = await answersOf(client, outcome.sql);
    for (const [index, city] of cities.entries()) {
      const expected = score(rules, city, { final: true });
      const { problems, scores } = answers[index] ?? {};
      if (expected.ok) {
        seen.scored++;
        const { total, scores: below } = expected.result;
        expect({ run, index, problems, scores }).toEqual({
          run,
          index,
          problems: null,
          scores: { [rules.root.id]: total, ...below },
        });
      } else {
        seen.apart++;
        const codes = new Set(expected.issues.map(({ code }) => code));
        const told = (problems ?? []).map((problem) => problem.split(" ")[0]);
        const strange = told.filter((code) => !codes.has(code as never));
        const untold = told.length > 0 ? [] : expected.issues;
        expect({ run, index, strange, untold }).toEqual({ run, index, strange: [], untold: [] });
      }
    }
  }
  await client.end();
  expect(Object.values(seen).every((count) => count > 0)).toBe(true);
});

/** The city as a row can say it: null where nothing is given, which is a figure where it may be; else `null`. */
function asRow(rules: PreparedRuleSet, { figures }: SqlRuleSet, city: Inputs): Inputs | null {
  const row: { [node: string]: { [input: string]: unknown } } = {};
  for (const { id: node, node: declaration } of rules.nodes.values())
    for (const [id, input] of Object.entries(declaration.inputs ?? {})) {
      const given = city[node]?.[id] ?? null;
      if (given === null && input.nullable !== true) continue;
      if (!fits(given, figures.get(`${node}/${id}`)?.type)) return null;
      // A column holds a decimal as such; of a JSON number more than 15 digits would not be taken.
      const figure = typeof given === "number" ? String(given) : given;
      row[node] = { ...row[node], [id]: figure };
    }
  return row;
}

function fits(given: unknown, type: string | undefined): boolean {
  if (given === null) return true;
  switch (type) {
    case "numeric":
      return typeof given === "number" || (typeof given === "string" && given !== "x");
    case "boolean":
      return typeof given === "boolean";
    case "text":
      return typeof given === "string";
    case "text[]":
      return Array.isArray(given);
    default:
      return true;
  }
}
