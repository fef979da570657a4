import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type CompiledRuleSet, compileRuleSet } from "../../../engine/compile/compile.ts";
import type { RoundingMode } from "../../../engine/number/rounding.ts";
import type { PreparedRuleSet } from "../../../engine/rule-set/prepare.ts";
import type { Logic, Node } from "../../../engine/rule-set/rule-set.ts";
import { score } from "../../../engine/score/score.ts";
import { item, LABEL, prepared, smallRuleSet } from "../../support/load-rule-set.ts";

/** Every node's score as text, the compiled way. */
function fast(rules: CompiledRuleSet, inputs: unknown): Record<string, string | null> {
  const outcome = rules.score(inputs, { final: true });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.issues));
  return { [rules.prepared.root.id]: outcome.result.total, ...outcome.result.scores };
}

/** Every node's score as text, by the interpreter. */
function exact(rules: PreparedRuleSet, inputs: unknown): Record<string, string | null> {
  const outcome = score(rules, inputs, { final: true });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.issues));
  return { [rules.root.id]: outcome.result.total, ...outcome.result.scores };
}

const whole = { type: "count", label: LABEL } as const;
const part = { type: "count", label: LABEL, partOf: "whole" } as const;
const share: Logic = {
  if: [{ "==": [{ var: "whole" }, 0] }, 0, { "/": [{ var: "part" }, { var: "whole" }] }],
};
const weighted = (of: Logic): Logic => ({ "*": [{ var: "weight" }, of, 100] });

