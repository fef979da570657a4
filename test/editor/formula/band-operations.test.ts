/** Operations on bands: shared boundaries, refusals, splitting and merging (journeys J1, J2 and J5). */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { namesAt } from "../../../editor/formula/names.ts";
import {
  mergeBand,
  moveBand,
  removeBand,
  setBoundary,
  setInclusive,
  splitBand,
  toBands,
  unifySubject,
} from "../../../editor/formula/operations/bands.ts";
import type { Edited } from "../../../editor/formula/operations/edited.ts";
import { rangesOf } from "../../../editor/formula/recognise/band-ranges.ts";
import { bandsLens } from "../../../editor/formula/recognise/bands.ts";
import type { Names } from "../../../engine/language/formula-names.ts";
import { textOf } from "../../../engine/language/formula-text/print.ts";
import { nodeAt, variable } from "../../../engine/logic/json-tree.ts";
import type { Logic } from "../../../engine/rule-set/rule-set.ts";
import { SHIPPED, SHIPPED_FORMULAS, shippedFormula } from "../support/shipped.ts";

const x = variable("x");
const NAMES: Names = new Map();

/** The formula as text, or the refusal. */
function outcome(edited: Edited): unknown {
  return edited.ok ? textOf(edited.logic, NAMES, "en") : edited.refusal;
}

const falling: Logic = {
  if: [{ ">=": [x, 90] }, 20, { ">=": [x, 80] }, 10, { ">=": [x, 70] }, 5, 0],
};
const rising: Logic = { if: [{ "<": [x, 1] }, 0, { "<": [x, 3] }, 40, { "<": [x, 5] }, 60, 100] };
const both = (low: number, high: number): Logic => ({
  and: [{ ">=": [x, low] }, { "<": [x, high] }],
});
const closed: Logic = { if: [{ ">=": [x, 90] }, 20, both(80, 90), 10, both(70, 80), 5, 0] };

describe("a boundary", () => {
  test("J1: 结案率 90 % becomes 95 %, the row below follows, the step is told in words", () => {
    const { place, logic } = shippedFormula("L2P1-A1", "parts/b4");
    const names: Names = namesAt(SHIPPED, place);
    const edited = setBoundary(logic, "", 0, "from", 0.95, names);
    if (!edited.ok) throw new Error(edited.refusal.code);
    expect(edited.logic).toEqual(JSON.parse(JSON.stringify(logic).replace("0.9]", "0.95]")));
    expect(edited.at).toBe("/if/0/>=/1");
    expect(edited.label.zh).toBe("城市管理事部件的结案率 第 1 档 90% → 95%");
    expect(edited.label.en).toBe("closureRate band 1 90% → 95%");
    const view = bandsLens.get(edited.logic);
    expect(view.ok && rangesOf(view.view).rows[1]?.to).toEqual({
      value: 0.95,
      inclusive: false,
      own: false,
    });
  });

  test("J2: 立案率 row 2 cannot become 95 %: nothing would come to it", () => {
    const { logic } = shippedFormula("L2P1-A1", "parts/b1");
    expect(outcome(setBoundary(logic, "", 1, "from", 0.95))).toEqual({
      code: "band_unreachable",
      facts: { row: 2, bound: 0.95 },
    });
  });

  test("shared with a neighbour is written once or twice, and moves for both", () => {
    expect(outcome(setBoundary(falling, "", 1, "to", 85))).toBe(
      "if(x ≥ 85; 20; x ≥ 80; 10; x ≥ 70; 5; 0)",
    );
    expect(outcome(setBoundary(rising, "", 1, "from", 2))).toBe(
      "if(x < 2; 0; x < 3; 40; x < 5; 60; 100)",
    );
    expect(outcome(setBoundary(closed, "", 1, "from", 75))).toBe(
      "if(x ≥ 90; 20; x ≥ 75 and x < 90; 10; x ≥ 70 and x < 75; 5; 0)",
    );
  });

  test("past or on the next boundary is refused, with the row that would be empty or the limit", () => {
    expect(outcome(setBoundary(falling, "", 1, "from", 60))).toEqual({
      code: "band_crosses",
      facts: { bound: 60, limit: 70 },
    });
    expect(outcome(setBoundary(falling, "", 0, "from", 80))).toEqual({
      code: "band_unreachable",
      facts: { row: 2, bound: 80 },
    });
    expect(outcome(setBoundary(rising, "", 1, "to", 5))).toEqual({
      code: "band_unreachable",
      facts: { row: 3, bound: 5 },
    });
    expect(outcome(setBoundary(rising, "", 1, "to", 9))).toEqual({
      code: "band_crosses",
      facts: { bound: 9, limit: 5 },
    });
    expect(outcome(setBoundary(falling, "", 0, "to", 95))).toEqual({
      code: "boundary_is_open",
      facts: { row: 1 },
    });
    expect(outcome(setBoundary(falling, "", 7, "to", 95))).toEqual({
      code: "no_such_row",
      facts: { row: 8 },
    });
    expect(outcome(setBoundary({ "+": [1, 2] }, "", 0, "to", 1))).toEqual({
      code: "no_bands",
      facts: {},
    });
  });

  test("belongs to the row or to its neighbour", () => {
    expect(outcome(setInclusive(falling, "", 0, "from", false))).toBe(
      "if(x > 90; 20; x ≥ 80; 10; x ≥ 70; 5; 0)",
    );
    expect(outcome(setInclusive(closed, "", 1, "from", false))).toBe(
      "if(x ≥ 90; 20; x > 80 and x < 90; 10; x ≥ 70 and x ≤ 80; 5; 0)",
    );
    expect(outcome(setInclusive(rising, "", 0, "to", true))).toBe(
      "if(x ≤ 1; 0; x < 3; 40; x < 5; 60; 100)",
    );
  });
});

