/** @module Nodes added and moved; what a new one begins with. */
import { isObject, type JsonObject, type JsonValue } from "../../engine/json/json-value.ts";
import { splitPointer } from "../../engine/json/pointer.ts";
import { HOLE } from "../../engine/logic/json-tree.ts";
import { toDecimalText } from "../../engine/number/decimal-text.ts";
import { insertItem, moveItem, removeValue } from "../document/edit.ts";
import { putValue } from "../document/edit-members.ts";
import { type DocumentNode, ROOT_FILE, treeOf } from "../document/nodes.ts";
import { type Place, type RuleDocument, valueAt } from "../document/rule-document.ts";
import { missingShare } from "../workspace/tree/weights.ts";

/**
 * What a new child of a node begins with: the weight that its siblings leave, and an empty formula where its
 * level has none for it.
 */
export function newChild(document: RuleDocument, parent: DocumentNode): JsonObject {
  const { levels } = treeOf(document);
  const level = levels.find(({ id }) => id === parent.level);
  const missing = missingShare(parent, level?.childWeightsSumTo);
  const weight = missing === null ? null : toDecimalText(missing);
  return {
    id: nextId(document, parent),
    name: { zh: "新指标", en: "New indicator" },
    ...(weight === null ? {} : { weight: weight.startsWith("-") ? 0 : Number(weight) }),
    ...(levels[parent.depth + 1]?.score === undefined ? { score: HOLE as JsonValue } : {}),
  };
}

/** Adds a node as the last child. */
export function addChild(
  document: RuleDocument,
  parent: DocumentNode,
  node: JsonObject,
): RuleDocument {
  const place = { file: parent.file, pointer: `${parent.pointer}/children` };
  const list = valueAt(document, place);
  if (!Array.isArray(list)) return putValue(document, place, [node]);
  return insertItem(document, place, list.length, node);
}

/** An id for a new child that continues those of its siblings: `L1P1-A4` behind `L1P1-A3`. */
export function nextId(document: RuleDocument, parent: DocumentNode): string {
  const taken = treeOf(document).byId;
  const last = parent.children.at(-1)?.id;
  const [, stem = "", number = ""] = /^(.*?)(\d+)$/.exec(last ?? "") ?? [];
  const base = last === undefined ? `${parent.id}-A` : stem === "" ? `${last}-` : stem;
  for (let next = Number(number) + 1; ; next++) {
    if (!taken.has(`${base}${next}`)) return `${base}${next}`;
  }
}

/** Where the parent names the node: inline, or as the file that holds it. */
export function placeInParent(document: RuleDocument, node: DocumentNode): Place | null {
  const { parent } = node;
  if (parent === null) return null;
  if (node.pointer !== "" && node.file !== ROOT_FILE)
    return { file: node.file, pointer: node.pointer };
  if (node.file === ROOT_FILE) return { file: node.file, pointer: node.pointer };
  const list = valueAt(document, { file: parent.file, pointer: `${parent.pointer}/children` });
  const index = (Array.isArray(list) ? (list as readonly JsonValue[]) : []).findIndex(
    (child) => isObject(child) && child.file === node.file,
  );
  return index < 0 ? null : { file: parent.file, pointer: `${parent.pointer}/children/${index}` };
}

/** Moves a node by `by` places among its siblings. */
export function moveNode(document: RuleDocument, node: DocumentNode, by: number): RuleDocument {
  const place = placeInParent(document, node);
  const split = place === null ? null : splitPointer(place.pointer);
  if (place === null || split === null || node.parent === null) return document;
  const from = Number(split.step);
  const to = from + by;
  if (to < 0 || to >= node.parent.children.length) return document;
  return moveItem(document, { file: place.file, pointer: split.holder }, from, to);
}

/** Puts a node under another parent, as its last child. */
export function moveUnder(
  document: RuleDocument,
  node: DocumentNode,
  parent: DocumentNode,
): RuleDocument {
  const place = placeInParent(document, node);
  const isBelow = (one: DocumentNode | null): boolean =>
    one !== null && (one === node || isBelow(one.parent));
  if (place === null || isBelow(parent) || parent === node.parent) return document;
  const value = valueAt(document, place);
  if (!isObject(value)) return document;
  const edited = removeValue(document, place);
  const now = treeOf(edited).byId.get(parent.id);
  return now === undefined ? document : addChild(edited, now, value as JsonObject);
}
