import { describe, expect, test } from "vitest";
import { runCases } from "../../engine/cases/run-cases.ts";
import { loadFolder } from "../support/load-rule-set.ts";

const { prepared, cases, ruleSet } = loadFolder("rules/cn-smart-city-2018");
const report = runCases(prepared, cases);

describe("the 2018 notice as rule files", () => {
  test("every case holds", () => {
    const failed = report.results.filter(({ passed }) => !passed);
    expect(failed.map(({ case: { id }, differences }) => ({ id, differences }))).toEqual([]);
    expect(report.passed).toBe(cases.length);
    expect(cases.length).toBeGreaterThanOrEqual(300);
  });

  test("no branch, band, tick, cap, zero rule or refusal is left without a case", () => {
    const open = report.coverage.targets.filter(
      (target) => target.cases.length === 0 && target.kind !== "tie",
    );
    expect(
      open.map(({ node, formula, at, kind, side }) => `${node} ${formula}${at} ${kind} ${side}`),
    ).toEqual([]);
  });

  test("where stock JSON Logic answers otherwise, the cause is known", () => {
    expect(
      report.disagreements.filter(
        ({ cause }) => cause === "unexplained" || cause === "not_portable",
      ),
    ).toEqual([]);
  });

  test("has 8 level-1, 23 level-2 indicators and 52 sub-items", () => {
    const count = (level: string) =>
      [...prepared.nodes.values()].filter((node) => node.level.id === level).length;
    expect([count("level1"), count("level2"), count("item")]).toEqual([8, 23, 52]);
    expect(ruleSet.id).toBe("cn-smart-city-2018");
  });
});