describe("rows", () => {
  test("a row is cut in two, a value that no row takes begins one", () => {
    expect(outcome(splitBand(falling, "", 1, 85))).toBe(
      "if(x ≥ 90; 20; x ≥ 85; 10; x ≥ 80; 10; x ≥ 70; 5; 0)",
    );
    expect(outcome(splitBand(falling, "", "otherwise", 60, 2))).toBe(
      "if(x ≥ 90; 20; x ≥ 80; 10; x ≥ 70; 5; x ≥ 60; 2; 0)",
    );
    expect(outcome(splitBand(closed, "", 2, 75, 7))).toBe(
      "if(x ≥ 90; 20; x ≥ 80 and x < 90; 10; x ≥ 75 and x < 80; 7; x ≥ 70 and x < 75; 5; 0)",
    );
    expect(outcome(splitBand(closed, "", "otherwise", 60, 2))).toBe(
      "if(x ≥ 90; 20; x ≥ 80 and x < 90; 10; x ≥ 70 and x < 80; 5; x ≥ 60 and x < 70; 2; 0)",
    );
    expect(outcome(splitBand(rising, "", 1, 2))).toBe(
      "if(x < 1; 0; x < 2; 40; x < 3; 40; x < 5; 60; 100)",
    );
    expect(outcome(splitBand(falling, "", 1, 95))).toEqual({
      code: "boundary_outside_band",
      facts: { value: 95, from: 80, to: 90 },
    });
  });

  test("a row and the next become one, with the points of the row", () => {
    expect(outcome(mergeBand(falling, "", 0))).toBe("if(x ≥ 80; 20; x ≥ 70; 5; 0)");
    expect(outcome(mergeBand(closed, "", 1))).toBe("if(x ≥ 90; 20; x ≥ 70 and x < 90; 10; 0)");
    expect(outcome(mergeBand(closed, "", 0))).toBe("if(x ≥ 80; 20; x ≥ 70 and x < 80; 5; 0)");
    expect(outcome(mergeBand(rising, "", 0))).toBe("if(x < 3; 0; x < 5; 60; 100)");
    expect(outcome(mergeBand(falling, "", 2))).toBe("if(x ≥ 90; 20; x ≥ 80; 10; 0)");
  });

  test("a row goes, what it took falls to the next, no gap opens", () => {
    expect(outcome(removeBand(falling, "", 1))).toBe("if(x ≥ 90; 20; x ≥ 70; 5; 0)");
    expect(outcome(removeBand(closed, "", 1))).toBe("if(x ≥ 90; 20; x ≥ 70 and x < 90; 5; 0)");
    expect(outcome(removeBand(closed, "", 0))).toBe("if(x ≥ 80; 10; x ≥ 70 and x < 80; 5; 0)");
    const single: Logic = { if: [{ ">=": [x, 1] }, 1, 0] };
    expect(outcome(removeBand(single, "", 0))).toEqual({ code: "last_row", facts: {} });
  });

  test("a row that would lie behind all others is not moved there", () => {
    expect(outcome(moveBand(falling, "", 0, 2))).toEqual({
      code: "band_unreachable",
      facts: { row: 3, bound: 90 },
    });
    expect(outcome(moveBand(closed, "", 2, 1))).toBe(
      "if(x ≥ 90; 20; x ≥ 70 and x < 80; 5; x ≥ 80 and x < 90; 10; 0)",
    );
  });

  test("one subject for every row, in whatever form the rows are", () => {
    const y = variable("y");
    const strayed: Logic = {
      if: [{ ">=": [x, 9] }, 2, { and: [{ "<=": [5, y] }, { "<": [y, 9] }] }, 1, 0],
    };
    expect(outcome(unifySubject(strayed, "", x))).toBe("if(x ≥ 9; 2; 5 ≤ x and x < 9; 1; 0)");
    expect(outcome(unifySubject({ "+": [x, y] }, "", x))).toEqual({ code: "no_bands", facts: {} });
  });

  test("bands are made of what is selected, in order, no bound twice", () => {
    const made = toBands({ "*": [variable("weight"), x] }, "/*/1", [
      { from: 80, points: 10 },
      { from: 90, points: 20 },
    ]);
    expect(outcome(made)).toBe("weight × if(x ≥ 90; 20; x ≥ 80; 10; 0)");
    const twice = [
      { from: 90, points: 10 },
      { from: 90, points: 20 },
    ];
    expect(outcome(toBands(x, "", twice))).toEqual({
      code: "band_unreachable",
      facts: { row: 2, bound: 90 },
    });
  });
});

