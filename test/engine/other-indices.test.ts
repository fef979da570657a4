/** Indices of quite another shape, entered as files alone: the engine knows none of them. */
import { describe, expect, test } from "vitest";
import { runCases } from "../../engine/cases/run-cases.ts";
import { score } from "../../engine/score/score.ts";
import { loadFolder } from "../support/load-rule-set.ts";

describe.each(["human-development", "air-quality"])("the index %s", (id) => {
  const { prepared, cases } = loadFolder(`test/rule-sets/${id}`);

  test("is scored as its cases work it out by hand", () => {
    const report = runCases(prepared, cases);
    expect(
      report.results.flatMap(({ case: { id: name }, differences }) =>
        differences.map((one) => [name, one]),
      ),
    ).toEqual([]);
    expect(report.passed).toBe(cases.length);
  });
});

test("a geometric mean that lacks a dimension is provisional, and its range holds", () => {
  const { prepared } = loadFolder("test/rule-sets/human-development");
  const outcome = score(prepared, {
    health: { lifeExpectancy: 85 },
    education: { expectedYears: 18 },
  });
  expect(
    outcome.ok && [outcome.result.status, outcome.result.range, outcome.result.ranges],
  ).toEqual(["provisional", ["0.000", "1.000"], { income: ["0.000", "1.000"] }]);
});
