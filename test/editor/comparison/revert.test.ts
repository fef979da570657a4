import { describe, expect, test } from "vitest";
import { Comparer, type ToldChange } from "../../../editor/comparison/compare-files.ts";
import { pairsOf } from "../../../editor/comparison/revert/pairs.ts";
import { revertChange } from "../../../editor/comparison/revert/revert-change.ts";
import { removeValue, setValue } from "../../../editor/document/edit.ts";
import { treeOf } from "../../../editor/document/nodes.ts";
import { renameInput, renameNode } from "../../../editor/document/rename.ts";
import type { RuleDocument } from "../../../editor/document/rule-document.ts";
import { moveNode, moveUnder } from "../../../editor/forms/edit-tree.ts";
import { removeNode } from "../../../editor/forms/remove-node.ts";
import { compareRuleSets } from "../../../engine/compare/compare-rule-sets.ts";
import { changedYear } from "../../support/changed-year.ts";
import { filesOf, load, ruleSetFolder } from "../../support/load-rule-set.ts";

const base: RuleDocument = { files: filesOf(ruleSetFolder("rules/cn-smart-city-2018")) };

function compared(document: RuleDocument) {
  const comparison = new Comparer().compare(base.files, document.files, "zh-CN");
  if (!comparison.ok) throw new Error(JSON.stringify(comparison.findings));
  return comparison;
}

function reverted(document: RuleDocument, change: ToldChange): RuleDocument {
  const pairs = pairsOf(compared(document).nodes);
  const edited = revertChange(document, change, { base, pairs });
  if (edited === null) throw new Error(change.key);
  return edited;
}

const keysOf = (document: RuleDocument): readonly string[] =>
  compared(document).changes.map(({ key }) => key);

function node(document: RuleDocument, id: string) {
  const found = treeOf(document).byId.get(id);
  if (found === undefined) throw new Error(id);
  return found;
}

function renamed(result: ReturnType<typeof renameNode>): RuleDocument {
  if (!result.ok) throw new Error(result.refusal.code);
  return result.document;
}

describe("a change taken back", () => {
  const year: RuleDocument = { files: changedYear(base.files) };
  const changes = compared(year).changes;

  test.each(changes.map((change) => [change.key, change] as const))(
    "%s, and no other",
    (key, change) => {
      expect(keysOf(reverted(year, change))).toEqual(keysOf(year).filter((one) => one !== key));
    },
  );

  test("and then the next, until the earlier set is there again, with its cases", () => {
    let document = year;
    for (;;) {
      const [change] = compared(document).changes;
      if (change === undefined) break;
      document = reverted(document, change);
    }
    const [now, then] = [load(document.files), load(base.files)];
    expect(compareRuleSets(then.prepared, now.prepared)).toEqual([]);
    expect(now.ruleSet).toEqual(then.ruleSet);
    const byId = (a: { readonly id: string }, b: { readonly id: string }) => (a.id < b.id ? -1 : 1);
    expect([...now.cases].sort(byId)).toEqual([...then.cases].sort(byId));
  });
});

test("the other changes keep their bytes", () => {
  const place = (id: string, path: string) => {
    const { file, pointer } = node(base, id);
    return { file, pointer: pointer + path };
  };
  const other = setValue(base, place("L2P1-A1", "/parts/b2/logic/if/1"), 21);
  const weight = setValue(other, place("L1P1-A1", "/weight"), 0.31);
  const both = setValue(weight, place("L2P1-A1", "/parts/b4/logic/if/0/>=/1"), 0.95);
  const change = compared(both).changes.find(({ kind }) => kind === "threshold-changed");
  expect([...reverted(both, change as ToldChange).files]).toEqual([...weight.files]);
});

describe("names and places", () => {
  const cases: readonly (readonly [string, (document: RuleDocument) => RuleDocument])[] = [
    ["an item under another parent", (d) => moveUnder(d, node(d, "L1P1-A2"), node(d, "L1P2"))],
    ["items in another order", (d) => moveNode(d, node(d, "L1P1-A3"), -2)],
    ["a whole indicator gone", (d) => removeNode(d, node(d, "L1P10"))],
    ["an item renamed", (d) => renamed(renameNode(d, "L1P1-A2", "L1P1-B2", true))],
    ["a figure renamed", (d) => renamed(renameInput(d, "L1P1-A1", "eCertItems", "licences", true))],
    [
      "a text gone",
      (d) => {
        const { file, pointer } = node(d, "L1P1-A1");
        return removeValue(d, { file, pointer: `${pointer}/source/data` });
      },
    ],
  ];
  test.each(cases)("%s comes back", (_, change) => {
    let document = change(base);
    const told = compared(document).changes;
    expect(told.length).toBeGreaterThan(0);
    for (;;) {
      // Of a whole indicator the topmost brings back what is below it.
      const [first] = compared(document).changes;
      if (first === undefined) break;
      document = reverted(document, first);
    }
    expect(load(document.files).ruleSet).toEqual(load(base.files).ruleSet);
    expect(load(document.files).cases.length).toBe(load(base.files).cases.length);
  });
});
