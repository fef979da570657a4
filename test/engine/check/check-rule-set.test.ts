/** Each rule of checking, provoked by the smallest rule set that breaks it, and found at its place. */
import { describe, expect, test } from "vitest";
import { checkRuleSet } from "../../../engine/check/check-rule-set.ts";
import type { Logic, Node, RuleSet } from "../../../engine/rule-set/rule-set.ts";
import { item, LABEL, loadFolder, prepared, smallRuleSet } from "../../support/load-rule-set.ts";

const count = { type: "count", label: LABEL } as const;
const DEPARTMENTS: RuleSet["departments"] = { office: { name: LABEL, kind: "department" } };

/** Findings of a set with these items, as [severity, code, path, facts]. */
function findings(items: readonly Node[], changes: Partial<RuleSet> = {}) {
  const supplied = items.map((one) =>
    one.departments === undefined ? { ...one, departments: ["office"] } : one,
  );
  const set = smallRuleSet(supplied, { departments: DEPARTMENTS, ...changes });
  return checkRuleSet(prepared(set)).map(({ severity, code, path, facts }) => [
    severity,
    code,
    path,
    facts,
  ]);
}

const guarded: Logic = {
  if: [{ "==": [{ var: "whole" }, 0] }, 0, { "/": [{ var: "part" }, { var: "whole" }] }],
};
const SHARE = { part: { ...count, partOf: "whole" }, whole: count };

describe("nothing is found", () => {
  test.each([
    "rules/cn-smart-city-2018",
    "test/rule-sets/human-development",
    "test/rule-sets/air-quality",
  ])("wrong with %s", (folder) => {
    const loaded = loadFolder(folder);
    const found = checkRuleSet(loaded.prepared, loaded.cases);
    expect(found.filter(({ severity }) => severity !== "note")).toEqual([]);
  });

  test("at a small clean set", () => {
    expect(
      findings([
        item("A", {
          weight: 0.3,
          inputs: SHARE,
          score: { "*": [{ var: "weight" }, guarded, 100] },
        }),
      ]),
    ).toEqual([]);
  });
});

describe("formulas", () => {
  test("an operator that there is not, with the near miss", () => {
    expect(
      findings([item("A", { inputs: { n: count }, score: { mn: [{ var: "n" }, 5] } })]),
    ).toEqual([["error", "unknown_operator", "A#/score", { operator: "mn", closest: "min" }]]);
  });

  test("too many operands", () => {
    expect(
      findings([item("A", { inputs: { n: count }, score: { "-": [{ var: "n" }, 1, 2] } })]),
    ).toEqual([
      ["error", "operand_count", "A#/score", { operator: "-", found: 3, minimum: 1, maximum: 2 }],
    ]);
  });

  test("an operator that JSON Logic does not have is told, not refused", () => {
    expect(
      findings([item("A", { inputs: { n: count }, score: { squareRoot: [{ var: "n" }] } })]),
    ).toEqual([["note", "not_portable", "A#", { operators: ["squareRoot"] }]]);
  });

  test("a name that there is not, and a figure that nothing uses", () => {
    expect(findings([item("A", { inputs: { streets: count }, score: { var: "street" } })])).toEqual(
      [
        ["error", "unknown_name", "A#/score", { name: "street", closest: "streets" }],
        ["warning", "unused_input", "A#/inputs/streets", { input: "streets", text: LABEL }],
      ],
    );
  });

  test("a part that uses a later one", () => {
    const parts = { b1: { logic: { var: "b2" } }, b2: { logic: { var: "n" } } };
    expect(
      findings([
        item("A", { inputs: { n: count }, parts, score: { "+": [{ var: "b1" }, { var: "b2" }] } }),
      ]),
    ).toEqual([["error", "unknown_name", "A#/parts/b1/logic", { name: "b2" }]]);
  });

  test("a part and a constant in vain", () => {
    const parts = { b1: { logic: { var: "n" } } };
    const constants = { ten: { value: 10, label: LABEL } };
    expect(
      findings([item("A", { inputs: { n: count }, parts, constants, score: { var: "n" } })]),
    ).toEqual([
      ["warning", "unused_part", "A#/parts/b1", { part: "b1" }],
      ["warning", "unused_constant", "A#/constants/ten", { constant: "ten", text: LABEL }],
    ]);
  });

  test("a number as a condition", () => {
    expect(
      findings([item("A", { inputs: { n: count }, score: { if: [{ var: "n" }, 10, 0] } })]),
    ).toEqual([["error", "condition_not_boolean", "A#/score/if/0", { found: "number" }]]);
  });

  test("a truth value in a sum", () => {
    const yes = { type: "boolean", label: LABEL } as const;
    expect(findings([item("A", { inputs: { yes }, score: { "+": [{ var: "yes" }, 1] } })])).toEqual(
      [
        [
          "error",
          "operand_type",
          "A#/score/+/0",
          { operator: "+", expected: "number", found: "boolean" },
        ],
      ],
    );
  });

  test("null that reaches arithmetic, and not when it was asked for", () => {
    const years = { ...count, nullable: true } as const;
    const plain = item("A", { inputs: { years }, score: { "*": [{ var: "years" }, 2] } });
    const asked = item("B", {
      inputs: { years },
      score: { if: [{ "==": [{ var: "years" }, null] }, 0, { "*": [{ var: "years" }, 2] }] },
    });
    expect(findings([plain, asked])).toEqual([
      [
        "error",
        "null_reaches_arithmetic",
        "A#/score/*/0",
        { operator: "*", name: "years", text: LABEL },
      ],
    ]);
  });

  test("a score that is true or false", () => {
    expect(
      findings([item("A", { inputs: { n: count }, score: { "!": [{ ">": [{ var: "n" }, 0] }] } })]),
    ).toEqual([["error", "result_not_number", "A#/score", { found: "boolean" }]]);
  });
});

