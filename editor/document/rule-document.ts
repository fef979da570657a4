/**
 * @module The document of the editor: the texts of a rule set's files, never changed in place. Everything else
 * that the editor shows is derived from them, and everything that it saves is one of them.
 */
import { isObject, type JsonValue, own } from "../../engine/json/json-value.ts";
import { type JsonProblem, parseJson } from "../../engine/json/parse-json.ts";
import { pointerSteps } from "../../engine/json/pointer.ts";
import { shareStructure } from "../../engine/json/share-structure.ts";

/** Text by path within the rule set's folder: `rule-set.json`, `L1P1.json`, `cases/L1P1.json`. */
export type Files = ReadonlyMap<string, string>;

export interface RuleDocument {
  readonly files: Files;
}

/** A value in a file, by JSON pointer (RFC 6901; "" is the whole file). */
export interface Place {
  readonly file: string;
  readonly pointer: string;
}

/** A formula in a file, with the names that traces, coverage targets and findings have for it. */
export interface FormulaPlace extends Place {
  /** Id of the node that it belongs to; "" for a formula of a level. */
  readonly node: string;
  /** `score`, `weight`, `parts/b1`, `outputs/x`, `requires/0`, `plausible/0`, `levels/1/score`. */
  readonly formula: string;
}

export type FileReading =
  | { readonly ok: true; readonly value: JsonValue }
  | { readonly ok: false; readonly problem: JsonProblem };

/** Texts are shared between steps of history, so each is read once; the oldest readings are let go. */
const readings = new Map<string, FileReading>();
const MOST_READINGS = 256;

/** What each file last said: parts that an edit leaves alone stay the same objects, so that nobody draws them anew. */
const latest = new Map<string, JsonValue>();

/** @returns `undefined` where there is no such file */
export function readFile({ files }: RuleDocument, file: string): FileReading | undefined {
  const text = files.get(file);
  return text === undefined ? undefined : readText(text, file);
}

/** @param file whose text it is, or was before an edit */
export function readText(text: string, file: string): FileReading {
  const known = readings.get(text);
  if (known !== undefined) return known;
  const parsed = parseJson(text);
  const reading = parsed.ok
    ? { ...parsed, value: shareStructure(latest.get(file), parsed.value) }
    : parsed;
  if (reading.ok) latest.set(file, reading.value);
  if (readings.size >= MOST_READINGS) {
    for (const oldest of readings.keys()) {
      readings.delete(oldest);
      if (readings.size < MOST_READINGS / 2) break;
    }
  }
  readings.set(text, reading);
  return reading;
}

/** The value at a place; `undefined` where there is none or the file cannot be read as JSON. */
export function valueAt(document: RuleDocument, { file, pointer }: Place): JsonValue | undefined {
  const reading = readFile(document, file);
  return reading?.ok ? valueWithin(reading.value, pointer) : undefined;
}

/** The value that a JSON pointer leads to within a value. */
export function valueWithin(value: JsonValue, pointer: string): JsonValue | undefined {
  let found: JsonValue | undefined = value;
  for (const step of pointerSteps(pointer)) {
    if (Array.isArray(found)) found = (found as readonly JsonValue[])[arrayIndex(step)];
    else if (isObject(found)) found = own(found, step) as JsonValue | undefined;
    else return undefined;
  }
  return found;
}

function arrayIndex(step: string): number {
  return /^(?:0|[1-9]\d*)$/.test(step) ? Number(step) : -1;
}

/** The document with one text put in, changed or (`null`) taken out. */
export function withFile(document: RuleDocument, file: string, text: string | null): RuleDocument {
  if (text === document.files.get(file)) return document;
  const files = new Map(document.files);
  if (text === null) files.delete(file);
  else files.set(file, text);
  return { files };
}

/** True when both hold the same texts at the same paths. */
export function sameFiles(a: Files, b: Files): boolean {
  return a === b || (a.size === b.size && [...a].every(([path, text]) => b.get(path) === text));
}
