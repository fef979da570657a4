/**
 * @module A part of a JSON text that nobody has read yet, for whoever takes what it says straight from its bytes. That it
 * is JSON is only known then.
 */
import {
  BACKSLASH,
  CLOSE_OBJECT,
  COLON,
  OPEN_OBJECT,
  QUOTE,
  skipSpace,
  standsAt,
  textBetween,
} from "./json-bytes.ts";
import { isObject, type JsonObject, type JsonValue } from "./json-value.ts";
import { MAX_JSON_DEPTH, MAX_SIGNIFICANT_DIGITS } from "./parse-json.ts";
import { parsePlainJson } from "./plain-json.ts";

/** From one bracket to another, within a text without escapes. */
export class JsonPart {
  readonly bytes: Uint8Array;
  readonly from: number;
  /** Behind the last bracket. */
  readonly to: number;

  constructor(bytes: Uint8Array, from: number, to: number) {
    this.bytes = bytes;
    this.from = from;
    this.to = to;
  }

  /** `undefined` where it is not plain JSON. */
  value(): JsonValue | undefined {
    return parsePlainJson(
      textBetween(this.bytes, this.from, this.to),
      MAX_JSON_DEPTH,
      MAX_SIGNIFICANT_DIGITS,
    );
  }
}

/** An object of which one member, an object itself, has not been read. */
export interface PartlyRead {
  /** The member itself is 0 among them. */
  readonly members: JsonObject;
  readonly part: JsonPart;
}

/**
 * The usual request: one large member among a few small ones.
 *
 * @param name of the large one, as a token
 * @returns `undefined` where the text is not so plain; else it is JSON when the part is
 */
export function readAround(bytes: Uint8Array, name: Uint8Array): PartlyRead | undefined {
  let at = bytes.indexOf(QUOTE);
  while (at >= 0 && !standsAt(name, bytes, at)) at = bytes.indexOf(QUOTE, at + 1);
  if (at < 0 || bytes.includes(BACKSLASH)) return undefined;
  const colon = skipSpace(bytes, at + name.length);
  const from = skipSpace(bytes, colon + 1);
  const last = bytes.lastIndexOf(CLOSE_OBJECT);
  const to = bytes.lastIndexOf(CLOSE_OBJECT, last - 1) + 1;
  if (bytes[colon] !== COLON || bytes[from] !== OPEN_OBJECT || to <= from) return undefined;
  // Behind the part only one bracket closes, so it is a member of the outermost object.
  const around = `${textBetween(bytes, 0, from)}0${textBetween(bytes, to, bytes.length)}`;
  const members = parsePlainJson(around, MAX_JSON_DEPTH, MAX_SIGNIFICANT_DIGITS);
  if (!isObject(members)) return undefined;
  return { members: members as JsonObject, part: new JsonPart(bytes, from, to) };
}
