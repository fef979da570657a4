/** @module Nodes added, removed, moved and renamed, with whatever speaks of them. */
import { isObject, type JsonObject, type JsonValue } from "../../engine/json/json-value.ts";
import { splitPointer } from "../../engine/json/pointer.ts";
import { casesOf } from "../cases/case-places.ts";
import { removeCases } from "../cases/edit-cases.ts";
import { insertItem, moveItem, removeValue } from "../document/edit.ts";
import { type DocumentNode, ROOT_FILE, treeOf } from "../document/nodes.ts";
import { type Place, type RuleDocument, valueAt, withFile } from "../document/rule-document.ts";
import { putValue } from "./edit-members.ts";

/** Adds an empty node as the last child; it has no weight and no formula yet, and the check says so. */
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

/** Takes a node out with everything below it, their cases and the files that only they need. */
export function removeNode(document: RuleDocument, node: DocumentNode): RuleDocument {
  const gone = new Set<string>();
  const files = new Set<string>();
  const visit = (one: DocumentNode): void => {
    gone.add(one.id);
    if (one.pointer === "") files.add(one.file);
    one.children.forEach(visit);
  };
  visit(node);
  const cases = casesOf(document).filter(
    ({ case: one }) => one.node !== undefined && gone.has(one.node),
  );
  let edited = removeCases(document, new Set(cases.map(({ case: one }) => one.id)));
  edited = withoutFiguresOf(edited, gone);
  const place = placeInParent(edited, node);
  if (place !== null) edited = removeValue(edited, place);
  for (const file of files) edited = withFile(edited, file, null);
  return edited;
}

/** Whole cities lose the figures of the nodes, and what they expected of them. */
function withoutFiguresOf(document: RuleDocument, nodes: ReadonlySet<string>): RuleDocument {
  let edited = document;
  for (const { file, pointer, case: one } of casesOf(document)) {
    if (one.node !== undefined) continue;
    for (const holder of ["inputs", ...EXPECTED_BY_NODE]) {
      for (const id of nodes) {
        const place = { file, pointer: `${pointer}/${holder}/${id}` };
        if (valueAt(edited, place) !== undefined) edited = removeValue(edited, place);
      }
    }
  }
  return edited;
}

const EXPECTED_BY_NODE = ["expect/scores", "expect/ranges", "expect/outputs"] as const;

/** Where the parent names the node: inline, or as the file that holds it. */
function placeInParent(document: RuleDocument, node: DocumentNode): Place | null {
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
