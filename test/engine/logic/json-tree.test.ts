/** A formula's JSON by the places of the engine's tree. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { nodesOf } from "../../../engine/logic/expression.ts";
import {
  HOLE,
  isHole,
  nameOf,
  nodeAt,
  operandsOf,
  parentOf,
  placesOf,
  readFormula,
  replaceAt,
  sameLogic,
  variable,
  withOperands,
} from "../../../engine/logic/json-tree.ts";
import type { Logic } from "../../../engine/rule-set/rule-set.ts";
import { randomLogic, runs } from "../../editor/support/random-logic.ts";
import { SHIPPED_FORMULAS, shippedFormula } from "../../editor/support/shipped.ts";

/** Law 1 and its kin, on one formula: the first place where it does not hold. */
function brokenAt(logic: Logic): string | undefined {
  const expression = readFormula(logic);
  if (expression === null) return "too large";
  const text = JSON.stringify(logic);
  for (const { at } of nodesOf(expression)) {
    const node = nodeAt(logic, at);
    if (node === undefined) return at;
    if (JSON.stringify(replaceAt(logic, at, node)) !== text) return at;
    if (!sameLogic(withOperands(node, operandsOf(node)), node)) return at;
    if (nodeAt(replaceAt(logic, at, "put"), at) !== "put") return at;
  }
  return [...placesOf(logic)].find(({ at, logic: node }) => nodeAt(logic, at) !== node)?.at;
}

test("every place of the engine's tree is found, and writing a node back changes nothing", () => {
  expect(SHIPPED_FORMULAS.flatMap(({ logic }) => brokenAt(logic) ?? [])).toEqual([]);
  fc.assert(
    fc.property(randomLogic, (logic) => brokenAt(logic) === undefined),
    { numRuns: runs(2_000) },
  );
});

test("a bare operand stays bare, unless a list takes its place", () => {
  expect(replaceAt({ "!": { var: "a" } }, "/!", { var: "b" })).toEqual({ "!": { var: "b" } });
  expect(replaceAt({ "!": { var: "a" } }, "/!", [1, 2])).toEqual({ "!": [[1, 2]] });
  expect(replaceAt({ "!": [1] }, "/!/0", 2)).toEqual({ "!": [2] });
});

test("a place that is not there is not found, and nothing is replaced", () => {
  const logic: Logic = { "+": [1, { var: "a" }] };
  for (const at of ["/+/2", "/-/0", "/+/1/+/0", "/+/0/0"]) {
    expect(nodeAt(logic, at)).toBeUndefined();
    expect(replaceAt(logic, at, 9)).toBe(logic);
  }
});

test("a formula past the engine's limits is no tree", () => {
  let deep: Logic = 1;
  for (let depth = 0; depth < 70; depth++) deep = { "!": deep };
  expect(readFormula(deep)).toBeNull();
});

test("a hole, a name and what holds a node are told", () => {
  expect([isHole(HOLE), isHole({ "?": [1] }), isHole(0)]).toEqual([true, false, false]);
  expect([nameOf(variable("a")), nameOf({ var: ["a"] }), nameOf({ var: ["a", 0] })]).toEqual([
    "a",
    "a",
    null,
  ]);
  const { logic } = shippedFormula("L2P1-A1", "parts/b1");
  expect(parentOf(logic, "/if/0/>=/1")).toEqual({
    logic: { ">=": [{ var: "filingRate" }, 0.95] },
    at: "/if/0",
    index: 1,
  });
  expect(parentOf(logic, "")).toBeNull();
});

test("equal is equal in every member and its order", () => {
  expect(sameLogic({ "+": [1, { var: "a" }] }, { "+": [1, { var: "a" }] })).toBe(true);
  expect(sameLogic({ a: 1, b: 2 }, { b: 2, a: 1 })).toBe(false);
  expect(sameLogic(undefined, null)).toBe(false);
});
