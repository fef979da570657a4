/**
 * The official JSON Logic cases, where JSON_LOGIC_TESTS names their file (jsonlogic.com/tests.json); else a
 * few of our own in the same form. Either way the same runner as `npm run conformance`.
 */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { JsonValue } from "../../../engine/json/json-value.ts";
import { parseJson } from "../../../engine/json/parse-json.ts";
import { runOfficialCases } from "../../conformance/official-cases.ts";

const OURS: JsonValue = [
  "# Values stand for themselves",
  [[1, "a", null, true], {}, [1, "a", null, true]],
  [{ two: 1, keys: 2 }, {}, { two: 1, keys: 2 }],
  "# Operators of each kind",
  [{ "==": ["1", 1] }, null, true],
  [{ "===": ["1", 1] }, null, false],
  [{ if: [{ ">": [{ var: "a" }, 0.1] }, "above", "not above"] }, { a: 0.3 }, "above"],
  [{ "+": [0.1, 0.2] }, null, 0.3],
  [{ map: [{ var: "list" }, { "*": [{ var: "" }, 2] }] }, { list: [1, 2] }, [2, 4]],
  [{ missing: ["a", "b"] }, { a: 1 }, ["b"]],
];

const named = process.env.JSON_LOGIC_TESTS;

function casesOf(text: string): JsonValue {
  const read = parseJson(text);
  if (!read.ok) throw new Error(JSON.stringify(read.problem));
  return read.value;
}

if (named === undefined || named === "") {
  test("cases of our own in the official form are answered", () => {
    expect(runOfficialCases(OURS)).toEqual({ cases: 8, failures: [] });
  });
} else {
  test(`every case of ${named} is answered`, () => {
    const { cases, failures } = runOfficialCases(casesOf(readFileSync(named, "utf8")));
    expect(failures).toEqual([]);
    expect(cases).toBeGreaterThan(0);
  });
}

test("a case with a wrong answer is told with its place, section and what came instead", () => {
  const file: JsonValue = ["Sums", [{ "+": [1, 1] }, null, 3], [{ "/": [1, 0] }, null, 0]];
  expect(runOfficialCases(file)).toEqual({
    cases: 2,
    failures: [
      { at: "/1", section: "Sums", rule: { "+": [1, 1] }, data: null, expected: 3, found: "2" },
      {
        at: "/2",
        section: "Sums",
        rule: { "/": [1, 0] },
        data: null,
        expected: 0,
        found: { code: "division_by_zero", at: "", facts: {} },
      },
    ],
  });
});

test("a file of another form is refused", () => {
  expect(() => runOfficialCases({})).toThrow(new TypeError("not a list of cases"));
  expect(() => runOfficialCases([[1, 2]])).toThrow(new TypeError("no case at /0"));
});
