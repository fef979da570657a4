import { describe, expect, test } from "vitest";
import { UnrepresentableNumber } from "../../../engine/json/json-value.ts";
import { prepare } from "../../../engine/rule-set/prepare.ts";
import type { Logic } from "../../../engine/rule-set/rule-set.ts";
import { score } from "../../../engine/score/score.ts";
import { item, LABEL, prepared, smallRuleSet } from "../../support/load-rule-set.ts";

const RATIO: Logic = {
  "*": [
    { var: "weight" },
    { if: [{ "==": [{ var: "whole" }, 0] }, 0, { "/": [{ var: "part" }, { var: "whole" }] }] },
    100,
  ],
};

const PART_AND_WHOLE = {
  part: { type: "count", label: LABEL, partOf: "whole" },
  whole: { type: "count", label: LABEL },
} as const;

const SHARES = prepared(
  smallRuleSet([
    item("A", { weight: 0.3, inputs: PART_AND_WHOLE, score: RATIO }),
    item("B", {
      weight: 0.7,
      inputs: {
        part: { type: "count", label: LABEL, partOf: "whole" },
        whole: { type: "count", label: LABEL, sameAs: "A/whole" },
      },
      score: RATIO,
    }),
  ]),
);

function resultOf(inputs: unknown, options = {}) {
  const outcome = score(SHARES, inputs, options);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.issues));
  return outcome.result;
}

function issuesOf(inputs: unknown, options = {}) {
  const outcome = score(SHARES, inputs, options);
  return outcome.ok ? [] : outcome.issues;
}

describe("a city with all its figures", () => {
  test("1 of 48 at 30 % is exactly 0.625 and rounds to 0.63", () => {
    const result = resultOf({ A: { part: 1, whole: 48 }, B: { part: 0, whole: 48 } });
    expect(result.scores).toEqual({ A: "0.63", B: "0.00" });
    expect(result.total).toBe("0.63");
    expect(result.range).toEqual(["0.63", "0.63"]);
    expect(result.ranges).toEqual({});
    expect(result.status).toBe("final");
  });

  test("figures may be decimal strings", () => {
    expect(resultOf({ A: { part: "12", whole: "48" }, B: { part: "48" } }).total).toBe("77.50");
  });

  test("a figure asked for twice fills the side that lacks it, in either direction", () => {
    expect(resultOf({ A: { part: 24, whole: 48 }, B: { part: 12 } }).scores).toEqual({
      A: "15.00",
      B: "17.50",
    });
    expect(resultOf({ A: { part: 24 }, B: { part: 12, whole: 48 } }).scores).toEqual({
      A: "15.00",
      B: "17.50",
    });
  });

  test("two answers to the same figure: each item uses its own, and the answer warns", () => {
    const result = resultOf({ A: { part: 24, whole: 48 }, B: { part: 12, whole: 24 } });
    expect(result.scores).toEqual({ A: "15.00", B: "35.00" });
    expect(result.warnings).toEqual([
      {
        code: "same_as_differs",
        severity: "warning",
        item: "B",
        input: "whole",
        path: "/B/whole",
        value: "24",
        other: "48",
        otherItem: "A",
        otherInput: "whole",
      },
    ]);
  });
});

describe("a city that lacks figures", () => {
  test("is provisional: what is known is summed, the rest is a range", () => {
    const result = resultOf({ A: { part: 24, whole: 48 } });
    expect(result.status).toBe("provisional");
    expect(result.scores).toEqual({ A: "15.00", B: null });
    expect(result.total).toBe("15.00");
    expect(result.ranges).toEqual({ B: ["0.00", "70.00"] });
    expect(result.range).toEqual(["15.00", "85.00"]);
    expect(result.pending).toEqual({ B: ["B/part"] });
  });

  test("a final figure that is asked for is refused, each missing figure named", () => {
    expect(issuesOf({ B: { part: 3 } }, { final: true })).toEqual([
      { code: "missing_input", severity: "error", item: "A", input: "part", path: "/A/part" },
      { code: "missing_input", severity: "error", item: "A", input: "whole", path: "/A/whole" },
      { code: "missing_input", severity: "error", item: "B", input: "whole", path: "/B/whole" },
    ]);
  });
});

