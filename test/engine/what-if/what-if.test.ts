import { describe, expect, test } from "vitest";
import { compileRuleSet } from "../../../engine/compile/compile.ts";
import { oneMore } from "../../../engine/what-if/one-more.ts";
import { otherReadings } from "../../../engine/what-if/other-readings.ts";
import { item, LABEL, prepared, smallRuleSet } from "../../support/load-rule-set.ts";

const rules = prepared(
  smallRuleSet([
    item("share", {
      weight: 0.3,
      inputs: {
        part: { type: "count", label: LABEL, partOf: "whole" },
        whole: { type: "count", label: LABEL },
      },
      score: {
        "*": [{ var: "weight" }, { "/": [{ var: "part" }, { max: [1, { var: "whole" }] }] }, 100],
      },
    }),
    item("bands", {
      weight: 0.2,
      inputs: { rate: { type: "percent", label: LABEL } },
      score: {
        "*": [
          { var: "weight" },
          { if: [{ ">=": [{ var: "rate" }, 0.95] }, 100, { ">=": [{ var: "rate" }, 0.9] }, 75, 0] },
        ],
      },
      notes: [
        {
          kind: "reading",
          doubtful: true,
          text: LABEL,
          alternative: {
            label: { zh: "不含本数", en: "the boundary excluded" },
            score: {
              "*": [
                { var: "weight" },
                {
                  if: [
                    { ">": [{ var: "rate" }, 0.95] },
                    100,
                    { ">": [{ var: "rate" }, 0.9] },
                    75,
                    0,
                  ],
                },
              ],
            },
          },
        },
      ],
    }),
    item("ticks", {
      weight: 0.5,
      inputs: {
        gate: { type: "boolean", label: LABEL },
        modes: {
          type: "list",
          label: LABEL,
          options: ["a", "b"].map((code) => ({ code, label: LABEL })),
        },
      },
      score: {
        if: [
          { var: "gate" },
          {
            "*": [
              { var: "weight" },
              { reduce: [{ var: "modes" }, { "+": [{ var: "accumulator" }, 20] }, 0] },
            ],
          },
          0,
        ],
      },
    }),
    item("deduction", {
      inputs: { incidents: { type: "count", label: LABEL } },
      score: { "-": [0, { min: [1.5, { "*": [0.3, { var: "incidents" }] }] }] },
    }),
  ]),
);

const compiled = compileRuleSet(rules);

const city = {
  share: { part: 45, whole: 60 },
  bands: { rate: "94.20" },
  ticks: { gate: true, modes: ["b"] },
  deduction: { incidents: 1 },
};

describe("what one more is worth", () => {
  test("every step of every figure, the most valuable for the total first", () => {
    const result = oneMore(compiled, city);
    if (!result.ok) throw new Error(JSON.stringify(result.issues));
    expect(
      result.steps.map(({ node, input, option, kind, from, to, score, total }) =>
        [node, input, option ?? "", kind, `${from} → ${to}`, score.change, total.change].join(" "),
      ),
    ).toEqual([
      // a second option: 20 points at half weight
      "ticks modes a tick false → true 10.00 10.00",
      // 95 % reached: 20 % × (100 − 75)
      "bands rate  band 94.2 → 95 5.00 5.00",
      "bands rate  unit 94.2 → 95.2 5.00 5.00",
      // 30 % × 46/60 × 100 = 23
      "share part  unit 45 → 46 0.50 0.50",
      "deduction incidents  unit 1 → 0 0.30 0.30",
      "deduction incidents  unit 1 → 2 -0.30 -0.30",
      // 30 % × 45/61 × 100 = 22.131…
      "share whole  unit 60 → 61 -0.37 -0.37",
    ]);
  });

  test("figures that are refused are refused here too", () => {
    expect(oneMore(compiled, { share: { part: 61, whole: 60 } })).toMatchObject({
      ok: false,
      issues: [{ code: "part_exceeds_whole" }],
    });
  });
});

describe("a doubtful passage read the other way", () => {
  test("changes nothing off the boundary", () => {
    expect(otherReadings(rules, city)).toEqual({
      ok: true,
      readings: [
        {
          node: "bands",
          note: 0,
          label: { zh: "不含本数", en: "the boundary excluded" },
          score: { ours: "15.00", other: "15.00" },
          total: { ours: "47.20", other: "47.20" },
        },
      ],
    });
  });

  test("costs a band exactly on it", () => {
    const result = otherReadings(rules, { ...city, bands: { rate: 95 } });
    expect(result.ok && result.readings.map(({ score, total }) => [score, total])).toEqual([
      [
        { ours: "20.00", other: "15.00" },
        { ours: "52.20", other: "47.20" },
      ],
    ]);
  });
});
