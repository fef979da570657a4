/** Weights in the tree: typed in any usual way, shown and added up exactly. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type DocumentNode, treeOf } from "../../../editor/document/nodes.ts";
import {
  readShare,
  showShare,
  sumOfChildren,
  weightOf,
} from "../../../editor/workspace/tree/weights.ts";
import type { JsonValue } from "../../../engine/json/json-value.ts";

const rootWith = (weights: readonly JsonValue[], weight?: JsonValue): DocumentNode => {
  const name = { zh: "甲", en: "a" };
  const children = weights.map((one, index) => ({ id: `n${index}`, name, weight: one }));
  const tree = { id: "root", name, ...(weight === undefined ? {} : { weight }), children };
  const files = new Map([["rule-set.json", JSON.stringify({ levels: [], tree })]]);
  const { root } = treeOf({ files });
  if (root === null) throw new Error("no root");
  return root;
};
const node = (weight: JsonValue): DocumentNode => rootWith([], weight);

test.each([
  ["5%", 0.05],
  ["5", 0.05],
  ["５％", 0.05],
  [" 12.5 % ", 0.125],
  ["0.07", 0.0007],
  ["100", 1],
  ["1/3", { "/": [1, 3] }],
  ["１／３", { "/": [1, 3] }],
])("“%s” is a weight", (typed, weight) => {
  expect(readShare(typed)).toEqual(weight);
});

test.each(["", "%", "五", "5,5", "1/0", "1e3", "--1", "5%%"])("“%s” is none", (typed) => {
  expect(readShare(typed)).toBe(null);
});

test("any percent of up to ten decimals is read and shown as it was typed", () => {
  fc.assert(
    fc.property(fc.bigInt(1n, 999n), fc.bigInt(0n, 9_999n), (whole, part) => {
      const typed = `${whole}.${part.toString().padStart(4, "0")}`.replace(/\.?0+$/, "");
      const weight = readShare(typed);
      if (weight === null) throw new Error(typed);
      const exact = weightOf(node(weight));
      expect(exact === null ? null : showShare(exact)).toBe(`${typed}%`);
    }),
  );
});

describe("the sum of the weights below", () => {
  test("tenths and thirds add up exactly", () => {
    expect(sumOfChildren(rootWith([0.1, 0.2, 0.7]), 1)).toEqual({
      sum: "100%",
      expected: "100%",
      right: true,
    });
    const thirds = rootWith([{ "/": [1, 3] }, { "/": [1, 3] }, { "/": [1, 3] }]);
    expect(sumOfChildren(thirds, 1)?.right).toBe(true);
    expect(sumOfChildren(rootWith([{ "/": [1, 3] }, 0.3333]), 1)).toEqual({
      sum: "19999/30000",
      expected: "100%",
      right: false,
    });
  });

  test("what they should make is the node's own weight where the level says so", () => {
    expect(sumOfChildren(rootWith([0.05, 0.02], 0.07), "weight")).toEqual({
      sum: "7%",
      expected: "7%",
      right: true,
    });
    expect(sumOfChildren(rootWith([0.05, 0.03], 0.07), "weight")).toEqual({
      sum: "8%",
      expected: "7%",
      right: false,
    });
  });

  test("nothing is said where the level asks for nothing, or a weight is no constant number", () => {
    expect(sumOfChildren(rootWith([0.5]), undefined)).toBe(null);
    expect(sumOfChildren(rootWith([]), 1)).toBe(null);
    expect(weightOf(node({ var: "x" }))).toBe(null);
    expect(weightOf(node({ unknown: [1] }))).toBe(null);
  });
});
