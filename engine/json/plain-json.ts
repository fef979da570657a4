/**
 * @module The usual JSON text, read by the host's own parser: seen before and after to be a text that both parsers
 * take alike, with no long or exponent numbers, no deep nesting and no key twice.
 */
import type { JsonValue } from "./json-value.ts";

const [QUOTE, BACKSLASH, COLON, POINT, ZERO, NINE] = [0x22, 0x5c, 0x3a, 0x2e, 0x30, 0x39];
const [OPEN_OBJECT, CLOSE_OBJECT, OPEN_LIST, CLOSE_LIST] = [0x7b, 0x7d, 0x5b, 0x5d];

/** @returns `undefined` where the text is not plain, or no JSON: whoever reads it carefully can say why */
export function parsePlainJson(
  text: string,
  maxDepth: number,
  maxDigits: number,
): JsonValue | undefined {
  const members = countMembers(text, maxDepth, maxDigits);
  if (members < 0) return undefined;
  let value: JsonValue;
  try {
    value = JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
  // Of a key that stands twice, one has gone.
  return membersOf(value) === members ? value : undefined;
}

/** Colons outside of texts: as many as there are members of objects; -1 where the text is not plain. */
function countMembers(text: string, maxDepth: number, maxDigits: number): number {
  const { length } = text;
  let members = 0;
  let depth = 0;
  let at = 0;
  while (at < length) {
    const c = text.charCodeAt(at);
    if (c === QUOTE) {
      let end = text.indexOf('"', at + 1);
      while (end >= 0 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
      if (end < 0) return -1;
      at = end + 1;
      continue;
    }
    at++;
    if (c === COLON) members++;
    else if (c >= ZERO && c <= NINE) {
      let digits = 1;
      let next = text.charCodeAt(at);
      while ((next >= ZERO && next <= NINE) || next === POINT) {
        if (next !== POINT) digits++;
        at++;
        next = text.charCodeAt(at);
      }
      // `e` or `E`.
      if (digits > maxDigits || (next | 0x20) === 0x65) return -1;
    } else if (c === OPEN_OBJECT || c === OPEN_LIST) {
      depth++;
      if (depth > maxDepth) return -1;
    } else if (c === CLOSE_OBJECT || c === CLOSE_LIST) depth--;
  }
  return members;
}

/** Behind an odd number of backslashes: the others are escaped themselves. */
function isEscaped(text: string, at: number): boolean {
  let before = at;
  while (text.charCodeAt(before - 1) === BACKSLASH) before--;
  return (at - before) % 2 === 1;
}

/** Members of all objects, however deep. */
function membersOf(value: JsonValue): number {
  if (typeof value !== "object" || value === null) return 0;
  let members = 0;
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index++)
      members += membersOf(value[index] as JsonValue);
    return members;
  }
  const object = value as { readonly [key: string]: JsonValue };
  // All keys are its own: it comes from `JSON.parse`. No list of them is made.
  for (const key in object) {
    members++;
    const member = object[key] as JsonValue;
    if (typeof member === "object") members += membersOf(member);
  }
  return members;
}