/** One item for each idiom of evaluation notices, and for each form that the compiler knows. */
const IDIOMS: readonly Node[] = [
  item("share", { weight: 0.3, inputs: { part, whole }, score: weighted(share) }),
  item("capped", {
    weight: 0.45,
    inputs: { part: whole, whole },
    score: weighted({ min: [1, share] }),
  }),
  item("floored", {
    weight: 0.15,
    inputs: { part, whole },
    score: weighted({ max: [{ "/": [1, 3] }, share] }),
  }),
  item("bands", {
    weight: 0.2,
    inputs: { rate: { type: "percent", label: LABEL } },
    parts: {
      b1: {
        logic: {
          if: [
            { ">=": [{ var: "rate" }, 0.95] },
            20,
            { ">=": [{ var: "rate" }, 0.9] },
            15,
            { "<": [0.5, { var: "rate" }] },
            7.5,
            0,
          ],
        },
      },
    },
    score: { "*": [{ var: "weight" }, { var: "b1" }, 5] },
  }),
  item("shareBands", {
    weight: 0.1,
    inputs: { part, whole },
    parts: { coverage: { logic: share } },
    score: {
      "*": [
        { var: "weight" },
        {
          if: [
            { ">=": [{ var: "coverage" }, 0.9] },
            100,
            { ">": [{ var: "coverage" }, 0.6] },
            60,
            0,
          ],
        },
      ],
    },
  }),
  item("ticks", {
    weight: 0.4,
    inputs: {
      gate: { type: "boolean", label: LABEL },
      bonus: { type: "boolean", label: LABEL },
      apps: { type: "count", label: LABEL, missing: { value: 0 } },
    },
    score: {
      if: [
        { and: [{ var: "gate" }, { or: [{ var: "bonus" }, { "!": [{ var: "bonus" }] }] }] },
        {
          "*": [
            { var: "weight" },
            { "+": [{ if: [{ var: "bonus" }, 15, 0] }, { min: [5, { var: "apps" }] }, 2] },
          ],
        },
        0,
      ],
    },
  }),
  item("list", {
    weight: 0.5,
    inputs: {
      modes: {
        type: "list",
        label: LABEL,
        options: ["a", "b", "c"].map((code) => ({ code, label: LABEL })),
      },
    },
    score: {
      "*": [
        { var: "weight" },
        {
          "+": [
            { if: [{ in: ["b", { var: "modes" }] }, 0.25, 0] },
            { reduce: [{ var: "modes" }, { "+": [{ var: "accumulator" }, 1] }, 0] },
          ],
        },
        20,
      ],
    },
  }),
  item("mean", {
    weight: 0.3,
    inputs: {
      rows: {
        type: "rows",
        label: LABEL,
        fields: { part: { type: "count", label: LABEL }, whole: { type: "count", label: LABEL } },
      },
    },
    parts: { n: { logic: { reduce: [{ var: "rows" }, { "+": [{ var: "accumulator" }, 1] }, 0] } } },
    score: {
      if: [
        { "==": [{ var: "n" }, 0] },
        0,
        weighted({
          "/": [
            {
              reduce: [
                { var: "rows" },
                {
                  "+": [
                    { var: "accumulator" },
                    {
                      if: [
                        { "==": [{ var: "current.whole" }, 0] },
                        0,
                        { min: [1, { "/": [{ var: "current.part" }, { var: "current.whole" }] }] },
                      ],
                    },
                  ],
                },
                0,
              ],
            },
            { var: "n" },
          ],
        }),
      ],
    },
  }),
  item("twoShares", {
    weight: 0.4,
    inputs: {
      part,
      whole,
      length: { type: "amount", label: LABEL },
      area: { type: "amount", label: LABEL },
    },
    parts: {
      b1: { logic: { "*": [share, 100] } },
      b2: {
        logic: {
          "*": [
            {
              min: [
                1,
                {
                  if: [
                    { "==": [{ var: "area" }, 0] },
                    0,
                    { "/": [{ var: "length" }, { "/": [{ var: "area" }, 30] }] },
                  ],
                },
              ],
            },
            100,
          ],
        },
      },
    },
    score: {
      "*": [
        { var: "weight" },
        { "+": [{ "*": [0.4, { var: "b1" }] }, { "*": [0.6, { var: "b2" }] }] },
      ],
    },
  }),
  item("cycle", {
    weight: 0.5,
    inputs: { years: { type: "amount", label: LABEL, nullable: true, exclusiveMinimum: 0 } },
    score: {
      "*": [
        { var: "weight" },
        {
          if: [{ "==": [{ var: "years" }, null] }, 0, { "/": [1, { max: [1, { var: "years" }] }] }],
        },
        100,
      ],
    },
  }),
  item("weightedMean", {
    weight: 0.4,
    inputs: { a: whole, b: whole, residents: whole },
    parts: {
      sum: { logic: { "+": [{ var: "a" }, { var: "b" }] } },
      users: {
        logic: {
          if: [
            { "==": [{ var: "sum" }, 0] },
            0,
            {
              "+": [
                { "*": [{ var: "a" }, { "/": [{ var: "a" }, { var: "sum" }] }] },
                { "*": [{ var: "b" }, { "/": [{ var: "b" }, { var: "sum" }] }] },
              ],
            },
          ],
        },
      },
    },
    score: weighted({
      min: [
        1,
        {
          if: [
            { "==": [{ var: "residents" }, 0] },
            0,
            { "/": [{ var: "users" }, { var: "residents" }] },
          ],
        },
      ],
    }),
  }),
  item("deduction", {
    inputs: {
      incidents: { type: "count", label: LABEL },
      review: { type: "amount", label: LABEL, maximum: "0.5" },
    },
    score: {
      "-": [0, { "+": [{ var: "review" }, { min: [1.5, { "*": [0.3, { var: "incidents" }] }] }] }],
    },
  }),
  item("counts", {
    inputs: {
      cases: {
        type: "counts",
        label: LABEL,
        options: ["x", "y"].map((code) => ({ code, label: LABEL })),
      },
    },
    score: {
      "+": [
        { if: [{ ">=": [{ var: "cases.x" }, 2] }, 10, 0] },
        { if: [{ ">=": [{ var: "cases.y" }, 2] }, 10, 0] },
      ],
    },
  }),
  item("remainder", { inputs: { whole }, score: { "%": [{ var: "whole" }, 7] } }),
  // The compiler knows no roots: such a node is the interpreter's.
  item("root", { inputs: { whole }, score: { power: [{ var: "whole" }, 0.5] } }),
];

