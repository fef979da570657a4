/** @module Nodes back in their earlier place: under their parent, in their order. */
import { splitPointer } from "../../../engine/json/pointer.ts";
import { insertItem, moveItem, removeValue } from "../../document/edit.ts";
import { putValue } from "../../document/edit-members.ts";
import { type DocumentNode, treeOf } from "../../document/nodes.ts";
import { type RuleDocument, valueAt } from "../../document/rule-document.ts";
import { placeInParent } from "../../forms/edit-tree.ts";

/** Which node continues which, by id; `null` where none does. */
export interface NodePairs {
  beforeOf(later: string): string | null;
  afterOf(earlier: string): string | null;
}

export function moveBack(
  document: RuleDocument,
  base: RuleDocument,
  node: DocumentNode,
  pairs: NodePairs,
): RuleDocument | null {
  const earlier = treeOf(base).byId.get(pairs.beforeOf(node.id) ?? "");
  const place = placeInParent(document, node);
  if (earlier === undefined || place === null) return null;
  const value = valueAt(document, place);
  if (value === undefined) return null;
  return putChild(removeValue(document, place), value, earlier, pairs);
}

/** Puts a child where the earlier node stood: behind the sibling that it followed. */
export function putChild(
  document: RuleDocument,
  value: Parameters<typeof putValue>[2],
  earlier: DocumentNode,
  pairs: NodePairs,
): RuleDocument | null {
  const parent = treeOf(document).byId.get(pairs.afterOf(earlier.parent?.id ?? "") ?? "");
  if (parent === undefined) return null;
  const siblings = earlier.parent?.children ?? [];
  const ids = parent.children.map(({ id }) => id);
  const followed = siblings
    .slice(0, siblings.indexOf(earlier))
    .map(({ id }) => ids.indexOf(pairs.afterOf(id) ?? ""));
  const index = Math.max(-1, ...followed) + 1;
  const list = { file: parent.file, pointer: `${parent.pointer}/children` };
  return Array.isArray(valueAt(document, list))
    ? insertItem(document, list, index, value)
    : putValue(document, list, [value]);
}

/** Children that were there before, in their earlier order; new ones stay where they are. */
export function orderAsBefore(
  document: RuleDocument,
  base: RuleDocument,
  node: DocumentNode,
  pairs: NodePairs,
): RuleDocument | null {
  const earlier = treeOf(base).byId.get(pairs.beforeOf(node.id) ?? "");
  const [first] = node.children;
  const place = first === undefined ? null : placeInParent(document, first);
  const list = place === null ? null : splitPointer(place.pointer);
  if (earlier === undefined || place === null || list === null) return null;
  const ids = node.children.map(({ id }) => id);
  const order = earlier.children
    .map(({ id }) => pairs.afterOf(id) ?? "")
    .filter((id) => ids.includes(id));
  const kept = new Set(order);
  const wanted = ids.map((id) => (kept.has(id) ? (order.shift() as string) : id));
  let edited = document;
  const now = [...ids];
  for (const [index, id] of wanted.entries()) {
    const from = now.indexOf(id);
    if (from === index) continue;
    edited = moveItem(edited, { file: place.file, pointer: list.holder }, from, index);
    now.splice(index, 0, ...now.splice(from, 1));
  }
  return edited;
}