describe("figures that are refused, all at once", () => {
  test.each([
    [{ A: { part: 49, whole: 48 } }, "part_exceeds_whole", "/A/part"],
    [{ A: { part: -1, whole: 48 } }, "negative_value", "/A/part"],
    [{ A: { part: 1.5, whole: 48 } }, "not_whole", "/A/part"],
    [{ A: { part: true, whole: 48 } }, "invalid_type", "/A/part"],
    [{ A: { part: null, whole: 48 } }, "invalid_type", "/A/part"],
    [{ A: { part: "1e3", whole: 48 } }, "invalid_type", "/A/part"],
    [{ A: { part: "+1", whole: 48 } }, "invalid_type", "/A/part"],
    [{ A: { part: "01", whole: 48 } }, "invalid_type", "/A/part"],
    [{ A: { part: "１", whole: 48 } }, "invalid_type", "/A/part"],
    [{ A: { part: Number.NaN, whole: 48 } }, "invalid_type", "/A/part"],
    [{ A: { part: Number.POSITIVE_INFINITY, whole: 48 } }, "invalid_type", "/A/part"],
    [{ A: { part: 1e21, whole: 48 } }, "invalid_type", "/A/part"],
    [
      { A: { part: new UnrepresentableNumber("1e999999999"), whole: 48 } },
      "invalid_type",
      "/A/part",
    ],
    [{ A: { prt: 1 } }, "unknown_input", "/A/prt"],
    [{ C: {} }, "unknown_item", "/C"],
    [{ total: {} }, "unknown_item", "/total"],
    [{ A: 3 }, "invalid_type", "/A"],
    [JSON.parse('{"__proto__": {"part": 1}}'), "unknown_item", "/__proto__"],
    [JSON.parse('{"A": {"constructor": 1}}'), "unknown_input", "/A/constructor"],
    [null, "invalid_type", ""],
    [[], "invalid_type", ""],
  ])("%j is refused with %s", (inputs, code, path) => {
    expect(issuesOf(inputs).map((issue) => [issue.code, issue.path])).toEqual([[code, path]]);
  });

  test("every fault is named in one answer", () => {
    const found = issuesOf({ A: { part: -1, whole: 2.5 }, B: { part: "x", more: 1 }, D: {} });
    expect(found.map(({ code, path }) => [code, path])).toEqual([
      ["unknown_input", "/B/more"],
      ["unknown_item", "/D"],
      ["negative_value", "/A/part"],
      ["not_whole", "/A/whole"],
      ["invalid_type", "/B/part"],
    ]);
  });

  test("a near miss is named", () => {
    expect(issuesOf({ A: { prt: 1 } })).toEqual([
      {
        code: "unknown_input",
        severity: "error",
        item: "A",
        input: "prt",
        path: "/A/prt",
        closest: "part",
      },
    ]);
  });

  test("a figure refused at one place is not called missing at its twin", () => {
    const found = issuesOf({ A: { part: 1, whole: -5 }, B: { part: 1 } }, { final: true });
    expect(found.map(({ code, path }) => [code, path])).toEqual([["negative_value", "/A/whole"]]);
  });
});

test("a trace says of every operation what it computed and where names came from", () => {
  const trace = resultOf({ A: { part: 45, whole: 60 }, B: { part: 0 } }, { explain: true }).trace;
  expect(trace?.A?.rounded).toBe("22.50");
  expect(trace?.A?.score).toEqual({
    at: "",
    operator: "*",
    value: "22.5",
    operands: [
      { at: "/*/0", operator: "var", value: "0.3", source: { kind: "weight" } },
      {
        at: "/*/1",
        operator: "if",
        value: "0.75",
        operands: [
          {
            at: "/*/1/if/0",
            operator: "==",
            value: false,
            operands: [
              {
                at: "/*/1/if/0/==/0",
                operator: "var",
                value: "60",
                source: { kind: "input", node: "A", input: "whole" },
              },
              { at: "/*/1/if/0/==/1", operator: "literal", value: "0" },
            ],
          },
          {
            at: "/*/1/if/2",
            operator: "/",
            value: "0.75",
            operands: [
              {
                at: "/*/1/if/2/~1/0",
                operator: "var",
                value: "45",
                source: { kind: "input", node: "A", input: "part" },
              },
              {
                at: "/*/1/if/2/~1/1",
                operator: "var",
                value: "60",
                source: { kind: "input", node: "A", input: "whole" },
              },
            ],
          },
        ],
      },
      { at: "/*/2", operator: "literal", value: "100" },
    ],
  });
});

test("a formula without a value on valid figures is a refusal that names it, not a crash", () => {
  const unguarded = prepared(
    smallRuleSet([
      item("A", {
        inputs: PART_AND_WHOLE,
        score: { "/": [{ var: "part" }, { var: "whole" }] },
      }),
    ]),
  );
  expect(score(unguarded, { A: { part: 0, whole: 0 } })).toEqual({
    ok: false,
    issues: [
      {
        code: "evaluation_failed",
        severity: "error",
        item: "A",
        path: "/A",
        formula: "score",
        problem: "division_by_zero",
        at: "",
      },
    ],
  });
});

test("a condition between figures waits for an input that an edit adds, though the edit keeps the condition", () => {
  const same: Logic = { "==": [{ var: "given" }, { var: "other" }] };
  const withInputs = (...ids: readonly string[]) =>
    smallRuleSet([
      item("A", {
        inputs: Object.fromEntries(ids.map((id) => [id, { type: "count", label: LABEL }])),
        requires: [{ input: "given", logic: same, message: LABEL }],
        score: { var: "given" },
      }),
    ]);
  const before = prepared(withInputs("given"));
  expect(score(before, { A: { given: 1 } })).toMatchObject({
    issues: [{ code: "requirement_not_met" }],
  });
  const after = prepare(withInputs("given", "other"), before);
  if (!after.ok) throw new Error(JSON.stringify(after.findings));
  const outcome = score(after.prepared, { A: { given: 1 } });
  expect(outcome.ok && outcome.result.pending).toEqual({ A: ["A/other"] });
});
