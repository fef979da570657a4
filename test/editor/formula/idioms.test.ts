/** Which of the notice's idioms each of the shipped items falls into (design, "What the editor must show"). */
import { describe, expect, test } from "vitest";
import { namesAt } from "../../../editor/formula/names.ts";
import { findTable, idiomsOf, tableOf } from "../../../editor/formula/recognise/idioms.ts";
import type { Logic } from "../../../engine/rule-set/rule-set.ts";
import { SHIPPED, SHIPPED_TREE, shippedFormula } from "../support/shipped.ts";

const items = SHIPPED_TREE.nodes.filter(({ children }) => children.length === 0);

const EXPECTED: { readonly [idioms: string]: string } = {
  // w% × (a / b) × 100, sometimes with "如超过 1 则按 1 取值"
  ratio: `L1P1-A1 L1P1-A2 L1P1-A3 L1P2-A2 L1P2-A3 L1P4-A1 L1P4-A2 L1P5-A1 L1P5-A2 L1P5-A3 L1P6-A1 L1P7-A2
    L1P9-A2 L1P9-A3 L1P10-A1 L2P1-A2 L2P1-A3 L2P2-A2 L2P3-A2 L3P1-A1 L3P1-A2 L3P1-A3 L3P2-A1 L4P1-A1
    L4P1-A2 L4P1-A3 L5P1-A1 L5P1-A2`,
  // sums, weighted sums and means of ratios
  "sum ratio": "L1P3-A1",
  mean: "L1P4-A3",
  "weighted-sum ratio": "L2P2-A1 L4P2-A1",
  // a ratio and bands, a ratio and yes/no
  "weighted-sum ratio bands": "L2P2-A3",
  "sum ratio checklist": "L7P1-A3",
  // bands, one with a yes/no beside them
  "sum bands": "L2P1-A1",
  "sum checklist bands": "L1P8-A1",
  // checklists, one with a gate
  "gate sum checklist": "L1P2-A1",
  checklist: "L1P3-A2 L2P1-A4 L2P1-A5",
  "sum checklist": "L2P3-A1 L4P2-A2 L7P1-A1 L7P1-A2",
  // a count times points, capped; a base and a bonus; a number to reach in each domain
  count: "L1P3-A3 L1P6-A2 L1P7-A3 L5P2-A1",
  "sum checklist count": "L1P7-A1",
  "sum count": "L1P9-A1",
  deduction: "L6P1-A1 L6P2-A1",
  // the score of the survey, as it comes
  figure: "L8P1",
};

test("each of the 52 items, and the survey, falls into its idiom", () => {
  const found = items.map((node) => {
    const [formula] = node.formulas.filter((one) => one.formula === "score");
    if (formula === undefined) throw new Error(node.id);
    const names = namesAt(SHIPPED, formula);
    return [node.id, idiomsOf(node.value.score as Logic, node.value.parts ?? {}, names).join(" ")];
  });
  const expected = Object.entries(EXPECTED).flatMap(([idioms, ids]) =>
    ids.split(/\s+/).map((id) => [id, idioms]),
  );
  expect(found).toHaveLength(53);
  expect(Object.fromEntries(found)).toEqual(Object.fromEntries(expected));
});

describe("the table that a formula opens in", () => {
  test.each([
    ["L2P1-A1", "parts/b4", "bands"],
    ["L1P8-A1", "parts/b3", "bands"],
    ["L1P2-A1", "parts/b1", "checklist"],
    ["L1P2-A1", "parts/b2", "checklist"],
    ["L1P7-A1", "parts/base", "checklist"],
    ["L1P7-A1", "parts/extra", "count"],
    ["L6P1-A1", "score", "count"],
    ["L1P7-A2", "parts/b1", null],
    ["L1P1-A1", "score", null],
  ])("%s %s: %s", (node, formula, table) => {
    const { place, logic } = shippedFormula(node, formula);
    expect(tableOf(logic, namesAt(SHIPPED, place))).toBe(table);
  });
});

describe("a table finds its place in a formula", () => {
  const mixed: Logic = {
    "*": [
      { var: "weight" },
      {
        "+": [
          { if: [{ ">=": [{ var: "a" }, 0.9] }, 20, { ">=": [{ var: "a" }, 0.8] }, 10, 0] },
          { var: "b" },
        ],
      },
    ],
  };

  test("around what is selected, else the first there is", () => {
    expect(findTable(mixed, "bands", "/*/1/+/0/if/2/>=/1")).toEqual({ ok: true, at: "/*/1/+/0" });
    expect(findTable(mixed, "bands", "/*/0")).toEqual({ ok: true, at: "/*/1/+/0" });
  });

  test("a ratio of counts has no count of points in it", () => {
    const { place, logic } = shippedFormula("L2P2-A1", "parts/b2");
    expect(findTable(logic, "count", "", namesAt(SHIPPED, place))).toMatchObject({
      ok: false,
      whyNot: { code: "nothing_counted" },
    });
  });

  test("a row with another subject is told, with the fix", () => {
    const strayed: Logic = {
      if: [
        { ">=": [{ var: "a" }, 0.9] },
        20,
        { ">=": [{ var: "a" }, 0.8] },
        10,
        { ">=": [{ var: "b" }, 0.7] },
        5,
        0,
      ],
    };
    expect(findTable(strayed, "bands", "")).toEqual({
      ok: false,
      whyNot: {
        code: "row_has_another_subject",
        at: "/if/4",
        facts: { rows: 3, row: 3 },
        fix: { operation: "unifySubject", subject: { var: "a" } },
      },
    });
  });

  test("a row that compares with no number is told, and so is a formula of another kind", () => {
    const noNumber: Logic = { if: [{ ">=": [{ var: "a" }, { var: "b" }] }, 20, 0] };
    expect(findTable(noNumber, "bands", "")).toMatchObject({
      ok: false,
      whyNot: { code: "bound_is_no_number", at: "/if/0", facts: { rows: 1, row: 1 } },
    });
    expect(findTable({ "+": [1, { var: "a" }] }, "bands", "")).toMatchObject({
      ok: false,
      whyNot: { code: "not_a_chain_of_conditions", at: "" },
    });
  });
});
