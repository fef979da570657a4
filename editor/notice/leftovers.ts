/**
 * @module Years of last year's set that are left in a draft: in names, texts, dates and periods. Which years those are
 * is told by the set itself, its edition and its dates; so is how far everything moves on.
 */
import {
  isObject,
  type JsonObject,
  type JsonValue,
  toPointer,
} from "../../engine/json/json-value.ts";
import { setValue } from "../document/edit.ts";
import { type DocumentNode, ROOT_FILE, treeOf } from "../document/nodes.ts";
import {
  type Files,
  type Place,
  type RuleDocument,
  readText,
  valueAt,
} from "../document/rule-document.ts";

export interface Leftover extends Place {
  /** Id of the node whose text it is; "" for the set itself. */
  readonly node: string;
  /** Names of the members that lead to it, from the node down. */
  readonly path: readonly string[];
  readonly text: string;
  readonly years: readonly string[];
  /** The text with its years moved on; `null` where it is not known how far, and for documents, which have new numbers. */
  readonly mended: string | null;
}

/** Ids, files and formulas are no texts; what marks are against, and what was, is last year's on purpose. */
const NO_TEXTS = new Set(["$schema", "id", "file", "was", "changedAgainst", "revision", "mends"]);
const FORMULAS = new Set(["logic", "score", "weight", "parts", "requires"]);

export function leftoversOf(document: RuleDocument, base: Files): readonly Leftover[] {
  const earlier: RuleDocument = { files: base };
  const years = yearsOf(earlier);
  if (years.edition === null && years.all.size === 0) return [];
  const by = yearsBetween(document, earlier, years.edition);
  const place = nodeFinder(document);
  const found: Leftover[] = [];
  for (const [file, text] of document.files) {
    const reading = file.startsWith("cases/") ? null : readText(text, file);
    if (reading === null || !reading.ok) continue;
    eachText(reading.value, [], (said, steps) => {
      const pointer = toPointer(steps);
      const isUntouched = valueAt(earlier, { file, pointer }) === said;
      const left = yearsIn(said).filter((year) =>
        isUntouched ? years.all.has(year) : year === years.edition,
      );
      if (left.length === 0) return;
      const { node, path } = place(file, steps);
      const isKnown = by !== null && by !== 0 && steps[0] !== "basis";
      const mended = isKnown ? movedOn(said, new Set(left), by) : null;
      found.push({ file, pointer, node, path, text: said, years: left, mended });
    });
  }
  return found;
}

/** All of them moved on, as one edit. */
export function withoutLeftovers(
  document: RuleDocument,
  leftovers: readonly Leftover[],
): RuleDocument {
  return leftovers.reduce(
    (edited, { mended, ...place }) => (mended === null ? edited : setValue(edited, place, mended)),
    document,
  );
}

function yearsOf(base: RuleDocument): {
  readonly edition: string | null;
  readonly all: ReadonlySet<string>;
} {
  const edition = editionOf(base);
  const all = new Set<string>(edition === null ? [] : [edition]);
  const dates = valueAt(base, { file: ROOT_FILE, pointer: "/dates" });
  eachText(dates ?? null, [], (text) => {
    if (/^\d{4}-\d\d-\d\d$/.test(text)) all.add(text.slice(0, 4));
  });
  return { edition, all };
}

function editionOf(document: RuleDocument): string | null {
  const edition = valueAt(document, { file: ROOT_FILE, pointer: "/edition" });
  return typeof edition === "string" && /^\d{4}$/.test(edition) ? edition : null;
}

/** By the edition where it was changed already, else by the year in the draft's id, else one. */
function yearsBetween(
  document: RuleDocument,
  base: RuleDocument,
  edition: string | null,
): number | null {
  if (edition === null) return null;
  const now = editionOf(document);
  if (now !== null && now !== edition) return Number(now) - Number(edition);
  const [id, was] = [document, base].map((one) =>
    String(valueAt(one, { file: ROOT_FILE, pointer: "/id" }) ?? ""),
  );
  const [year] = yearsIn(id ?? "").filter((one) => !yearsIn(was ?? "").includes(one));
  return year === undefined ? 1 : Number(year) - Number(edition);
}

function yearsIn(text: string): readonly string[] {
  return [...new Set(text.match(/(?<!\d)(?:19|20)\d\d(?!\d)/g) ?? [])];
}

function movedOn(text: string, years: ReadonlySet<string>, by: number): string {
  return text.replace(/(?<!\d)(?:19|20)\d\d(?!\d)/g, (year) =>
    years.has(year) ? String(Number(year) + by) : year,
  );
}

type Steps = readonly (string | number)[];

function eachText(
  value: JsonValue,
  steps: Steps,
  tell: (text: string, steps: Steps) => void,
): void {
  if (typeof value === "string") tell(value, steps);
  else if (Array.isArray(value)) {
    for (const [index, item] of (value as readonly JsonValue[]).entries())
      eachText(item, [...steps, index], tell);
  } else if (isObject(value)) {
    for (const [name, member] of Object.entries(value as JsonObject)) {
      if (NO_TEXTS.has(name) || (FORMULAS.has(name) && !hasLabel(name, member))) continue;
      if (name !== "logic") eachText(member as JsonValue, [...steps, name], tell);
    }
  }
}

/** Parts have labels beside their formulas. */
function hasLabel(name: string, member: JsonValue | undefined): boolean {
  return name === "parts" && isObject(member ?? null);
}

function nodeFinder(
  document: RuleDocument,
): (file: string, steps: Steps) => { readonly node: string; readonly path: readonly string[] } {
  const { nodes } = treeOf(document);
  return (file, steps) => {
    let found: DocumentNode | undefined;
    const pointer = toPointer(steps);
    for (const node of nodes) {
      const holds = node.file === file && `${pointer}/`.startsWith(`${node.pointer}/`);
      if (holds && (found === undefined || node.pointer.length >= found.pointer.length))
        found = node;
    }
    const own = found === undefined ? 0 : found.pointer.split("/").length - 1;
    const path = steps.slice(own).filter((step) => typeof step === "string");
    return { node: found?.id ?? "", path: path as readonly string[] };
  };
}
