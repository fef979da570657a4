/**
 * @module Two people's edits of one draft, put together. What only one of them touched is taken from that one; where
 * both touched the same place, the reader chooses. The other's text is the ground, so that its bytes stay.
 */
import { canonicalJson } from "../../../engine/json/canonical-json.ts";
import type { JsonValue } from "../../../engine/json/json-value.ts";
import { insertItem, removeValue, setValue } from "../../document/edit.ts";
import { type Files, type RuleDocument, readText, withFile } from "../../document/rule-document.ts";
import { type Change, changesBetween, type Path, pointerOf, valueAtPath } from "./changes.ts";

/** A place that both changed, and not to the same. */
export interface MergeConflict {
  readonly file: string;
  /** Steps from the file's root; empty: the whole file. Items of lists are named by their id (`#id`). */
  readonly path: Path;
  /** What stands there in each version; absent where nothing does. For a whole file, its text. */
  readonly base?: JsonValue;
  readonly mine?: JsonValue;
  readonly theirs?: JsonValue;
}

export interface Merge {
  /** Theirs, with those of my changes that touch nothing of theirs. */
  readonly document: RuleDocument;
  readonly conflicts: readonly MergeConflict[];
}

export function merge(base: Files, mine: Files, theirs: Files): Merge {
  let document: RuleDocument = { files: theirs };
  const conflicts: MergeConflict[] = [];
  for (const file of new Set([...base.keys(), ...mine.keys(), ...theirs.keys()])) {
    const [was, my, their] = [base.get(file), mine.get(file), theirs.get(file)];
    if (my === was || my === their) continue;
    if (their === was) {
      document = withFile(document, file, my ?? null);
      continue;
    }
    const values = [was, my, their].map((text) => readValue(text, file));
    const [wasValue, myValue, theirValue] = values;
    if (wasValue === undefined || myValue === undefined || theirValue === undefined) {
      conflicts.push(conflictOf(file, { path: [] }, was, my, their));
      continue;
    }
    const theirChanges = changesBetween(wasValue, theirValue);
    for (const change of changesBetween(wasValue, myValue)) {
      const touching = theirChanges.filter(({ path }) => overlaps(path, change.path));
      if (touching.length === 0) document = apply(document, file, change, myValue);
      else if (!touching.some((one) => isSame(one, change))) {
        // The outer of the two places holds both changes.
        const path = touching.reduce<Path>(
          (outer, one) => (one.path.length < outer.length ? one.path : outer),
          change.path,
        );
        if (!conflicts.some((one) => one.file === file && samePath(one.path, path)))
          conflicts.push(
            conflictOf(
              file,
              { path },
              valueAtPath(wasValue, path),
              valueAtPath(myValue, path),
              valueAtPath(theirValue, path),
            ),
          );
      }
    }
  }
  return { document, conflicts };
}

/** Puts what was chosen as mine into the merged document; what was not stays theirs. */
export function resolve({ document }: Merge, mine: readonly MergeConflict[]): RuleDocument {
  let resolved = document;
  for (const { file, path, mine: value } of mine) {
    if (path.length === 0)
      resolved = withFile(resolved, file, typeof value === "string" ? value : null);
    else
      resolved = apply(resolved, file, { path, ...(value === undefined ? {} : { after: value }) });
  }
  return resolved;
}

function readValue(text: string | undefined, file: string): JsonValue | undefined {
  if (text === undefined) return undefined;
  const reading = readText(text, file);
  return reading.ok ? reading.value : undefined;
}

function conflictOf(
  file: string,
  { path }: { readonly path: Path },
  base: JsonValue | undefined,
  mine: JsonValue | undefined,
  theirs: JsonValue | undefined,
): MergeConflict {
  return {
    file,
    path,
    ...(base === undefined ? {} : { base }),
    ...(mine === undefined ? {} : { mine }),
    ...(theirs === undefined ? {} : { theirs }),
  };
}

function overlaps(a: Path, b: Path): boolean {
  const shorter = Math.min(a.length, b.length);
  return samePath(a.slice(0, shorter), b.slice(0, shorter));
}

function samePath(a: Path, b: Path): boolean {
  return a.length === b.length && a.every((step, index) => step === b[index]);
}

function isSame(a: Change, b: Change): boolean {
  return samePath(a.path, b.path) && textOf(a.after) === textOf(b.after);
}

function textOf(value: JsonValue | undefined): string {
  return value === undefined ? "" : canonicalJson(value);
}

/** @param source my value of the file, which tells what an added item stands after */
function apply(
  document: RuleDocument,
  file: string,
  { path, after }: Change,
  source?: JsonValue,
): RuleDocument {
  const value = readValue(document.files.get(file), file);
  if (value === undefined) return document;
  const pointer = pointerOf(value, path);
  if (after === undefined)
    return pointer === null ? document : removeValue(document, { file, pointer });
  if (pointer !== null) return setValue(document, { file, pointer }, after);
  const [holder, step] = [path.slice(0, -1), path.at(-1) ?? ""];
  const holderPointer = pointerOf(value, holder);
  if (holderPointer === null) return document;
  const list = valueAtPath(value, holder);
  if (!Array.isArray(list))
    return setValue(document, { file, pointer: `${holderPointer}/${escapeStep(step)}` }, after);
  const place = { file, pointer: holderPointer };
  return insertItem(document, place, indexAfter(list, source, holder, step), after);
}

/** After the item that it follows in my version, else at the end. */
function indexAfter(
  list: readonly JsonValue[],
  source: JsonValue | undefined,
  holder: Path,
  step: string,
): number {
  const mine = source === undefined ? undefined : valueAtPath(source, holder);
  if (!Array.isArray(mine)) return list.length;
  const ids = (mine as readonly JsonValue[]).map(idStep);
  const before = ids[ids.indexOf(step) - 1];
  const at = list.map(idStep).indexOf(before);
  return before === undefined ? (ids[0] === step ? 0 : list.length) : at < 0 ? list.length : at + 1;
}

function idStep(value: JsonValue): string | undefined {
  const id = (value as { readonly id?: JsonValue } | null)?.id;
  return typeof id === "string" ? `#${id}` : undefined;
}

function escapeStep(step: string): string {
  return step.replaceAll("~", "~0").replaceAll("/", "~1");
}
