import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compareRuleSets } from "../../../engine/compare/compare-rule-sets.ts";
import { effectOnCity } from "../../../engine/compare/effect.ts";
import type { Logic, Node, RuleSet } from "../../../engine/rule-set/rule-set.ts";
import { item, LABEL, prepared, smallRuleSet } from "../../support/load-rule-set.ts";

const count = { type: "count", label: LABEL } as const;
const bands = (first: number, points: number): Logic => ({
  if: [{ ">=": [{ var: "rate" }, first] }, points, { ">=": [{ var: "rate" }, 0.5] }, 10, 0],
});
const share = (top: Logic = { var: "part" }): Logic => ({
  "*": [
    { var: "weight" },
    { if: [{ "==": [{ var: "whole" }, 0] }, 0, { "/": [top, { var: "whole" }] }] },
    100,
  ],
});

const BANDS = item("bands", {
  inputs: { rate: { type: "percent", label: LABEL } },
  score: bands(0.9, 20),
});
const SHARE = item("share", { weight: 0.3, inputs: { part: count, whole: count }, score: share() });
const base = smallRuleSet([BANDS, SHARE]);

function changed(nodes: readonly Node[], changes: Partial<RuleSet> = {}): RuleSet {
  return smallRuleSet(nodes, changes);
}

function changesTo(after: RuleSet) {
  return compareRuleSets(prepared(base), prepared(after));
}

describe("what changed", () => {
  test("nothing, in a copy", () => {
    expect(changesTo(JSON.parse(JSON.stringify(base)))).toEqual([]);
  });

  test("a threshold and the points behind it", () => {
    expect(changesTo(changed([{ ...BANDS, score: bands(0.95, 25) }, SHARE]))).toEqual([
      {
        kind: "threshold-changed",
        cause: "numbers",
        node: "bands",
        path: "/score/if/0/>=/1",
        before: "0.9",
        after: "0.95",
        operator: ">=",
      },
      {
        kind: "number-changed",
        cause: "numbers",
        node: "bands",
        path: "/score/if/1",
        before: "20",
        after: "25",
        operator: "if",
      },
    ]);
  });

  test("a weight", () => {
    expect(changesTo(changed([BANDS, { ...SHARE, weight: 0.4 }]))).toEqual([
      {
        kind: "weight-changed",
        cause: "weights",
        node: "share",
        path: "/weight",
        before: 0.3,
        after: 0.4,
      },
    ]);
  });

  test("a band put in, by its place in the formula", () => {
    const score: Logic = {
      if: [
        { ">=": [{ var: "rate" }, 0.9] },
        20,
        { ">=": [{ var: "rate" }, 0.7] },
        15,
        { ">=": [{ var: "rate" }, 0.5] },
        10,
        0,
      ],
    };
    expect(changesTo(changed([{ ...BANDS, score }, SHARE]))).toEqual([
      {
        kind: "formula-changed",
        cause: "formulas",
        node: "bands",
        path: "/score",
        before: BANDS.score,
        after: score,
        edits: [
          { edit: "added", before: null, after: "/if/2" },
          { edit: "added", before: null, after: "/if/3" },
        ],
      },
    ]);
  });

  test("a cap wrapped around, an operand added", () => {
    const top: Logic = { min: [{ var: "whole" }, { "+": [{ var: "part" }, 1] }] };
    const [change] = changesTo(changed([BANDS, { ...SHARE, score: share(top) }]));
    expect(change).toMatchObject({
      kind: "formula-changed",
      edits: [{ edit: "replaced", before: "/*/1/if/2/~1/0", after: "/*/1/if/2/~1/0" }],
    });
  });

  test("nodes added, removed, renamed with their history, and put in another order", () => {
    const renamed = {
      ...SHARE,
      id: "portion",
      was: [{ id: "share", relation: "renamed" as const }],
    };
    const added = item("extra", { inputs: { n: count }, score: { var: "n" } });
    expect(
      changesTo(changed([renamed, added, BANDS])).map(({ kind, node, before, after }) => [
        kind,
        node,
        before,
        after,
      ]),
    ).toEqual([
      ["nodes-reordered", "total", ["bands", "share"], ["share", "bands"]],
      ["node-renamed", "portion", "share", "portion"],
      [
        "node-added",
        "extra",
        null,
        {
          id: "extra",
          name: { zh: "extra", en: "extra" },
          inputs: { n: count },
          score: { var: "n" },
        },
      ],
    ]);
    expect(changesTo(changed([BANDS])).map(({ kind, node }) => [kind, node])).toEqual([
      ["node-removed", "share"],
    ]);
  });

  test("a figure's range, a new figure, one that is gone, and one renamed with its history", () => {
    const inputs = {
      part: { ...count, maximum: 10 },
      total: { ...count, was: [{ id: "share/whole", relation: "renamed" as const }] },
      more: count,
    };
    const score: Logic = JSON.parse(JSON.stringify(share()).replaceAll("whole", "total"));
    const found = changesTo(changed([BANDS, { ...SHARE, inputs, score }]));
    // What the formula reads has another name; the formula is the same.
    expect(found.map(({ kind, path }) => [kind, path])).toEqual([
      ["input-changed", "/inputs/part"],
      ["input-changed", "/inputs/total/id"],
      ["input-added", "/inputs/more"],
    ]);
  });

  test("new words of the notice: Chinese by the character, numbers whole", () => {
    const source = (text: string) => ({ method: { text } });
    const before = prepared(changed([{ ...BANDS, source: source("立案率不低于90%") }, SHARE]));
    const after = prepared(changed([{ ...BANDS, source: source("立案率应不低于95%") }, SHARE]));
    expect(compareRuleSets(before, after)).toEqual([
      {
        kind: "text-changed",
        cause: "texts",
        node: "bands",
        path: "/source/method",
        before: "立案率不低于90%",
        after: "立案率应不低于95%",
        added: [
          [3, 4],
          [7, 10],
        ],
        removed: [[6, 9]],
      },
    ]);
  });

  test("rounding and the formula of a level", () => {
    const levels = base.levels.map((level, index) =>
      index === 0 ? { ...level, rounding: { mode: "floor" as const, places: 1 } } : level,
    );
    expect(changesTo({ ...base, levels })).toEqual([
      {
        kind: "rounding-changed",
        cause: "rounding",
        node: "",
        path: "/levels/0/rounding",
        before: { mode: "half-up", places: 2 },
        after: { mode: "floor", places: 1 },
      },
    ]);
  });
});

