/** The tree of nodes as it lies in the files. */
import { describe, expect, test } from "vitest";
import { setValue } from "../../../editor/document/edit.ts";
import { type DocumentTree, treeOf } from "../../../editor/document/nodes.ts";
import {
  type FormulaPlace,
  type RuleDocument,
  valueAt,
  withFile,
} from "../../../editor/document/rule-document.ts";
import { namesAt } from "../../../editor/formula/names.ts";
import { loadFolder } from "../../support/load-rule-set.ts";
import { SHIPPED, SHIPPED_FORMULAS, SHIPPED_TREE, shippedFormula } from "../support/shipped.ts";

describe("the shipped rule set", () => {
  const { prepared } = loadFolder("rules/cn-smart-city-2018");

  test("has the engine's nodes, in the engine's order, at the engine's levels", () => {
    expect(SHIPPED_TREE.problems).toEqual([]);
    expect(SHIPPED_TREE.nodes.map(({ id, level, depth }) => [id, level, depth])).toEqual(
      [...prepared.nodes.values()].map(({ id, level, depth }) => [id, level.id, depth]),
    );
  });

  test("says where each formula stands", () => {
    const coverage = SHIPPED_TREE.byId.get("L2P1-A1");
    expect(coverage?.formulas.slice(0, 3)).toEqual([
      ...["b1", "b2", "b3"].map((part) => ({
        file: "L2P1.json",
        pointer: `/children/0/parts/${part}/logic`,
        node: "L2P1-A1",
        formula: `parts/${part}`,
      })),
    ]);
    for (const { place, logic } of SHIPPED_FORMULAS) {
      const node = prepared.nodes.get(place.node)?.node;
      const [kind, name = ""] = place.formula.split("/");
      if (kind === "parts") expect(logic).toEqual(node?.parts?.[name]?.logic);
      if (kind === "score") expect(logic).toEqual(node?.score);
      expect(logic).toBeDefined();
    }
  });

  test("an unchanged document gives the same tree again", () => {
    expect(treeOf(SHIPPED)).toBe(SHIPPED_TREE);
  });
});

describe("a damaged draft", () => {
  test("a file that cannot be read is told, the other files stay", () => {
    const damaged = treeOf(withFile(SHIPPED, "L2P1.json", '{"id": "L2P1", '));
    expect(damaged.problems).toMatchObject([
      { file: "L2P1.json", problem: { code: "json_syntax" } },
    ]);
    expect(damaged.byId.has("L2P1-A1")).toBe(false);
    expect(damaged.byId.has("L2P2-A1")).toBe(true);
  });

  test("a file that is not there, and one that is asked for twice", () => {
    expect(treeOf(withFile(SHIPPED, "L8P1.json", null)).problems).toEqual([
      { file: "L8P1.json", problem: "missing_file" },
    ]);
    const twice: RuleDocument = {
      files: new Map([
        [
          "rule-set.json",
          '{"tree": {"id": "t", "children": [{"file": "a.json"}, {"file": "a.json"}]}}',
        ],
        ["a.json", '{"id": "a", "children": [7, {"name": 3}]}'],
      ]),
    };
    const tree = treeOf(twice);
    expect(tree.problems).toEqual([{ file: "a.json", problem: "file_used_twice" }]);
    expect(tree.nodes.map(({ id, name, level }) => [id, name, level])).toEqual([
      ["t", { zh: "t", en: "t" }, ""],
      ["a", { zh: "a", en: "a" }, ""],
      ["", { zh: "", en: "" }, ""],
    ]);
  });

  test("no file at all gives no tree and no value", () => {
    expect(treeOf({ files: new Map() })).toMatchObject({ root: null, nodes: [] });
    expect(valueAt(SHIPPED, { file: "L1P1.json", pointer: "/children/x" })).toBeUndefined();
    expect(valueAt(SHIPPED, { file: "none.json", pointer: "" })).toBeUndefined();
  });
});

describe("an edit of one formula", () => {
  const place = shippedFormula("L2P1-A1", "parts/b4").place;
  const edited = setValue(SHIPPED, { ...place, pointer: `${place.pointer}/if/0/>=/1` }, 0.95);

  test("leaves all others, and every place, the very same objects", () => {
    for (const { place: one, logic } of SHIPPED_FORMULAS) {
      if (one === place) expect(valueAt(edited, one)).not.toBe(logic);
      else expect(valueAt(edited, one)).toBe(logic);
    }
    expect(places(treeOf(edited))).toEqual(places(SHIPPED_TREE));
    for (const [index, one] of places(treeOf(edited)).entries())
      expect(one).toBe(places(SHIPPED_TREE)[index]);
  });

  test("leaves what formulas may name the very same, and what another name is read by another", () => {
    for (const { place: one } of SHIPPED_FORMULAS)
      expect(namesAt(edited, one)).toBe(namesAt(SHIPPED, one));
    const label = { ...place, pointer: "/children/0/inputs/closureRate/label/zh" };
    const renamed = setValue(SHIPPED, label, "办结率");
    expect(namesAt(renamed, place).get("closureRate")?.label.zh).toBe("办结率");
    expect(namesAt(SHIPPED, place).get("closureRate")?.label.zh).not.toBe("办结率");
  });
});

function places({ nodes, levelFormulas }: DocumentTree): readonly FormulaPlace[] {
  return [...nodes.flatMap(({ formulas }) => formulas), ...levelFormulas];
}
