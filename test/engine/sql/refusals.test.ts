/** What SQL cannot say exactly is refused with the reason and the place; what it can say, it says. */
import pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import type { Input, Logic } from "../../../engine/rule-set/rule-set.ts";
import { score } from "../../../engine/score/score.ts";
import { compileToSql } from "../../../engine/sql/compile-sql.ts";
import { item, LABEL, loadFolder, prepared, smallRuleSet } from "../../support/load-rule-set.ts";
import { createDatabase } from "../../support/postgres.ts";
import { answersOf, fillTable, type Inputs, type SqlAnswer } from "../../support/sql-rows.ts";

let client: pg.Client;
beforeAll(async () => {
  client = new pg.Client({ connectionString: await createDatabase(inject("postgresUrl")) });
  await client.connect();
});
afterAll(() => client.end());

async function inSql(
  rules: ReturnType<typeof prepared>,
  cities: readonly Inputs[],
): Promise<readonly SqlAnswer[]> {
  const outcome = compileToSql(rules, { table: "figures" });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.findings));
  await fillTable(client, outcome.sql, "figures", cities);
  return answersOf(client, outcome.sql);
}

function refusalsOf(inputs: { readonly [id: string]: Input }, logic: Logic) {
  const outcome = compileToSql(prepared(smallRuleSet([item("A", { inputs, score: logic })])));
  return outcome.ok ? [] : outcome.findings.map(({ code, path }) => `${code} ${path}`);
}

describe("rule sets of other kinds", () => {
  test("a geometric mean and logarithms are refused, each at its place", () => {
    const outcome = compileToSql(loadFolder("test/rule-sets/human-development").prepared);
    const told = outcome.ok ? [] : outcome.findings.map(({ code, path }) => `${code} ${path}`);
    expect(told.sort()).toEqual([
      "sql_operator income#/score/clamp/0/~1/0",
      "sql_power index#/score/if/2",
    ]);
  });

  test("air quality: straight lines between points, rounded up, the worst of what is measured", async () => {
    const { prepared: rules } = loadFolder("test/rule-sets/air-quality");
    const values = [null, 0, 34.9, 35, "35.1", 36, 74.999, 115, 149.5, 250, 420.5, 500, 501, 9000];
    const cities = values.flatMap((value, index) =>
      [values[(index * 5 + 3) % values.length], null].map((other) =>
        Object.fromEntries(
          [
            ["pm25", value],
            ["pm10", other],
            ["ozone", value],
          ].map(([node, concentration]) => [node, concentration === null ? {} : { concentration }]),
        ),
      ),
    ) as readonly Inputs[];
    const answers = await inSql(rules, cities);
    for (const [index, city] of cities.entries()) {
      const outcome = score(rules, city, { final: true });
      if (!outcome.ok) throw new Error("complete");
      const { total, scores } = outcome.result;
      expect(answers[index]).toEqual({ problems: null, scores: { index: total, ...scores } });
    }
  });
});

describe("formulas", () => {
  const count = { type: "count", label: LABEL } as const;
  const text = { type: "text", label: LABEL } as const;
  test.each<[string, { readonly [id: string]: Input }, Logic, readonly string[]]>([
    ["square roots", { n: count }, { squareRoot: { var: "n" } }, ["sql_operator A#/score"]],
    ["powers that vary", { n: count }, { power: [2, { var: "n" }] }, ["sql_power A#/score"]],
    [
      "texts cut up",
      { t: text },
      { if: [{ "==": [{ substr: [{ var: "t" }, 0, 1] }, "a"] }, 1, 0] },
      ["sql_operator A#/score/if/0/==/0"],
    ],
    [
      "a division that nothing guards",
      { n: count },
      { "/": [1, { var: "n" }] },
      ["division_unguarded A#/score"],
    ],
    ["whole powers are said", { n: count }, { power: [{ var: "n" }, 3] }, []],
  ])("%s", (_, inputs, logic, expected) => {
    expect(refusalsOf(inputs, logic)).toEqual(expected);
  });
});