describe("what it does to a city", () => {
  const city = { bands: { rate: 92 }, share: { part: 45, whole: 60 } };

  function effect(after: RuleSet, inputs: unknown = city) {
    const result = effectOnCity(prepared(base), prepared(after), inputs);
    if (!result.ok) throw new Error(JSON.stringify(result.issues));
    return result.effect;
  }

  test("a raised threshold and a raised weight, each with its own part", () => {
    // 20 + 30 % × 0.75 × 100 = 42.50 becomes 10 + 40 % × 0.75 × 100 = 40.00
    const found = effect(
      changed([
        { ...BANDS, score: bands(0.95, 20) },
        { ...SHARE, weight: 0.4 },
      ]),
    );
    expect([found.before.total, found.after.total, found.difference]).toEqual([
      "42.50",
      "40.00",
      "-2.50",
    ]);
    expect(found.byCause.filter(({ change }) => change !== "0.00")).toEqual([
      { cause: "numbers", change: "-10.00" },
      { cause: "weights", change: "7.50" },
    ]);
    expect(found.nodes).toEqual([
      { node: "bands", before: "20.00", after: "10.00", change: "-10.00" },
      { node: "share", before: "22.50", after: "30.00", change: "7.50" },
    ]);
  });

  test("causes that meet in one item: the order matters, and that is told", () => {
    // formula doubled, weight doubled: 22.50 → 45.00 → 90.00, or 22.50 → 45.00 → 90.00 the other way round
    const doubled = share({ "*": [2, { var: "part" }] });
    const found = effect(changed([BANDS, { ...SHARE, weight: 0.6, score: doubled }]));
    expect(found.difference).toBe("67.50");
    expect(found.byCause.filter(({ change }) => change !== "0.00")).toEqual([
      { cause: "formulas", change: "22.50", reverse: "45.00" },
      { cause: "weights", change: "45.00", reverse: "22.50" },
    ]);
  });

  test("a new item waits for figures: it is counted, and the new total is a range", () => {
    const fresh = item("fresh", { inputs: { n: { ...count, maximum: 5 } }, score: { var: "n" } });
    const found = effect(changed([BANDS, SHARE, fresh]));
    expect(found.notComparable).toEqual([{ item: "fresh", input: "n", reason: "new_item" }]);
    expect(found.after).toEqual({
      status: "provisional",
      total: "42.50",
      range: ["42.50", "47.50"],
    });
  });

  test("a renamed item keeps its figures", () => {
    const renamed = {
      ...SHARE,
      id: "portion",
      was: [{ id: "share", relation: "renamed" as const }],
    };
    expect(effect(changed([BANDS, renamed])).difference).toBe("0.00");
  });

  test("figures that are refused are refused here too", () => {
    expect(effectOnCity(prepared(base), prepared(base), { bands: { rate: 101 } })).toMatchObject({
      ok: false,
      issues: [{ code: "out_of_range" }],
    });
  });

  test("the parts always add up to the difference, to the last cent", () => {
    const cents = (text: string): number => Math.round(Number(text) * 100);
    const revision = fc.record({
      threshold: fc.constantFrom(0.6, 0.9, 0.92, 0.95),
      points: fc.constantFrom(20, 25, 12.345),
      weight: fc.constantFrom(0.3, 0.35, 0.123),
      formula: fc.constantFrom<Logic>(
        { var: "part" },
        { "*": [2, { var: "part" }] },
        { min: [{ var: "part" }, 7] },
      ),
      mode: fc.constantFrom("half-up" as const, "floor" as const, "ceiling" as const),
      drop: fc.boolean(),
      add: fc.boolean(),
    });
    const figures = fc.record({
      bands: fc.record({ rate: fc.constantFrom(40, 55, 90, 92, "94.999", 95) }),
      share: fc.record({
        part: fc.integer({ min: 0, max: 50 }),
        whole: fc.integer({ min: 0, max: 50 }),
      }),
    });
    fc.assert(
      fc.property(revision, figures, (change, inputs) => {
        const nodes = [
          { ...BANDS, score: bands(change.threshold, change.points) },
          ...(change.drop
            ? []
            : [{ ...SHARE, weight: change.weight, score: share(change.formula) }]),
          ...(change.add ? [item("extra", { inputs: { n: count }, score: { var: "n" } })] : []),
        ];
        const levels = base.levels.map((level) => ({
          ...level,
          rounding: { mode: change.mode, places: 2 },
        }));
        const found = effect(changed(nodes, { levels }), inputs);
        const sum = found.byCause.reduce((total, part) => total + cents(part.change), 0);
        const reverse = found.byCause.reduce(
          (total, part) => total + cents(part.reverse ?? part.change),
          0,
        );
        expect([sum, reverse]).toEqual([cents(found.difference), cents(found.difference)]);
      }),
      { numRuns: 300 },
    );
  });
});
