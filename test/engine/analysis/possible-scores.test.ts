/** Ranges of provisional scores, held against brute force: no valid figures lead outside. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Logic, Node } from "../../../engine/rule-set/rule-set.ts";
import { score } from "../../../engine/score/score.ts";
import { item, LABEL, prepared, smallRuleSet } from "../../support/load-rule-set.ts";

const count = { type: "count", label: LABEL, maximum: 4 } as const;
const share: Logic = {
  if: [{ "==": [{ var: "whole" }, 0] }, 0, { "/": [{ var: "part" }, { var: "whole" }] }],
};
const options = ["a", "b"].map((code) => ({ code, label: LABEL }));

const ITEMS: readonly Node[] = [
  item("share", {
    weight: 0.3,
    inputs: { part: { ...count, partOf: "whole" }, whole: count },
    score: { "*": [{ var: "weight" }, share, 100] },
  }),
  item("capped", {
    weight: 0.7,
    inputs: { part: count, whole: count },
    score: { "*": [{ var: "weight" }, { min: [1, share] }, 100] },
  }),
  item("full when nothing was asked", {
    inputs: { part: { ...count, partOf: "whole" }, whole: count },
    score: {
      if: [
        { "==": [{ var: "whole" }, 0] },
        30,
        { "*": [{ "/": [{ var: "part" }, { var: "whole" }] }, 30] },
      ],
    },
  }),
  item("gate", {
    inputs: {
      gate: { type: "boolean", label: LABEL },
      bonus: { type: "boolean", label: LABEL },
      apps: count,
    },
    score: {
      if: [
        { and: [{ var: "gate" }, { or: [{ var: "bonus" }, { ">": [{ var: "apps" }, 2] }] }] },
        {
          "+": [
            { if: [{ var: "gate" }, 15, 0] },
            { if: [{ var: "bonus" }, 5, 0] },
            { min: [3, { var: "apps" }] },
          ],
        },
        { if: [{ "!": [{ var: "gate" }] }, 1, 2] },
      ],
    },
  }),
  item("bands", {
    inputs: { rate: { type: "percent", label: LABEL } },
    parts: {
      b: {
        logic: {
          if: [{ ">=": [{ var: "rate" }, 0.9] }, 20, { ">=": [{ var: "rate" }, 0.5] }, 10, 0],
        },
      },
    },
    score: { "-": [{ var: "b" }, { "*": [3, { var: "rate" }] }] },
  }),
  item("list", {
    inputs: { modes: { type: "list", label: LABEL, options } },
    score: {
      "+": [
        { if: [{ in: ["a", { var: "modes" }] }, 7, 0] },
        { reduce: [{ var: "modes" }, { "+": [{ var: "accumulator" }, 1] }, 0] },
      ],
    },
  }),
  item("never", {
    inputs: {
      years: { type: "count", label: LABEL, nullable: true, exclusiveMinimum: 0, maximum: 4 },
    },
    score: {
      if: [{ "==": [{ var: "years" }, null] }, 0, { "/": [100, { max: [2, { var: "years" }] }] }],
    },
  }),
  item("mean", {
    inputs: {
      rows: { type: "rows", label: LABEL, maxRows: 2, fields: { part: count, whole: count } },
    },
    parts: { n: { logic: { reduce: [{ var: "rows" }, { "+": [{ var: "accumulator" }, 1] }, 0] } } },
    score: {
      if: [
        { "==": [{ var: "n" }, 0] },
        0,
        {
          "*": [
            {
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
                            {
                              min: [
                                1,
                                { "/": [{ var: "current.part" }, { var: "current.whole" }] },
                              ],
                            },
                          ],
                        },
                      ],
                    },
                    0,
                  ],
                },
                { var: "n" },
              ],
            },
            50,
          ],
        },
      ],
    },
  }),
  item("deduction", {
    inputs: { incidents: count },
    score: { "-": [0, { min: [1.5, { "*": [0.5, { var: "incidents" }] }] }] },
  }),
];

const rules = prepared(smallRuleSet(ITEMS));

const small = fc.integer({ min: 0, max: 4 });
const pair = fc
  .tuple(small, small)
  .map(([a, b]) => ({ part: Math.min(a, b), whole: Math.max(a, b) }));
const city = fc.record({
  share: pair,
  capped: fc.record({ part: small, whole: small }),
  "full when nothing was asked": pair,
  gate: fc.record({ gate: fc.boolean(), bonus: fc.boolean(), apps: small }),
  bands: fc.record({ rate: fc.constantFrom(0, 49.99, 50, 70, "89.999", 90, 100) }),
  list: fc.record({ modes: fc.subarray(["a", "b"]) }),
  never: fc.record({ years: fc.constantFrom(null, 1, 2, 3, 4) }),
  mean: fc.record({ rows: fc.array(fc.record({ part: small, whole: small }), { maxLength: 2 }) }),
  deduction: fc.record({ incidents: small }),
});

type City = { readonly [item: string]: { readonly [input: string]: unknown } };

/** The city without the figures whose number in the list is marked. */
function without(full: City, dropped: readonly boolean[]): City {
  let index = 0;
  return Object.fromEntries(
    Object.entries(full).map(([id, figures]) => [
      id,
      Object.fromEntries(Object.entries(figures).filter(() => !dropped[index++ % dropped.length])),
    ]),
  );
}

