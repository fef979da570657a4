/**
 * @module Characters that no store keeps: U+0000 (PostgreSQL has none in text) and halves of surrogate pairs (UTF-8
 * has none at all). They would be lost or changed silently, so they are refused with their place.
 */
import { isObject, type JsonValue } from "../../engine/json/json-value.ts";
import { invalid } from "../problem.ts";

const LOST = /[\0\p{Cs}]/u;
/** In JSON they can only stand as escapes, so most texts need no second look. */
const ESCAPED = /\\u(?:0000|[dD][89a-fA-F])/;

export function isStorable(text: string): boolean {
  return !LOST.test(text);
}

/** Null for bytes that are no UTF-8, or hold what no store keeps. */
export function storableText(bytes: Buffer): string | null {
  const text = bytes.toString("utf8");
  return isStorable(text) && Buffer.from(text, "utf8").equals(bytes) ? text : null;
}

/** @throws Problem 422 with the first place */
export function refuseLostCharacters(text: string, value: JsonValue): void {
  if (!text.includes("\\u") || !ESCAPED.test(text)) return;
  const path = placeOf(value, "");
  if (path !== null) throw invalid(path, "invalid_character", { expected: "Unicode, not U+0000" });
}

function placeOf(value: JsonValue, path: string): string | null {
  if (typeof value === "string") return isStorable(value) ? null : path;
  if (Array.isArray(value)) {
    for (const [index, one] of value.entries()) {
      const found = placeOf(one, `${path}/${index}`);
      if (found !== null) return found;
    }
    return null;
  }
  if (!isObject(value)) return null;
  for (const [key, one] of Object.entries(value)) {
    if (!isStorable(key)) return path;
    const found = placeOf(one as JsonValue, `${path}/${key}`);
    if (found !== null) return found;
  }
  return null;
}
