import { describe, expect, test } from "vitest";
import type { Case } from "../../../engine/cases/case.ts";
import { proposeCases } from "../../../engine/cases/propose-cases.ts";
import { runCases } from "../../../engine/cases/run-cases.ts";
import { item, LABEL, prepared, smallRuleSet } from "../../support/load-rule-set.ts";

const rules = prepared(
  smallRuleSet([
    item("bands", {
      weight: 0.2,
      inputs: { rate: { type: "percent", label: LABEL } },
      parts: {
        b: {
          logic: {
            if: [{ ">=": [{ var: "rate" }, 0.9] }, 20, { ">=": [{ var: "rate" }, 0.8] }, 10, 0],
          },
        },
      },
      score: { "*": [{ var: "weight" }, { var: "b" }, 5] },
    }),
    item("share", {
      weight: 0.3,
      inputs: {
        part: { type: "count", label: LABEL, partOf: "whole" },
        whole: { type: "count", label: LABEL },
      },
      score: {
        "*": [
          { var: "weight" },
          {
            if: [{ "==": [{ var: "whole" }, 0] }, 0, { "/": [{ var: "part" }, { var: "whole" }] }],
          },
          100,
        ],
      },
    }),
    item("capped", {
      weight: 0.5,
      inputs: { modes: { type: "count", label: LABEL } },
      score: { "*": [{ var: "weight" }, { min: [100, { "*": [20, { var: "modes" }] }] }] },
    }),
  ]),
);

function one(id: string, node: string, inputs: Case["inputs"], expectation: Case["expect"]): Case {
  return { id, name: LABEL, node, inputs, expect: expectation, basis: "", worked: "hand" };
}

describe("running cases", () => {
  test("a case that holds passes; one that does not says what was expected and what came", () => {
    const report = runCases(rules, [
      one("right", "bands", { rate: 85 }, { score: "10.00", parts: { b: "10" } }),
      one("wrong", "bands", { rate: 90 }, { score: "10.00", parts: { b: "10" } }),
      one(
        "refused",
        "bands",
        { rate: 101 },
        { issues: [{ code: "out_of_range", path: "/bands/rate" }] },
      ),
      one("not refused", "bands", { rate: 99 }, { issues: [{ code: "out_of_range" }] }),
      one("nowhere", "other", {}, {}),
    ]);
    expect(
      report.results.map(({ case: { id }, passed, differences }) => [id, passed, differences]),
    ).toEqual([
      ["right", true, []],
      [
        "wrong",
        false,
        [
          { what: "score", expected: "10.00", actual: "20.00" },
          { what: "parts/b", expected: "10", actual: "20" },
        ],
      ],
      ["refused", true, []],
      [
        "not refused",
        false,
        [{ what: "issues", expected: [{ code: "out_of_range" }], actual: [] }],
      ],
      ["nowhere", false, [{ what: "node", expected: "other", actual: null }]],
    ]);
    expect([report.passed, report.failed]).toEqual([2, 3]);
  });

  test("a whole city is compared by every score that the case names", () => {
    const city: Case = {
      id: "city",
      name: LABEL,
      inputs: { bands: { rate: 90 }, share: { part: 1, whole: 48 } },
      expect: {
        status: "provisional",
        total: "20.63",
        range: ["20.63", "70.63"],
        scores: { bands: "20.00", share: "0.63", capped: null },
        ranges: { capped: ["0.00", "50.00"] },
      },
      basis: "",
      worked: "hand",
    };
    expect(runCases(rules, [city]).results[0]?.differences).toEqual([]);
  });
});

describe("coverage", () => {
  const open = (cases: readonly Case[]): readonly string[] =>
    runCases(rules, cases)
      .coverage.targets.filter((target) => target.cases.length === 0)
      .map(({ node, formula, at, kind, side }) => `${node} ${formula}${at} ${kind} ${side}`);

  test("names every band, threshold side, cap side, zero rule, refusal and tie that no case shows", () => {
    expect(
      open([
        one("top", "bands", { rate: 90 }, {}),
        one("one", "share", { part: 1, whole: 2 }, {}),
        one("five", "capped", { modes: 5 }, {}),
      ]),
    ).toEqual([
      "bands parts/b/if/3 band taken",
      "bands parts/b/if/4 band taken",
      "bands parts/b/if/0 threshold below",
      "bands parts/b/if/0 threshold above",
      "bands parts/b/if/2 threshold below",
      "bands parts/b/if/2 threshold at",
      "bands parts/b/if/2 threshold above",
      "bands score tie at",
      "share score/*/1/if/1 zero taken",
      "share inputs/part refusal refused",
      "share score tie at",
      "capped score/*/1 cap below",
      "capped score/*/1 cap above",
      "capped score tie at",
    ]);
  });

  test("proposed cases reach what they say, and together all that can be reached", () => {
    const report = runCases(rules, []);
    const proposals = proposeCases(rules, report.coverage, []);
    const accepted = proposals.map(({ node, inputs, expect: expectation }, index) =>
      one(`proposed ${index}`, node, inputs, expectation),
    );
    const after = runCases(rules, accepted);
    expect(after.failed).toBe(0);
    expect([after.coverage.covered, after.coverage.total]).toEqual([
      report.coverage.total,
      report.coverage.total,
    ]);
    expect(open(accepted)).toEqual(["bands score tie at", "capped score tie at"]);
  });
});

describe("the second opinion of stock JSON Logic", () => {
  test("agrees where doubles can tell, and misses a tie for a known cause", () => {
    const report = runCases(rules, [
      one("plain", "share", { part: 45, whole: 60 }, { score: "22.50" }),
      one("tie", "share", { part: 1, whole: 48 }, { score: "0.63" }),
      one("ties", "share", { part: 7, whole: 48 }, { score: "4.38" }),
    ]);
    expect(report.failed).toBe(0);
    expect(report.disagreements.every(({ cause }) => cause === "tie")).toBe(true);
  });

  test("a threshold met exactly, which doubles miss, has its cause named", () => {
    const sums = prepared(
      smallRuleSet([
        item("A", {
          inputs: { x: { type: "amount", label: LABEL }, y: { type: "amount", label: LABEL } },
          score: { if: [{ ">=": [0.3, { "+": [{ var: "x" }, { var: "y" }] }] }, 10, 0] },
        }),
      ]),
    );
    const report = runCases(sums, [one("exact", "A", { x: "0.1", y: "0.2" }, { score: "10.00" })]);
    expect(report.failed).toBe(0);
    expect(report.disagreements).toEqual([
      { case: "exact", node: "A", exact: "10.00", stock: "0.00", cause: "threshold" },
    ]);
  });
});