describe("divisions", () => {
  test("by what may be zero", () => {
    expect(
      findings([item("A", { inputs: SHARE, score: { "/": [{ var: "part" }, { var: "whole" }] } })]),
    ).toEqual([["error", "division_unguarded", "A#/score", {}]]);
  });

  test.each<[string, Logic]>([
    ["asked about before", guarded],
    [
      "asked about in `and`",
      {
        if: [
          {
            and: [
              { ">": [{ var: "whole" }, 0] },
              { ">=": [{ "/": [{ var: "part" }, { var: "whole" }] }, 0.9] },
            ],
          },
          1,
          0,
        ],
      },
    ],
    ["kept from zero by max", { "/": [{ var: "part" }, { max: [1, { var: "whole" }] }] }],
    [
      "a share of what is not zero",
      {
        if: [
          { "==": [{ var: "whole" }, 0] },
          0,
          { "/": [{ var: "part" }, { "/": [{ var: "whole" }, 30] }] },
        ],
      },
    ],
  ])("by what is %s are fine", (_, score) => {
    expect(findings([item("A", { inputs: SHARE, score })])).toEqual([]);
  });

  test("a sum asked about as a sum", () => {
    const sum: Logic = { "+": [{ var: "a" }, { var: "b" }] };
    const score: Logic = { if: [{ "==": [sum, 0] }, 0, { "/": [{ var: "a" }, sum] }] };
    expect(findings([item("A", { inputs: { a: count, b: count }, score })])).toEqual([]);
  });
});

describe("bands", () => {
  const rate = { type: "percent", label: LABEL } as const;
  const bands = (...rows: readonly (readonly [number, number])[]) => ({
    if: [
      ...rows.flatMap(([threshold, points]) => [{ ">=": [{ var: "rate" }, threshold] }, points]),
      0,
    ],
  });

  test("a row that is never reached", () => {
    expect(
      findings([item("A", { inputs: { rate }, score: bands([0.95, 20], [0.95, 15], [0.85, 10]) })]),
    ).toEqual([
      ["error", "band_unreachable", "A#/score/if/2/>=/1", { threshold: "0.95", previous: "0.95" }],
    ]);
  });

  test("points that rise as the threshold falls", () => {
    expect(
      findings([item("A", { inputs: { rate }, score: bands([0.95, 15], [0.9, 20]) })]),
    ).toEqual([
      ["warning", "band_points_rise", "A#/score/if/2/>=/1", { points: "20", previous: "15" }],
    ]);
  });
});

describe("units", () => {
  const km = { type: "amount", label: LABEL, unit: "km" } as const;
  const area = { type: "amount", label: LABEL, unit: "km²" } as const;

  test("of a sum must be one", () => {
    expect(
      findings([
        item("A", { inputs: { km, area }, score: { "+": [{ var: "km" }, { var: "area" }] } }),
      ]),
    ).toEqual([["error", "unit_mismatch", "A#/score", { left: "km", right: "km²" }]]);
  });

  test("of a ratio may differ, and that is told", () => {
    const score: Logic = {
      if: [{ "==": [{ var: "area" }, 0] }, 0, { "/": [{ var: "km" }, { var: "area" }] }],
    };
    expect(findings([item("A", { inputs: { km, area }, score })])).toEqual([
      ["note", "ratio_of_different_units", "A#/score/if/2", { left: "km", right: "km²" }],
    ]);
  });
});

