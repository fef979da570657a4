/** What can be put in; templates that tables recognise at once. */
import { describe, expect, test } from "vitest";
import { insertablesOf } from "../../../editor/formula/insertables.ts";
import { namesAt } from "../../../editor/formula/names.ts";
import { tableOf } from "../../../editor/formula/recognise/idioms.ts";
import { sumLens } from "../../../editor/formula/recognise/sum.ts";
import { TEMPLATES } from "../../../editor/formula/templates.ts";
import { ratioLens } from "../../../engine/idioms/ratio.ts";
import { isHole, placesOf } from "../../../engine/logic/json-tree.ts";
import { operators } from "../../../engine/logic/operators/index.ts";
import { SHIPPED, shippedFormula } from "../support/shipped.ts";

const ORDER = ["name", "idiom", "function"];

const template = (id: string) => TEMPLATES.find((one) => one.id === id)?.logic ?? null;

test("every template has empty slots, and opens in the table of its idiom", () => {
  for (const { id, logic } of TEMPLATES) {
    expect([id, [...placesOf(logic)].some((place) => isHole(place.logic))]).toEqual([id, true]);
  }
  expect(
    ["bands", "checklist", "count", "deduction", "baseAndBonus"].map((id) => tableOf(template(id))),
  ).toEqual(["bands", "checklist", "count", "count", "count"]);
  expect(ratioLens.get(template("ratio")).ok).toBe(true);
  expect(ratioLens.get(template("mean")).ok).toBe(true);
  expect(sumLens.get(template("weightedSum")).ok).toBe(true);
});

describe("what is offered", () => {
  const names = namesAt(SHIPPED, shippedFormula("L1P5-A2", "score").place);
  const all = insertablesOf(names);
  test("a function comes with as many slots as it needs", () => {
    for (const { key, kind, logic } of all) {
      if (kind !== "function") continue;
      for (const { logic: node } of placesOf(logic)) {
        if (typeof node !== "object" || node === null || Array.isArray(node) || isHole(node))
          continue;
        const [operator = ""] = Object.keys(node);
        const operands = (node as { readonly [key: string]: unknown })[operator];
        const count = Array.isArray(operands) ? operands.length : 1;
        expect([key, count >= (operators.get(operator)?.minOperands ?? 0)]).toEqual([key, true]);
      }
    }
  });

  test("names come first, then idioms, then functions", () => {
    const kinds = all.map(({ kind }) => kind);
    expect(kinds).toEqual([...kinds].sort((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b)));
    expect(all[0]?.key).toBe("name teacherSpaces");
  });

  test("keys are unique", () => {
    expect(new Set(all.map(({ key }) => key)).size).toBe(all.length);
  });
});
