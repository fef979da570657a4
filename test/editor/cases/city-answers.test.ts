/** What a case of a whole city expects, answer by answer. */
import { expect, test } from "vitest";
import { withNode, withOutput, withRange, withScore } from "../../../editor/cases/city-answers.ts";
import { outputText, readOutputText } from "../../../editor/cases/output-text.ts";
import { readPartText } from "../../../editor/cases/paste-cases.ts";
import type { Expectation } from "../../../engine/cases/case.ts";

const EXPECT: Expectation = { status: "provisional", total: "60.00", scores: { L8: null } };

test("a score is set, set to none, and no longer compared", () => {
  expect(withScore(EXPECT, null, "61.50")).toEqual({ ...EXPECT, total: "61.50" });
  expect(withScore(EXPECT, null, undefined)).toEqual({
    status: "provisional",
    scores: { L8: null },
  });
  expect(withScore(EXPECT, "L1", null).scores).toEqual({ L8: null, L1: null });
  expect(withScore(EXPECT, "L8", undefined)).toEqual({ status: "provisional", total: "60.00" });
});

test("a range begins with one end, gets the other, and goes when an end is emptied", () => {
  const first = withRange(EXPECT, "L8", 0, "0.00");
  expect(first.ranges).toEqual({ L8: ["0.00", "0.00"] });
  const both = withRange(first, "L8", 1, "40.00");
  expect(both.ranges).toEqual({ L8: ["0.00", "40.00"] });
  expect(withRange(both, "L8", 0, undefined)).toEqual(EXPECT);
  expect(withRange(EXPECT, null, 1, "100.00").range).toEqual(["100.00", "100.00"]);
});

test("a node that is no longer named takes its range along", () => {
  const named = withRange(withNode(EXPECT, "L1", "26.00"), "L1", 1, "27.00");
  expect(withNode(named, "L1", undefined)).toEqual(EXPECT);
});

test("other answers by node and name; the last one leaves nothing behind", () => {
  const one = withOutput(EXPECT, "total", "grade", "good");
  expect(one.outputs).toEqual({ total: { grade: "good" } });
  expect(withOutput(one, "total", "grade", undefined)).toEqual(EXPECT);
});

test.each([
  ["number", "６０.００", "60.00"],
  ["number", "much", undefined],
  ["boolean", "是", true],
  ["boolean", "no", false],
  ["boolean", "perhaps", undefined],
  ["list", "a；b; c", ["a", "b", "c"]],
  ["text", " 良好 ", "良好"],
  ["text", "—", null],
] as const)("an answer of type %s typed as %s", (type, typed, value) => {
  expect(readOutputText(typed, type)).toEqual(value);
  if (value !== undefined) expect(readOutputText(outputText(value), type)).toEqual(value);
});

test("parts are exact: decimals, fractions, or none", () => {
  expect(["12.5", "２/3", "-1/6", "—", "1/0", "abc", ""].map(readPartText)).toEqual([
    "12.5",
    "2/3",
    "-1/6",
    null,
    undefined,
    undefined,
    undefined,
  ]);
});
