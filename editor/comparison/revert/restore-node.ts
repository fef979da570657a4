/** @module A node that was taken out, back in its place with everything below it, its files, its cases and figures. */
import { isObject, type JsonValue, toPointer } from "../../../engine/json/json-value.ts";
import { casesOf } from "../../cases/case-places.ts";
import { insertItem } from "../../document/edit.ts";
import { putValue } from "../../document/edit-members.ts";
import { type DocumentNode, treeOf } from "../../document/nodes.ts";
import { type Place, type RuleDocument, valueAt, withFile } from "../../document/rule-document.ts";
import { placeInParent } from "../../forms/edit-tree.ts";
import { type NodePairs, putChild } from "./move-back.ts";

export function restoreNode(
  document: RuleDocument,
  base: RuleDocument,
  id: string,
  pairs: NodePairs,
): RuleDocument | null {
  const node = treeOf(base).byId.get(id);
  const place = node && placeInParent(base, node);
  const value = place && valueAt(base, place);
  if (node === undefined || value == null) return null;
  const nodes = below(node);
  let edited = document;
  for (const { file, pointer } of nodes) {
    if (pointer === "") edited = withFile(edited, file, base.files.get(file) ?? null);
  }
  const placed = putChild(edited, value, node, pairs);
  if (placed === null) return null;
  const ids = new Set(nodes.map((one) => one.id));
  return restoreFigures(restoreCases(placed, base, ids), base, ids);
}

function below(node: DocumentNode): readonly DocumentNode[] {
  return [node, ...node.children.flatMap(below)];
}

/** Cases of the nodes that are not there any more, behind the case that they followed. */
function restoreCases(
  document: RuleDocument,
  base: RuleDocument,
  nodes: ReadonlySet<string>,
): RuleDocument {
  let edited = document;
  for (const { file, index, case: one } of casesOf(base)) {
    const present = casesOf(edited);
    if (one.node === undefined || !nodes.has(one.node)) continue;
    if (present.some(({ case: { id } }) => id === one.id)) continue;
    const list = { file, pointer: "/cases" };
    const value = valueAt(base, { file, pointer: `/cases/${index}` });
    if (value === undefined) continue;
    if (!Array.isArray(valueAt(edited, list))) {
      const own = { ...(valueAt(base, { file, pointer: "" }) as object), cases: [value] };
      edited = withFile(edited, file, `${JSON.stringify(own, null, 2)}\n`);
      continue;
    }
    const followed = new Map(
      present.filter((two) => two.file === file).map((two) => [two.case.id, two.index]),
    );
    const earlier = casesOf(base).filter((two) => two.file === file && two.index < index);
    const at = earlier.flatMap((two) => followed.get(two.case.id) ?? []).at(-1) ?? -1;
    edited = insertItem(edited, list, at + 1, value);
  }
  return edited;
}

const BY_NODE = ["inputs", "expect/scores", "expect/ranges", "expect/outputs"] as const;

/** What cases of whole cities said of the nodes. */
function restoreFigures(
  document: RuleDocument,
  base: RuleDocument,
  nodes: ReadonlySet<string>,
): RuleDocument {
  let edited = document;
  for (const old of casesOf(base)) {
    if (old.case.node !== undefined) continue;
    for (const holder of BY_NODE) {
      const figures = valueAt(base, within(old, `/${holder}`));
      if (!isObject(figures)) continue;
      for (const id of nodes) {
        const now = casesOf(edited).find((one) => one.case.id === old.case.id);
        const value = figures[id] as JsonValue | undefined;
        if (now === undefined || value === undefined) continue;
        const place = within(now, `/${holder}${toPointer([id])}`);
        if (valueAt(edited, place) === undefined)
          edited = putValue(edited, place, value, Object.keys(figures));
      }
    }
  }
  return edited;
}

function within({ file, pointer }: Place, path: string): Place {
  return { file, pointer: pointer + path };
}
