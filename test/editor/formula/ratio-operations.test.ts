/** Operations on ratios: the zero denominator, the cap, the terms (journeys J3 and J8). */
import { describe, expect, test } from "vitest";
import type { Edited } from "../../../editor/formula/operations/edited.ts";
import {
  setRatioCap,
  setRatioTerm,
  setWhenZero,
} from "../../../editor/formula/operations/ratio.ts";
import type { Names } from "../../../engine/language/formula-names.ts";
import { textOf } from "../../../engine/language/formula-text/print.ts";
import { variable } from "../../../engine/logic/json-tree.ts";
import { shippedFormula } from "../support/shipped.ts";

const NAMES: Names = new Map();

function outcome(edited: Edited): unknown {
  return edited.ok ? [textOf(edited.logic, NAMES, "en"), edited.at] : edited.refusal;
}

describe("L3P1-A3, no event reported: full marks", () => {
  const { logic } = shippedFormula("L3P1-A3", "score");

  test("becomes 0 points, or nothing is said", () => {
    expect(outcome(setWhenZero(logic, "", 0))).toEqual([
      "weight × if(reported = 0; 0; handled ÷ reported) × 100",
      "/*/1/if/1",
    ]);
    expect(outcome(setWhenZero(logic, "", null))).toEqual([
      "weight × (handled ÷ reported) × 100",
      "/*/1",
    ]);
  });

  test("another denominator is tested as well; a cap goes around all of it", () => {
    expect(outcome(setRatioTerm(logic, "", "denominator", variable("all")))).toEqual([
      "weight × if(all = 0; 1; handled ÷ all) × 100",
      "/*/1/if/2/~1/1",
    ]);
    expect(outcome(setRatioCap(logic, "", 1))).toEqual([
      "weight × min(1; if(reported = 0; 1; handled ÷ reported)) × 100",
      "/*/1/min/0",
    ]);
  });
});

test("L3P1-A1: of a denominator that is a quotient only the dividend is tested, until another takes its place", () => {
  const { logic } = shippedFormula("L3P1-A1", "score");
  expect(outcome(setRatioTerm(logic, "", "denominator", variable("x")))).toEqual([
    "weight × min(1; if(x = 0; 0; stations ÷ x)) × 100",
    "/*/1/min/1/if/2/~1/1",
  ]);
  expect(outcome(setRatioCap(logic, "", null))).toEqual([
    "weight × if(cityAreaKm2 = 0; 0; stations ÷ (cityAreaKm2 ÷ 30)) × 100",
    "/*/1",
  ]);
  expect(outcome(setRatioCap({ "+": [1, 2] }, "", 1))).toEqual({ code: "no_ratio", facts: {} });
});