describe("weights and full marks", () => {
  const levels = (childWeightsSumTo: number, fullMarks?: object) => {
    const [total, leaf] = smallRuleSet([]).levels;
    return [
      { ...total, childWeightsSumTo },
      { ...leaf, ...(fullMarks ? { fullMarks } : {}) },
    ] as RuleSet["levels"];
  };
  const share = (id: string, weight: number) =>
    item(id, { weight, inputs: SHARE, score: { "*": [{ var: "weight" }, guarded, 100] } });

  test("that do not add up, exactly", () => {
    expect(findings([share("A", 0.3), share("B", 0.6999)], { levels: levels(1) })).toEqual([
      ["error", "weights_do_not_add_up", "total#/children", { sum: "0.9999", expected: "1" }],
    ]);
    expect(findings([share("A", 0.3), share("B", 0.7)], { levels: levels(1) })).toEqual([]);
  });

  test("a formula that uses a weight that is not there", () => {
    expect(
      findings([
        item("A", { inputs: { n: count }, score: { "*": [{ var: "weight" }, { var: "n" }] } }),
      ]),
    ).toEqual([
      ["error", "null_reaches_arithmetic", "A#/score/*/0", { operator: "*", name: "weight" }],
      ["error", "weight_missing", "A#/weight", { child: "A" }],
    ]);
  });

  test("a ratio that may exceed 1 without a cap, and a score above its share", () => {
    const marks = { "*": [{ var: "weight" }, 100] };
    const free: Logic = {
      if: [{ "==": [{ var: "whole" }, 0] }, 0, { "/": [{ var: "part" }, { var: "whole" }] }],
    };
    const uncapped = item("A", {
      weight: 0.3,
      inputs: { part: count, whole: count },
      score: { "*": [{ var: "weight" }, free, 100] },
    });
    const tooMuch = item("B", {
      weight: 0.7,
      inputs: SHARE,
      score: { "*": [{ var: "weight" }, guarded, 101] },
    });
    expect(findings([uncapped, tooMuch], { levels: levels(1, marks) })).toEqual([
      ["error", "score_unbounded", "A#/score", {}],
      ["error", "score_exceeds_share", "B#/score", { reach: "70.7", share: "70" }],
    ]);
  });

  test("full marks of a part that its ticks do not add up to", () => {
    const yes = { type: "boolean", label: LABEL } as const;
    const parts = {
      b1: {
        logic: { "+": [{ if: [{ var: "a" }, 12, 0] }, { if: [{ var: "b" }, 50, 0] }] },
        fullMarks: 60,
      },
    };
    expect(
      findings([item("A", { inputs: { a: yes, b: yes }, parts, score: { var: "b1" } })]),
    ).toEqual([
      ["warning", "full_marks_differ", "A#/parts/b1/fullMarks", { fullMarks: "60", reach: "62" }],
    ]);
  });
});

describe("references and notes", () => {
  test("to what there is not", () => {
    const inputs = { part: { ...count, partOf: "hole" }, whole: { ...count, sameAs: "B/whole" } };
    expect(
      findings([
        item("A", {
          departments: ["ofice"],
          inputs,
          score: { "+": [{ var: "part" }, { var: "whole" }] },
        }),
      ]),
    ).toEqual([
      [
        "error",
        "unknown_reference",
        "A#/departments",
        { field: "departments", value: "ofice", closest: "office" },
      ],
      [
        "error",
        "unknown_reference",
        "A#/inputs/part/partOf",
        { field: "partOf", value: "hole", closest: "whole" },
      ],
      [
        "error",
        "unknown_reference",
        "A#/inputs/whole/sameAs",
        { field: "sameAs", value: "B/whole", closest: "A/whole" },
      ],
    ]);
  });

  test("a figure that is the same as one of another unit", () => {
    const a = item("A", { inputs: { n: { ...count, unit: "人" } }, score: { var: "n" } });
    const b = item("B", {
      inputs: { n: { ...count, unit: "户", sameAs: "A/n" } },
      score: { var: "n" },
    });
    expect(findings([a, b])).toEqual([
      ["error", "same_as_incompatible", "B#/inputs/n/sameAs", { other: "A/n" }],
    ]);
  });

  test("a mark of change outside its text", () => {
    const source = { method: { text: "新文字", changed: [[0, 4]] as const } };
    expect(findings([item("A", { inputs: { n: count }, score: { var: "n" }, source })])).toEqual([
      ["error", "span_outside_text", "A#/source/method/changed/0", { from: 0, to: 4 }],
    ]);
  });

  test("places of doubt are told, and another reading is checked like the rule itself", () => {
    const alternative = { label: LABEL, score: { "/": [1, { var: "n" }] } };
    const notes = [
      { kind: "conflict", text: LABEL },
      { kind: "reading", text: LABEL },
      { kind: "reading", text: LABEL, doubtful: true, alternative },
    ] as const;
    expect(findings([item("A", { inputs: { n: count }, score: { var: "n" }, notes })])).toEqual([
      ["error", "division_unguarded", "A#/notes/2/alternative", {}],
      ["note", "conflict_note", "A#/notes/0", { text: LABEL }],
      ["note", "doubtful_reading", "A#/notes/2", { text: LABEL }],
    ]);
  });

  test("figures that nobody supplies", () => {
    const set = smallRuleSet([item("A", { inputs: { n: count }, score: { var: "n" } })]);
    expect(checkRuleSet(prepared(set)).map(({ code, path }) => [code, path])).toEqual([
      ["unassigned", "A#/departments"],
    ]);
  });
});