test("whatever is done to the bands of the shipped rules, they stay bands without an empty row", () => {
  const bands = SHIPPED_FORMULAS.map(({ logic }) => logic).filter(
    (logic) => bandsLens.get(logic).ok,
  );
  expect(bands.length).toBeGreaterThan(7);
  const row = fc.integer({ min: 0, max: 4 });
  const value = fc.constantFrom(0, 0.5, 0.7, 0.75, 0.82, 0.9, 0.93, 1, 2, 4);
  const edit = fc.oneof(
    fc.tuple(row, fc.constantFrom("from" as const, "to" as const), value).map(
      ([index, side, to]) =>
        (logic: Logic) =>
          setBoundary(logic, "", index, side, to),
    ),
    fc.tuple(row, value).map(
      ([index, at]) =>
        (logic: Logic) =>
          splitBand(logic, "", index, at),
    ),
    value.map((at) => (logic: Logic) => splitBand(logic, "", "otherwise", at)),
    row.map((index) => (logic: Logic) => mergeBand(logic, "", index)),
    row.map((index) => (logic: Logic) => removeBand(logic, "", index)),
    fc.tuple(row, row).map(
      ([from, to]) =>
        (logic: Logic) =>
          moveBand(logic, "", from, to),
    ),
  );
  fc.assert(
    fc.property(fc.constantFrom(...bands), fc.array(edit, { maxLength: 6 }), (start, edits) => {
      let logic = start;
      for (const one of edits) {
        const edited = one(logic);
        if (!edited.ok) continue;
        logic = edited.logic;
        const view = bandsLens.get(logic);
        if (!view.ok) throw new Error(view.whyNot.code);
        expect(rangesOf(view.view).rows.filter(({ empty }) => empty)).toEqual([]);
        expect(nodeAt(logic, edited.at)).toBeDefined();
      }
    }),
    { numRuns: 1_000 },
  );
});