test("rows that are not scored say why", async () => {
  const options = ["a", "b"].map((code) => ({ code, label: LABEL }));
  const inputs: { readonly [id: string]: Input } = {
    whole: { type: "count", label: LABEL, maximum: 1000 },
    part: { type: "amount", label: LABEL, partOf: "whole" },
    rate: { type: "percent", label: LABEL },
    kind: { type: "choice", label: LABEL, options },
    several: { type: "list", label: LABEL, options },
    each: { type: "counts", label: LABEL, options },
    name: { type: "text", label: LABEL, maxLength: 3, missing: "absent", informational: true },
    rows: {
      type: "rows",
      label: LABEL,
      maxRows: 2,
      fields: { n: count(), ok: { type: "boolean", label: LABEL } },
    },
  };
  const rules = prepared(
    smallRuleSet([
      item("A", {
        inputs,
        requires: [
          { input: "n", each: "rows", logic: { "<": [{ var: "n" }, 10] }, message: LABEL },
          { input: "rate", logic: { ">": [{ var: "rate" }, 0.01] }, message: LABEL },
        ],
        score: { "+": [{ var: "part" }, { var: "each.b" }] },
      }),
    ]),
  );
  const good = {
    whole: 10,
    part: "2.345",
    rate: 50,
    kind: "a",
    several: ["b", "a"],
    each: { b: 2 },
    name: "abc",
    rows: [{ n: 9, ok: true }],
  };
  const cases: readonly (readonly [object, readonly string[] | null])[] = [
    [{}, null],
    [{ name: null }, null],
    [{ whole: null, part: null }, ["missing_input /A/whole", "missing_input /A/part"]],
    [{ whole: 10.5 }, ["not_whole /A/whole"]],
    [{ whole: -1 }, ["negative_value /A/whole"]],
    [{ whole: 1001 }, ["out_of_range /A/whole"]],
    [{ part: "0.1234567890123" }, ["invalid_type /A/part"]],
    [{ part: "NaN" }, ["invalid_type /A/part"]],
    [{ part: "Infinity" }, ["invalid_type /A/part"]],
    [{ rate: 100.5 }, ["out_of_range /A/rate"]],
    [{ kind: "c" }, ["invalid_choice /A/kind"]],
    [{ several: ["c"] }, ["invalid_choice /A/several"]],
    [{ several: ["a", "a"] }, ["duplicate_choice /A/several"]],
    [{ each: [] }, ["invalid_type /A/each"]],
    [{ each: { c: 1 } }, ["invalid_choice /A/each"]],
    [{ each: { a: 1.5 } }, ["not_whole /A/each"]],
    [{ name: "abcd" }, ["too_long /A/name"]],
    [{ rows: {} }, ["invalid_type /A/rows"]],
    [{ rows: [{}, {}, {}] }, ["too_long /A/rows"]],
    [
      { rows: [{ n: "x", ok: 1 }, 5] },
      ["invalid_type /A/rows/0/n", "invalid_type /A/rows/0/ok", "invalid_type /A/rows/1"],
    ],
    [{ rows: [{ n: 1 }] }, ["missing_input /A/rows/0/ok"]],
    [{ rows: [{ n: 1, ok: true, more: 1 }] }, ["unknown_input /A/rows/0"]],
    [{ part: "10.001" }, ["part_exceeds_whole /A/part"]],
    [{ rate: "1" }, ["requirement_not_met /A/rate"]],
    [
      {
        rows: [
          { n: 9, ok: true },
          { n: "10", ok: false },
        ],
      },
      ["requirement_not_met /A/rows/1/n"],
    ],
  ];
  const answers = await inSql(
    rules,
    cases.map(([change]) => ({ A: { ...good, ...change } })),
  );
  expect(answers).toEqual(
    cases.map(([, problems]) => ({
      problems,
      scores: problems === null ? { total: "4.35", A: "4.35" } : { total: null, A: null },
    })),
  );
});

function count(): Input & { readonly type: "count" } {
  return { type: "count", label: LABEL };
}
