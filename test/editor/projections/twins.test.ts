/** What is printed once and stands several times in a formula changes everywhere at once. */
import { expect, test } from "vitest";
import { twinsFollow } from "../../../editor/projections/pane/twins.ts";
import { replaceAt } from "../../../engine/logic/json-tree.ts";
import { shippedFormula } from "../support/shipped.ts";

const visits = { var: "visits" };

test("the guard of a fraction asks about its new denominator", () => {
  const { logic } = shippedFormula("L1P1-A1", "score");
  const edited = replaceAt(logic, "/*/1/if/2/~1/1", visits);
  expect(twinsFollow(logic, edited)).toEqual({
    "*": [
      { var: "weight" },
      { if: [{ "==": [visits, 0] }, 0, { "/": [{ var: "eCertItems" }, visits] }] },
      100,
    ],
  });
});

test("every band compares the new subject", () => {
  const { logic } = shippedFormula("L2P2-A3", "parts/b2");
  const edited = replaceAt(logic, "/if/0/>=/0", visits);
  expect(twinsFollow(logic, edited)).toEqual({
    if: [{ ">=": [visits, 5] }, 100, { ">=": [visits, 3] }, 60, { ">=": [visits, 1] }, 40, 0],
  });
});

test("a bound that is changed leaves everything else as it is", () => {
  const { logic } = shippedFormula("L2P2-A3", "parts/b2");
  const edited = replaceAt(logic, "/if/0/>=/1", 6);
  expect(twinsFollow(logic, edited)).toBe(edited);
});