const FIFTEEN_DIGITS = 999_999_999_999_999;
/** Small numbers, round ones, neighbours of thresholds, limits: where rounding and comparing go wrong. */
const count = fc.oneof(
  fc.integer({ min: 0, max: 50 }),
  fc.constantFrom(0, 1, 48, 80, 160, 200, 400, 4_800, 20_000, FIFTEEN_DIGITS - 1, FIFTEEN_DIGITS),
  fc.integer({ min: 0, max: 2_000_000 }),
  fc
    .tuple(fc.integer({ min: 0, max: 14 }), fc.integer({ min: 0, max: 6 }))
    .map(([p, q]) => 2 ** p * 5 ** q),
);
const figure = fc.oneof(count, count.map(String));
const amount = fc.oneof(
  count,
  fc
    .tuple(fc.integer({ min: 0, max: 99_999 }), fc.integer({ min: 0, max: 4 }))
    .map(([n, places]) => (n / 10 ** places).toFixed(places)),
  fc.constantFrom("0.000000000001", "123456789012345.123456789012", 0.1, 0.3, 1e-7),
);
const percent = fc.oneof(
  fc.integer({ min: 0, max: 100 }),
  fc.constantFrom("94.9999", "95.0001", 89.99, "90", "0.000000000001", "94.999999999999", 50),
);
const pair = fc
  .tuple(count, count)
  .map(([a, b]) => ({ part: Math.min(a, b), whole: Math.max(a, b) }));
const anyPair = fc.record({ part: figure, whole: figure });

const city = fc.record({
  share: pair,
  capped: anyPair,
  floored: pair,
  bands: fc.record({ rate: percent }),
  shareBands: fc.oneof(
    pair,
    fc
      .integer({ min: 1, max: 1_000_000 })
      .chain((n) =>
        fc
          .constantFrom(9 * n, 9 * n - 1, 9 * n + 1, 6 * n, 6 * n + 1)
          .map((k) => ({ part: Math.min(k, 10 * n), whole: 10 * n })),
      ),
  ),
  ticks: fc.record(
    { gate: fc.boolean(), bonus: fc.boolean(), apps: count },
    { requiredKeys: ["gate", "bonus"] },
  ),
  list: fc.record({ modes: fc.subarray(["a", "b", "c"]) }),
  mean: fc.record({ rows: fc.array(anyPair, { maxLength: 6 }) }),
  twoShares: fc.tuple(pair, amount, amount).map(([p, length, area]) => ({ ...p, length, area })),
  cycle: fc.record({
    years: fc.oneof(
      fc.constant(null),
      fc.constantFrom(0.5, 1, "1.0", 3, "2.5", 7, "0.001", 640, 800),
    ),
  }),
  weightedMean: fc.record({ a: count, b: count, residents: count }),
  deduction: fc.record({
    incidents: count,
    review: fc.constantFrom(0, "0.5", 0.05, "0.005", 0.125),
  }),
  counts: fc.record({ cases: fc.record({ x: count, y: count }, { requiredKeys: [] }) }),
  remainder: fc.record({ whole: count }),
  root: fc.record({ whole: count }),
});

const RUNS = Number(process.env.RANDOM_CITIES ?? 2_000);

describe("compiled rules answer as the interpreter does", () => {
  const rules = prepared(smallRuleSet(IDIOMS));

  test("each idiom takes the way that was meant for it", () => {
    expect(compileRuleSet(rules).plan.map(({ node, way }) => `${node}: ${way}`)).toEqual([
      "total: exact",
      "share: quotient",
      "capped: quotient",
      "floored: quotient",
      "bands: exact",
      "shareBands: exact",
      "ticks: exact",
      "list: exact",
      "mean: approx",
      "twoShares: approx",
      "cycle: quotient",
      "weightedMean: approx",
      "deduction: exact",
      "counts: exact",
      "remainder: exact",
      "root: interpreter",
    ]);
  });

  test.each<RoundingMode>(["half-up", "half-even", "ceiling", "floor", "truncate"])(
    "on any figures, rounding by %s",
    (mode) => {
      const base = smallRuleSet(IDIOMS);
      const levels = base.levels.map((level) => ({ ...level, rounding: { mode, places: 2 } }));
      const variant = prepared({ ...base, levels });
      const quick = compileRuleSet(variant, { backEnd: "fused" });
      fc.assert(
        fc.property(city, (inputs) => {
          expect(fast(quick, inputs)).toEqual(exact(variant, inputs));
        }),
        { numRuns: RUNS },
      );
    },
  );
});

test("a figure asked for twice is found where it is given", () => {
  const twins = prepared(
    smallRuleSet([
      item("A", { weight: 0.3, inputs: { part, whole }, score: weighted(share) }),
      item("B", {
        weight: 0.7,
        inputs: { part, whole: { ...whole, sameAs: "A/whole" } },
        score: weighted(share),
      }),
    ]),
  );
  expect(fast(compileRuleSet(twins), { A: { part: 12, whole: 48 }, B: { part: 24 } })).toEqual({
    total: "42.50",
    A: "7.50",
    B: "35.00",
  });
});