describe("the range of a provisional score", () => {
  test("holds every score that the missing figures could lead to", () => {
    fc.assert(
      fc.property(
        city,
        fc.array(fc.boolean(), { minLength: 1, maxLength: 20 }),
        (full, dropped) => {
          const final = score(rules, full, { final: true });
          const partial = score(rules, without(full, dropped));
          if (!final.ok || !partial.ok) throw new Error(JSON.stringify({ final, partial }));
          const range = (node: string): readonly [string | null, string | null] => {
            const settled = partial.result.scores[node] ?? null;
            return partial.result.ranges[node] ?? [settled, settled];
          };
          for (const [node, exact] of Object.entries(final.result.scores)) {
            const [low, high] = range(node);
            expect([node, low !== null && Number(low) <= Number(exact)]).toEqual([node, true]);
            expect([node, high !== null && Number(exact) <= Number(high)]).toEqual([node, true]);
          }
          const [low, high] = partial.result.range ?? [null, null];
          expect(Number(low) <= Number(final.result.total)).toBe(true);
          expect(Number(final.result.total) <= Number(high)).toBe(true);
        },
      ),
      { numRuns: Number(process.env.RANDOM_CITIES ?? 3_000) },
    );
  });

  const rangeOf = (inputs: City, node: string) => {
    const outcome = score(rules, inputs);
    return outcome.ok ? outcome.result.ranges[node] : outcome.issues;
  };

  test.each([
    ["share", {}, ["0.00", "30.00"]],
    ["share", { part: 2 }, ["15.00", "30.00"]],
    ["share", { whole: 0 }, ["0.00", "0.00"]],
    ["share", { whole: 4 }, ["0.00", "30.00"]],
    ["capped", { part: 3 }, ["0.00", "70.00"]],
    ["full when nothing was asked", {}, ["0.00", "30.00"]],
    ["gate", { gate: false }, ["1.00", "1.00"]],
    ["gate", { gate: true, bonus: true }, ["20.00", "23.00"]],
    ["list", {}, ["0.00", "9.00"]],
    ["never", {}, ["0.00", "50.00"]],
    ["mean", {}, ["0.00", "50.00"]],
    ["deduction", {}, ["-1.50", "0.00"]],
  ] as const)("of %s, given %j, is %j", (node, given, expected) => {
    expect(rangeOf({ [node]: given }, node)).toEqual(expected);
  });
});
