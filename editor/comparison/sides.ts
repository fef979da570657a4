/** @module What a document can be compared with, by the address that the editor has for it. */
import type { RuleSet } from "../../engine/rule-set/rule-set.ts";
import { readDraft, readSave } from "../api/drafts.ts";
import { readRuleSetFiles } from "../api/rule-sets.ts";
import { ROOT_FILE } from "../document/nodes.ts";
import { type Files, type RuleDocument, valueAt } from "../document/rule-document.ts";

/**
 * `rule-sets/cn-2018`, `rule-sets/cn-2018@sha256:…`, `drafts/d1` as it is saved now, `drafts/d1/saves/3`: the
 * address of its page, without the first stroke.
 */
export type SideAddress = string;

/** @throws ApiProblem, NoConnection */
export async function readSide(address: SideAddress): Promise<Files> {
  const [kind, id = "", , save] = address.split("/");
  if (kind === "rule-sets") return (await readRuleSetFiles(decodeURIComponent(id))).files;
  return save === undefined ? (await readDraft(id)).files : readSave(id, Number(save));
}

/** `2018`: what the set says of itself, short enough for the head of a column. */
export function editionOf(files: Files): string {
  const { edition } = headOf(files);
  return typeof edition === "string" ? edition : "";
}

/** A draft may be damaged: nothing is promised of its members. */
function headOf(files: Files): Partial<RuleSet> {
  const head = valueAt({ files }, { file: ROOT_FILE, pointer: "" });
  return (head ?? {}) as unknown as Partial<RuleSet>;
}

const documents = new WeakMap<Files, RuleDocument>();

/** The same document for the same files: what is derived from it is derived once. */
export function documentOf(files: Files): RuleDocument {
  const known = documents.get(files) ?? { files };
  documents.set(files, known);
  return known;
}
