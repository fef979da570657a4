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
 * @param last of requests that come one after the other
 * @returns `undefined` where the text is not so plain; else it is JSON when the part is
 */
export function readAround(
  bytes: Uint8Array,
  name: Uint8Array,
  last?: LastAround,
): PartlyRead | undefined {
  let at = bytes.indexOf(QUOTE);
  while (at >= 0 && !standsAt(name, bytes, at)) at = bytes.indexOf(QUOTE, at + 1);
  if (at < 0 || bytes.includes(BACKSLASH)) return undefined;
  const colon = skipSpace(bytes, at + name.length);
  const from = skipSpace(bytes, colon + 1);
  const outermost = bytes.lastIndexOf(CLOSE_OBJECT);
  const to = bytes.lastIndexOf(CLOSE_OBJECT, outermost - 1) + 1;
  if (bytes[colon] !== COLON || bytes[from] !== OPEN_OBJECT || to <= from) return undefined;
  // Behind the part only one bracket closes, so it is a member of the outermost object.
  const part = new JsonPart(bytes, from, to);
  const members = last === undefined ? membersAround(part) : last.members(part);
  return members === undefined ? undefined : { members, part };
}

/** Bytes around a part that are worth remembering. */
const MOST_AROUND = 1_024;

/** Whoever asks for one answer after the other mostly says the same around the part: that is read once. */
export class LastAround {
  #before = new Uint8Array(0);
  #behind = new Uint8Array(0);
  #members: JsonObject | undefined;

  /** Not to be changed: the next request may be given the same. */
  members(part: JsonPart): JsonObject | undefined {
    const { bytes, from, to } = part;
    const same =
      from === this.#before.length &&
      bytes.length - to === this.#behind.length &&
      standsAt(this.#before, bytes, 0) &&
      standsAt(this.#behind, bytes, to);
    if (same) return this.#members;
    const members = membersAround(part);
    if (from + bytes.length - to <= MOST_AROUND) {
      this.#members = members;
      // Copies, of a Buffer as well, whose memory is soon another's.
      this.#before = new Uint8Array(bytes.subarray(0, from));
      this.#behind = new Uint8Array(bytes.subarray(to));
    }
    return members;
  }
}

function membersAround({ bytes, from, to }: JsonPart): JsonObject | undefined {
  const around = `${textBetween(bytes, 0, from)}0${textBetween(bytes, to, bytes.length)}`;
  const members = parsePlainJson(around, MAX_JSON_DEPTH, MAX_SIGNIFICANT_DIGITS);
  return isObject(members) ? (members as JsonObject) : undefined;
}
