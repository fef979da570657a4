/** What each row of bands takes in the end, gaps and rows that nothing comes to. */
import { expect, test } from "vitest";
import { rangesOf } from "../../../editor/formula/recognise/band-ranges.ts";
import { type BandsView, bandsLens } from "../../../editor/formula/recognise/bands.ts";
import type { Logic } from "../../../engine/rule-set/rule-set.ts";
import { shippedFormula } from "../support/shipped.ts";

const X: Logic = { var: "x" };

function viewOf(logic: Logic): BandsView {
  const recognition = bandsLens.get(logic);
  if (!recognition.ok) throw new Error(recognition.whyNot.code);
  return recognition.view;
}

/** `[0.9, 0.95)`, with `*` behind a bound that stands in the row itself. */
function shown(logic: Logic): readonly string[] {
  const { rows, otherwise } = rangesOf(viewOf(logic));
  return [...rows, otherwise].map(({ from, to, empty }) => {
    const own = (bound: { own: boolean } | null) => (bound?.own ? "*" : "");
    const low = `${from?.inclusive ? "[" : "("}${from?.value ?? ""}${own(from)}`;
    const high = `${to?.value ?? ""}${own(to)}${to?.inclusive ? "]" : ")"}`;
    return `${low}, ${high}${empty ? " empty" : ""}`;
  });
}

test("a falling chain: the upper bound of a row is the lower one of the row before", () => {
  const { logic } = shippedFormula("L2P1-A1", "parts/b1");
  expect(shown(logic)).toEqual([
    "[0.95*, )",
    "[0.9*, 0.95)",
    "[0.85*, 0.9)",
    "[0.8*, 0.85)",
    "(, 0.8)",
  ]);
});

test("a rising chain, with bounds that belong to the row or do not", () => {
  const rising: Logic = {
    if: [{ "<": [X, 1] }, 0, { "<=": [X, 3] }, 40, { ">": [5, X] }, 60, 100],
  };
  expect(shown(rising)).toEqual(["(, 1*)", "[1, 3*]", "(3, 5*)", "[5, )"]);
});

test("rows with both bounds; a gap between two is told", () => {
  const both = (low: number, high: number): Logic => ({
    and: [{ ">=": [X, low] }, { "<": [X, high] }],
  });
  const gap: Logic = { if: [{ ">=": [X, 0.9] }, 20, both(0.85, 0.9), 15, both(0.7, 0.74), 10, 0] };
  expect(shown(gap)).toEqual(["[0.9*, )", "[0.85*, 0.9*)", "[0.7*, 0.74*)", "(, 0.85)"]);
  expect(rangesOf(viewOf(gap)).gaps).toEqual([
    { from: { value: 0.74, inclusive: true }, to: { value: 0.85, inclusive: false } },
  ]);
});

test("a row that repeats the bound of the row before is empty", () => {
  const { logic } = shippedFormula("L2P1-A1", "parts/b1");
  const repeated = JSON.parse(JSON.stringify(logic).replace("0.9]", "0.95]")) as Logic;
  expect(shown(repeated)).toEqual([
    "[0.95*, )",
    "[0.95*, 0.95) empty",
    "[0.85*, 0.95)",
    "[0.8*, 0.85)",
    "(, 0.8)",
  ]);
});
