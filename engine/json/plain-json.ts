/**
 * @module The usual JSON text, read by the host's own parser: proven before and after to be a text that both parsers
 * take alike, with no escapes, no long or exponent numbers, no deep nesting and no key twice.
 */
import { isObject, type JsonValue } from "./json-value.ts";

const [QUOTE, BACKSLASH, COLON, MINUS, POINT, ZERO, NINE] = [
  0x22, 0x5c, 0x3a, 0x2d, 0x2e, 0x30, 0x39,
];
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
  for (let at = 0; at < length; at++) {
    const c = text.charCodeAt(at);
    if (c === QUOTE) {
      for (;;) {
        at++;
        const inside = text.charCodeAt(at);
        if (inside === QUOTE) break;
        // Past the end there is no code at all.
        if (inside === BACKSLASH || Number.isNaN(inside)) return -1;
      }
    } else if (c === COLON) members++;
    else if ((c >= ZERO && c <= NINE) || c === MINUS) {
      let digits = c === MINUS ? 0 : 1;
      let next = text.charCodeAt(at + 1);
      while ((next >= ZERO && next <= NINE) || next === POINT) {
        if (next !== POINT) digits++;
        at++;
        next = text.charCodeAt(at + 1);
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

function membersOf(value: JsonValue): number {
  if (Array.isArray(value)) {
    let members = 0;
    for (let index = 0; index < value.length; index++) {
      const one = value[index] as JsonValue;
      if (typeof one === "object" && one !== null) members += membersOf(one);
    }
    return members;
  }
  if (!isObject(value)) return 0;
  const keys = Object.keys(value);
  let members = keys.length;
  for (let index = 0; index < keys.length; index++) {
    const one = value[keys[index] as string] as JsonValue;
    if (typeof one === "object" && one !== null) members += membersOf(one);
  }
  return members;
}
