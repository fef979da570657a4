/**
 * @module One change taken back: what stood in the earlier document is put where it stood, and nothing else is
 * touched. Pure, so that it is one step of the history like any other edit.
 */
import { isObject, toPointer } from "../../../engine/json/json-value.ts";
import { pointerSteps, splitPointer } from "../../../engine/json/pointer.ts";
import { insertItem, removeValue, setValue } from "../../document/edit.ts";
import { putValue, takeOut } from "../../document/edit-members.ts";
import { ROOT_FILE, treeOf } from "../../document/nodes.ts";
import { renameInput, renameNode } from "../../document/rename.ts";
import { type Place, type RuleDocument, valueAt } from "../../document/rule-document.ts";
import { removeNode } from "../../forms/remove-node.ts";
import type { ToldChange } from "../compare-files.ts";
import { moveBack, type NodePairs, orderAsBefore } from "./move-back.ts";
import { restoreNode } from "./restore-node.ts";

export interface RevertContext {
  /** The earlier document. */
  readonly base: RuleDocument;
  readonly pairs: NodePairs;
}

export type RevertedChange = Pick<ToldChange, "kind" | "node" | "path" | "before" | "after">;

/** The document without the change; `null` where what it is about is not there any more. */
export function revertChange(
  document: RuleDocument,
  change: RevertedChange,
  { base, pairs }: RevertContext,
): RuleDocument | null {
  const { kind, node: id } = change;
  const node = treeOf(document).byId.get(id);
  if (kind === "node-removed") return restoreNode(document, base, id, pairs);
  if (id !== "" && node === undefined) return null;
  if (node !== undefined) {
    if (kind === "node-added") return removeNode(document, node);
    if (kind === "node-moved") return moveBack(document, base, node, pairs);
    if (kind === "nodes-reordered") return orderAsBefore(document, base, node, pairs);
    if (kind === "node-renamed") return renameBack(document, change, base);
  }
  const now: Place = node ?? { file: ROOT_FILE, pointer: "" };
  const old = id === "" ? now : treeOf(base).byId.get(pairs.beforeOf(id) ?? "");
  if (old === undefined) return null;
  if (kind === "level-changed" && id === "") return restoreLevel(document, base, change);
  return restoreMember(document, change, { base, now, old });
}

interface TwoPlaces {
  readonly base: RuleDocument;
  /** Of the node, or of the set. */
  readonly now: Place;
  readonly old: Place;
}

/** What is told of a figure or a part apart from what has changes of its own. */
const TOLD_APART: { readonly [holder: string]: readonly string[] } = {
  inputs: ["label", "help", "asOf", "suppliedBy", "was"],
  parts: ["logic"],
};

function restoreMember(
  document: RuleDocument,
  { kind, node, path }: RevertedChange,
  places: TwoPlaces,
): RuleDocument | null {
  const [holder = "", name = "", ...rest] = pointerSteps(path);
  const earlier = holder === "inputs" ? earlierInput(document, places.now, name) : name;
  if (kind === "input-changed" && rest[0] === "id") {
    const renamed = renameInput(document, node, name, earlier);
    if (!renamed.ok) return null;
    return restore(renamed.document, `/inputs/${earlier}/was`, `/inputs/${earlier}/was`, places);
  }
  const oldPath = holder === "inputs" ? toPointer([holder, earlier, ...rest]) : path;
  const apart = TOLD_APART[holder];
  if ((kind === "input-changed" || kind === "text-changed") && apart && rest.length === 0)
    return restoreMembers(document, path, oldPath, apart, places);
  return restore(document, path, oldPath, places);
}

/** Each member but those that are told apart. */
function restoreMembers(
  document: RuleDocument,
  path: string,
  oldPath: string,
  apart: readonly string[],
  places: TwoPlaces,
): RuleDocument {
  const { base, now, old } = places;
  const values = [
    valueAt(base, { ...old, pointer: old.pointer + oldPath }),
    valueAt(document, { ...now, pointer: now.pointer + path }),
  ];
  const members = new Set(values.flatMap((value) => (isObject(value) ? Object.keys(value) : [])));
  let edited = document;
  for (const member of members) {
    if (apart.includes(member)) continue;
    const step = toPointer([member]);
    edited = restore(edited, path + step, oldPath + step, places);
  }
  return edited;
}

/** Puts back what stood at a place, among its neighbours where it stood; takes out what was not there. */
function restore(
  document: RuleDocument,
  path: string,
  oldPath: string,
  { base, now, old }: TwoPlaces,
): RuleDocument {
  const from = { file: old.file, pointer: old.pointer + oldPath };
  const to = { file: now.file, pointer: now.pointer + path };
  const value = valueAt(base, from);
  if (value === undefined)
    return valueAt(document, to) === undefined ? document : takeOut(document, to);
  const holder = valueAt(base, { ...from, pointer: splitPointer(from.pointer)?.holder ?? "" });
  return putValue(document, to, value, isObject(holder) ? Object.keys(holder) : []);
}

function restoreLevel(
  document: RuleDocument,
  base: RuleDocument,
  { path, before, after }: RevertedChange,
): RuleDocument {
  const place = { file: ROOT_FILE, pointer: path };
  const value = valueAt(base, place);
  if (before === null || value === undefined) return removeValue(document, place);
  if (after !== null) return setValue(document, place, value);
  const index = Number(pointerSteps(path)[1]);
  return insertItem(document, { file: ROOT_FILE, pointer: "/levels" }, index, value);
}

function renameBack(
  document: RuleDocument,
  { node, before }: RevertedChange,
  base: RuleDocument,
): RuleDocument | null {
  const id = String(before);
  const renamed = renameNode(document, node, id);
  if (!renamed.ok) return null;
  const [now, old] = [treeOf(renamed.document).byId.get(id), treeOf(base).byId.get(id)];
  if (now === undefined || old === undefined) return null;
  return restore(renamed.document, "/was", "/was", { base, now, old });
}

/** What a figure was called, as its own history says. */
function earlierInput(document: RuleDocument, node: Place, name: string): string {
  const place = { ...node, pointer: node.pointer + toPointer(["inputs", name, "was"]) };
  const was = valueAt(document, place);
  if (!Array.isArray(was)) return name;
  const [first] = was as readonly unknown[];
  const id = isObject(first) && typeof first.id === "string" ? first.id : name;
  return id.split("/").at(-1) ?? name;
}
