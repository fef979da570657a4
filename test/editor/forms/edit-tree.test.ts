/** Nodes added, moved and removed: the engine reads what is left, and nothing speaks of what is gone. */
import { describe, expect, test } from "vitest";
import { treeOf } from "../../../editor/document/nodes.ts";
import type { RuleDocument } from "../../../editor/document/rule-document.ts";
import { addChild, moveNode, moveUnder, newChild } from "../../../editor/forms/edit-tree.ts";
import { removalOf, removeNode } from "../../../editor/forms/remove-node.ts";
import { renameEntry } from "../../../editor/forms/rename-entry.ts";
import { runCases } from "../../../engine/cases/run-cases.ts";
import { checkRuleSet } from "../../../engine/check/check-rule-set.ts";
import { filesOf, load, ruleSetFolder } from "../../support/load-rule-set.ts";

const SHIPPED: RuleDocument = { files: filesOf(ruleSetFolder("rules/cn-smart-city-2018")) };

function node(document: RuleDocument, id: string) {
  const found = treeOf(document).byId.get(id);
  if (found === undefined) throw new Error(id);
  return found;
}

function errorsOf(document: RuleDocument): readonly string[] {
  const { prepared, cases } = load(document.files);
  return checkRuleSet(prepared, cases).flatMap(({ severity, code, path }) =>
    severity === "error" ? [`${code} ${path}`] : [],
  );
}

describe("a new indicator", () => {
  test("gets the next id behind its siblings and stands last among them", () => {
    const parent = node(SHIPPED, "L2P1");
    const child = newChild(SHIPPED, parent);
    expect(child).toEqual({
      id: "L2P1-A6",
      name: { zh: "新指标", en: "New indicator" },
      weight: 0,
      score: { "?": [] },
    });
    const after = addChild(SHIPPED, parent, child);
    expect(node(after, "L2P1").children.at(-1)?.id).toBe("L2P1-A6");
    expect(
      [...after.files]
        .filter(([file, text]) => SHIPPED.files.get(file) !== text)
        .map(([file]) => file),
    ).toEqual(["L2P1.json"]);
  });
});

describe("an indicator that is removed", () => {
  test("leaves its weight to the next that is added", () => {
    const after = removeNode(SHIPPED, node(SHIPPED, "L2P2-A2"));
    expect(newChild(after, node(after, "L2P2")).weight).toBe(0.3);
  });

  test("is no longer named by figures that were the same as one of its own", () => {
    const total = node(SHIPPED, "L2P2-A2").value.inputs?.camerasTotal;
    expect(total?.sameAs).toBe("L2P2-A1/camerasTotal");
    const removed = node(SHIPPED, "L2P2-A1");
    expect(removalOf(SHIPPED, removed).references).toHaveLength(1);
    const after = removeNode(SHIPPED, removed);
    const { sameAs: _, ...rest } = total ?? {};
    expect(node(after, "L2P2-A2").value.inputs?.camerasTotal).toEqual(rest);
    expect(errorsOf(after)).toEqual(["weights_do_not_add_up L2P2#/children"]);
  });

  test("goes with its cases and its figures in whole cities; only the weights of the others remain to be mended", () => {
    const after = removeNode(SHIPPED, node(SHIPPED, "L2P1-A5"));
    expect(treeOf(after).byId.has("L2P1-A5")).toBe(false);
    expect([...after.files.values()].some((text) => text.includes('"L2P1-A5"'))).toBe(false);
    expect(errorsOf(after)).toEqual(["weights_do_not_add_up L2P1#/children"]);
  });

  test("with a file of its own takes the file along", () => {
    const after = removeNode(SHIPPED, node(SHIPPED, "L3P2"));
    expect(after.files.has("L3P2.json")).toBe(false);
    expect(errorsOf(after)).toEqual(["weights_do_not_add_up L3#/children"]);
  });
});

describe("an indicator that is moved", () => {
  test("changes places with its neighbour, and back to the same bytes", () => {
    const down = moveNode(SHIPPED, node(SHIPPED, "L2P1-A1"), 1);
    expect(
      node(down, "L2P1")
        .children.map(({ id }) => id)
        .slice(0, 2),
    ).toEqual(["L2P1-A2", "L2P1-A1"]);
    const back = moveNode(down, node(down, "L2P1-A1"), -1);
    expect(back.files.get("L2P1.json")).toBe(SHIPPED.files.get("L2P1.json"));
  });

  test("past the first stays where it is", () => {
    expect(moveNode(SHIPPED, node(SHIPPED, "L2P1-A1"), -1)).toBe(SHIPPED);
  });

  test("comes last under its new parent, and never under itself", () => {
    const after = moveUnder(SHIPPED, node(SHIPPED, "L2P1-A5"), node(SHIPPED, "L2P2"));
    expect(node(after, "L2P2").children.at(-1)?.id).toBe("L2P1-A5");
    expect(node(after, "L2P1").children.map(({ id }) => id)).not.toContain("L2P1-A5");
    expect(load(after.files).cases).toHaveLength(load(SHIPPED.files).cases.length);
    expect(moveUnder(SHIPPED, node(SHIPPED, "L2P1"), node(SHIPPED, "L2P1-A1"))).toBe(SHIPPED);
  });
});

describe("an entry that is renamed is followed", () => {
  test("a figure through formulas, conditions and cases: every case still passes", () => {
    const { file, pointer } = node(SHIPPED, "L2P1-A1");
    const place = { file, pointer: `${pointer}/inputs/closureRate` };
    const after = renameEntry(SHIPPED, place, "inputs", "L2P1-A1", "closedRate");
    expect([...after.files.values()].some((text) => text.includes('"closureRate"'))).toBe(false);
    const { prepared, cases } = load(after.files);
    expect(runCases(prepared, cases).failed).toBe(0);
    expect(errorsOf(after)).toEqual([]);
  });

  test("what the earlier set called a figure is kept, until it is called so again", () => {
    const { file, pointer } = node(SHIPPED, "L2P1-A2");
    const rename = (document: RuleDocument, from: string, to: string): RuleDocument =>
      renameEntry(
        document,
        { file, pointer: `${pointer}/inputs/${from}` },
        "inputs",
        "L2P1-A2",
        to,
        SHIPPED,
      );
    const wasOf = (document: RuleDocument, input: string) =>
      node(document, "L2P1-A2").value.inputs?.[input]?.was;
    const once = rename(SHIPPED, "monitoredLength", "watchedLength");
    expect(wasOf(once, "watchedLength")).toEqual([
      { id: "L2P1-A2/monitoredLength", relation: "renamed" },
    ]);
    const twice = rename(once, "watchedLength", "seenLength");
    expect(wasOf(twice, "seenLength")).toEqual([
      { id: "L2P1-A2/monitoredLength", relation: "renamed" },
    ]);
    const back = rename(twice, "seenLength", "monitoredLength");
    expect(back.files.get(file)).toBe(SHIPPED.files.get(file));
  });

  test("a department to every indicator that it supplies", () => {
    const place = { file: "rule-set.json", pointer: "/departments/urbanManagement" };
    const after = renameEntry(SHIPPED, place, "departments", null, "cityManagement");
    expect([...after.files.values()].some((text) => text.includes('"urbanManagement"'))).toBe(
      false,
    );
    expect(errorsOf(after)).toEqual([]);
  });
});