test("a declared maximum turns bounded doubles into a quotient of integers, and the plan says so beforehand", () => {
  const twoShares = (maximum: number | undefined): PreparedRuleSet => {
    const figure = { ...whole, ...(maximum === undefined ? {} : { maximum }) };
    const ratio = (above: string, below: string): Logic => ({
      if: [{ "==": [{ var: below }, 0] }, 0, { "/": [{ var: above }, { var: below }] }],
    });
    return prepared(
      smallRuleSet([
        item("A", {
          inputs: { a: figure, b: figure, c: figure, d: figure },
          score: { "*": [20, { "+": [ratio("a", "b"), ratio("c", "d")] }] },
        }),
      ]),
    );
  };
  const planned = (maximum?: number) =>
    compileRuleSet(twoShares(maximum)).plan.find(({ node }) => node === "A");
  // Numbers of twelve digits, two of them multiplied: 4e11 × 4e11.
  expect(planned()).toEqual({
    node: "A",
    formula: "score",
    way: "approx",
    reason: "integers_too_large",
    reaches: 1.6e23,
  });
  expect(planned(1_000_000)).toEqual({ node: "A", formula: "score", way: "quotient" });
});

test("scores that may be larger than doubles can tell apart are compiled, and exact at any size", () => {
  const amount = { type: "amount", label: LABEL } as const;
  const over = (name: string): Logic => ({
    "/": [{ var: name }, { max: [{ var: "b" }, 0.0001] }],
  });
  const rules = prepared(
    smallRuleSet([
      item("A", {
        inputs: { a: amount, b: amount, c: amount },
        score: { "*": [over("a"), over("c")] },
      }),
      item("B", { inputs: { a: amount }, score: { var: "a" } }),
    ]),
  );
  const ways = compileRuleSet(rules).plan.map(({ node, way }) => `${node}: ${way}`);
  expect(ways).toEqual(["total: exact", "A: approx", "B: exact"]);
  const figures = fc.constantFrom(
    "0",
    "0.0001",
    "0.005",
    "1",
    "3",
    "7.125",
    "39999999",
    "99999999999",
  );
  const cities = fc.record({
    A: fc.record({ a: figures, b: figures, c: figures }),
    B: fc.record({ a: figures }),
  });
  const compiled = (["closures", "fused"] as const).map((backEnd) =>
    compileRuleSet(rules, { backEnd }),
  );
  fc.assert(
    fc.property(cities, (inputs) => {
      const expected = exact(rules, inputs);
      for (const one of compiled) expect(fast(one, inputs)).toEqual(expected);
    }),
    { numRuns: RUNS },
  );
});

describe("a sum over rows whose terms are compared in doubles", () => {
  const count = { type: "count", label: LABEL, minimum: 1, maximum: 1_000_000_000 } as const;
  const rows = { type: "rows", label: LABEL, fields: { a: count, b: count } } as const;
  const quotient = (a: string, b: string): Logic => ({
    "/": [{ var: `current.${a}` }, { var: `current.${b}` }],
  });
  /** Products of such figures lie past what a double has exactly, so a tie leaves it in doubt. */
  const many: Logic = {
    reduce: [
      { var: "rows" },
      {
        "+": [
          { var: "accumulator" },
          { if: [{ "<": [{ "+": [quotient("a", "b"), quotient("b", "a")] }, 2.5] }, 1, 0] },
        ],
      },
      0,
    ],
  };
  const rules = prepared(
    smallRuleSet([
      item("one", {
        weight: 1,
        inputs: { rows },
        score: many,
        plausible: [{ input: "rows", message: LABEL, logic: { "<=": [many, 1] } }],
      }),
    ]),
  );
  const figure = fc.integer({ min: 1, max: 1_000_000_000 });
  const tie = fc.constantFrom({ a: 1, b: 2 }, { a: 400_000_000, b: 200_000_000 });
  const city = fc.array(fc.oneof(fc.record({ a: figure, b: figure }), tie), { maxLength: 4 });

  test.each(["closures", "fused"] as const)("%s: as the interpreter has it", (backEnd) => {
    const compiled = compileRuleSet(rules, { backEnd });
    fc.assert(
      fc.property(city, (given) => {
        const inputs = { one: { rows: given } };
        const answer = compiled.score(inputs, { final: true });
        expect(answer).toEqual(score(rules, inputs, { final: true }));
      }),
    );
  });
});
