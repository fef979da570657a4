/** What differs between two formulas, and where a selection is after the formula was read anew. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { diffFormulas } from "../../../editor/formula/diff/diff-formulas.ts";
import { diffBands, diffChecklists } from "../../../editor/formula/diff/diff-tables.ts";
import { placeAfter } from "../../../editor/formula/diff/match-trees.ts";
import { bandsLens } from "../../../editor/formula/recognise/bands.ts";
import { checklistLens } from "../../../editor/formula/recognise/checklist.ts";
import type { Lens } from "../../../engine/idioms/lens.ts";
import { nodeAt, placesOf, variable } from "../../../engine/logic/json-tree.ts";
import type { Logic } from "../../../engine/rule-set/rule-set.ts";
import { randomLogic, runs } from "../support/random-logic.ts";
import { SHIPPED_FORMULAS, shippedFormula } from "../support/shipped.ts";

const [a, b, c] = [variable("a"), variable("b"), variable("c")];

const told = (before: Logic, after: Logic): readonly string[] =>
  diffFormulas(before, after).changes.map(
    (change) => `${change.kind} ${change.before ?? ""}→${change.after ?? ""}`,
  );

describe("changes", () => {
  test("a threshold, a name", () => {
    const { logic } = shippedFormula("L2P1-A1", "parts/b4");
    const later = JSON.parse(JSON.stringify(logic).replace("0.9]", "0.95]")) as Logic;
    expect(told(logic, later)).toEqual(["changed /if/0/>=/1→/if/0/>=/1"]);
    expect(told({ "/": [a, b] }, { "/": [a, c] })).toEqual(["changed /~1/1→/~1/1"]);
  });

  test("a band put in and a band taken out", () => {
    const row = (low: number, points: number): readonly Logic[] => [{ ">=": [a, low] }, points];
    const two: Logic = { if: [...row(90, 20), ...row(80, 10), 0] };
    const three: Logic = { if: [...row(90, 20), ...row(85, 15), ...row(80, 10), 0] };
    expect(told(two, three)).toEqual(["added →/if/2", "added →/if/3"]);
    expect(told(three, two)).toEqual(["removed /if/2→", "removed /if/3→"]);
  });

  test("a term wrapped: the operation is new, the term has moved into it", () => {
    const ratio: Logic = { "/": [a, b] };
    expect(told({ "*": [0.3, ratio, 100] }, { "*": [0.3, { min: [1, ratio] }, 100] })).toEqual([
      "added →/*/1",
      "moved /*/1→/*/1/min/1",
    ]);
  });

  test("a row moved among others", () => {
    const tick = (name: Logic, points: number): Logic => ({ if: [name, points, 0] });
    expect(
      told(
        { "+": [tick(a, 1), tick(b, 2), tick(c, 3)] },
        { "+": [tick(c, 3), tick(a, 1), tick(b, 2)] },
      ),
    ).toEqual(["moved /+/2→/+/0"]);
  });

  test("another formula altogether", () => {
    expect(told({ "+": [a, b] }, 7)).toEqual(["added →", "removed →"]);
  });
});

describe("laws", () => {
  test("equal formulas do not differ; every place told is there", () => {
    for (const { logic } of SHIPPED_FORMULAS) expect(told(logic, logic)).toEqual([]);
    fc.assert(
      fc.property(randomLogic, randomLogic, (before, after) => {
        expect(told(before, before)).toEqual([]);
        for (const change of diffFormulas(before, after).changes) {
          if (change.before !== null) expect(nodeAt(before, change.before)).toBeDefined();
          if (change.after !== null) expect(nodeAt(after, change.after)).toBeDefined();
        }
        const differ = JSON.stringify(before) !== JSON.stringify(after);
        expect(diffFormulas(before, after).changes.length > 0).toBe(differ);
      }),
      { numRuns: runs(500) },
    );
  });

  test("a selection stays on an equal subtree, wherever it went, and is always somewhere", () => {
    const ratio: Logic = { "/": [a, b] };
    const wrapped: Logic = { "*": [0.3, { min: [1, ratio] }, 100] };
    expect(placeAfter(ratio, wrapped, "")).toBe("/*/1/min/1");
    expect(placeAfter(ratio, wrapped, "/~1/0")).toBe("/*/1/min/1/~1/0");
    expect(
      placeAfter({ "+": [a, { "*": [b, 2] }] }, { "+": [a, { "*": [b, 3] }] }, "/+/1/*/1"),
    ).toBe("/+/1/*/1");
    fc.assert(
      fc.property(randomLogic, randomLogic, fc.nat(), (before, after, index) => {
        const places = [...placesOf(before)];
        const { at, logic } = places[index % places.length] as { at: string; logic: Logic };
        expect(nodeAt(after, placeAfter(before, after, at))).toBeDefined();
        expect(nodeAt(before, placeAfter(before, before, at))).toEqual(logic);
      }),
      { numRuns: runs(500) },
    );
  });
});

describe("tables of two years", () => {
  function view<View>(lens: Lens<View>, logic: Logic): View {
    const recognition = lens.get(logic);
    if (!recognition.ok) throw new Error(recognition.whyNot.code);
    return recognition.view;
  }
  const bands = (...rows: readonly (readonly [number, number])[]) =>
    view(bandsLens, {
      if: [...rows.flatMap(([low, points]): readonly Logic[] => [{ ">=": [a, low] }, points]), 0],
    });

  test("a bound that moved, a row that came and one that went", () => {
    const before = bands([90, 20], [80, 10], [70, 5]);
    expect(diffBands(before, bands([95, 20], [80, 10], [70, 5]))).toEqual([
      { before: 0, after: 0, changed: ["lower"], moved: false },
      { before: 1, after: 1, changed: [], moved: false },
      { before: 2, after: 2, changed: [], moved: false },
    ]);
    expect(diffBands(before, bands([90, 20], [85, 15], [80, 10]))).toEqual([
      { before: 0, after: 0, changed: [], moved: false },
      { before: null, after: 1, changed: [], moved: false },
      { before: 1, after: 2, changed: [], moved: false },
      { before: 2, after: null, changed: [], moved: false },
    ]);
    expect(diffBands(before, bands([90, 20], [80, 10]))).toEqual([
      { before: 0, after: 0, changed: [], moved: false },
      { before: 1, after: 1, changed: [], moved: false },
      { before: 2, after: null, changed: [], moved: false },
    ]);
  });

  test("checklist rows by their condition: points changed, moved, new, gone", () => {
    const list = (...rows: readonly (readonly [Logic, number])[]) =>
      view(checklistLens, {
        "+": rows.map(([name, points]): Logic => ({ if: [name, points, 0] })),
      });
    expect(diffChecklists(list([a, 5], [b, 10]), list([b, 12], [a, 5], [c, 1]))).toEqual([
      { before: 1, after: 0, changed: ["points"], moved: false },
      { before: 0, after: 1, changed: [], moved: true },
      { before: null, after: 2, changed: [], moved: false },
    ]);
    expect(diffChecklists(list([a, 5], [b, 10]), list([b, 10]))).toEqual([
      { before: 0, after: null, changed: [], moved: false },
      { before: 1, after: 0, changed: [], moved: false },
    ]);
  });
});
