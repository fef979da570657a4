/**
 * @module Reads JSON text without losing anything silently: duplicate keys, too deep nesting and numbers
 * that a double would round are told, with their place. `JSON.parse` takes the last of two equal keys,
 * rounds long numbers and nests without limit, so rule files and requests come in through here. Where a text is
 * seen to have none of that, `JSON.parse` does the work.
 */

import { type JsonValue, toPointer, UnrepresentableNumber } from "./json-value.ts";
import { parsePlainJson } from "./plain-json.ts";

/** Nesting of any JSON text; the contract's table of limits. */
export const MAX_JSON_DEPTH = 64;

/** Digits that every double carries exactly (IEEE 754: 15 decimal digits survive the round trip). */
export const MAX_SIGNIFICANT_DIGITS = 15;

export type JsonProblemCode =
  | "json_syntax"
  | "json_too_deep"
  | "json_duplicate_key"
  | "json_number_not_exact";

/** Why a text is not taken as JSON. `line` and `column` count from 1, `path` is a JSON pointer. */
export interface JsonProblem {
  readonly code: JsonProblemCode;
  readonly offset: number;
  readonly line: number;
  readonly column: number;
  readonly path: string;
  /** The key, number or character that was found; "" at the end of the text. */
  readonly found: string;
  /** What would have been right at this place, as JSON tokens: `}`, `,`, `"`, `value`, `end`. */
  readonly expected?: string;
}

export type JsonResult =
  | { readonly ok: true; readonly value: JsonValue }
  | { readonly ok: false; readonly problem: JsonProblem };

export interface JsonOptions {
  readonly maxDepth?: number;
  /**
   * `refuse` (rule files): a number that is not exact is a problem of the text.
   * `keep` (requests): it becomes an {@link UnrepresentableNumber}, which input validation refuses at its place.
   */
  readonly inexactNumbers?: "refuse" | "keep";
}

class Stop {
  readonly problem: JsonProblem;
  constructor(problem: JsonProblem) {
    this.problem = problem;
  }
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON forbids them inside strings (RFC 8259, section 7)
const STRING_RUN = /[^"\\\u0000-\u001f]*/y;
const ESCAPES: { readonly [key: string]: string } = {
  '"': '"',
  "\\": "\\",
  "/": "/",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
};

/** Reads one JSON text. A byte order mark at its start is passed over (Windows editors write one). */
export function parseJson(text: string, options: JsonOptions = {}): JsonResult {
  const maxDepth = options.maxDepth ?? MAX_JSON_DEPTH;
  const plain = parsePlainJson(text, maxDepth, MAX_SIGNIFICANT_DIGITS);
  return plain === undefined ? parseCarefully(text, options, maxDepth) : { ok: true, value: plain };
}

function parseCarefully(text: string, options: JsonOptions, maxDepth: number): JsonResult {
  const keepInexact = options.inexactNumbers === "keep";
  const path: (string | number)[] = [];
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;

  const stop = (code: JsonProblemCode, offset: number, found: string, expected?: string): never => {
    const before = text.slice(0, offset);
    const lineStart = before.lastIndexOf("\n") + 1;
    throw new Stop({
      code,
      offset,
      line: before.split("\n").length,
      column: offset - lineStart + 1,
      path: toPointer(path),
      found: found.slice(0, 40),
      ...(expected === undefined ? {} : { expected }),
    });
  };
  const unexpected = (expected: string): never =>
    stop("json_syntax", at, text.slice(at, at + 1), expected);

  const skipSpace = (): void => {
    for (;;) {
      const c = text.charCodeAt(at);
      if (c === 0x20 || c === 0x0a || c === 0x0d || c === 0x09) at++;
      else return;
    }
  };

  const readString = (): string => {
    at++;
    let value = "";
    for (;;) {
      STRING_RUN.lastIndex = at;
      const run = STRING_RUN.exec(text)?.[0] ?? "";
      value += run;
      at += run.length;
      const c = text[at];
      if (c === '"') {
        at++;
        return value;
      }
      if (c !== "\\") return unexpected('"');
      const mark = text[at + 1] ?? "";
      const simple = ESCAPES[mark];
      if (simple !== undefined) {
        value += simple;
        at += 2;
      } else if (mark === "u" && /^[0-9a-fA-F]{4}$/.test(text.slice(at + 2, at + 6))) {
        value += String.fromCharCode(Number.parseInt(text.slice(at + 2, at + 6), 16));
        at += 6;
      } else {
        return unexpected("escape");
      }
    }
  };

  const readNumber = (): JsonValue => {
    NUMBER.lastIndex = at;
    const found = NUMBER.exec(text)?.[0];
    if (found === undefined) return unexpected("value");
    const start = at;
    at += found.length;
    if (isExactNumber(found)) return Number(found);
    if (!keepInexact) return stop("json_number_not_exact", start, found);
    return new UnrepresentableNumber(found) as unknown as JsonValue;
  };

  const readValue = (depth: number): JsonValue => {
    skipSpace();
    const c = text[at];
    if (c === "{" || c === "[") {
      if (depth >= maxDepth) return stop("json_too_deep", at, c);
      return c === "{" ? readObject(depth + 1) : readArray(depth + 1);
    }
    if (c === '"') return readString();
    for (const [word, value] of WORDS) {
      if (text.startsWith(word, at)) {
        at += word.length;
        return value;
      }
    }
    return readNumber();
  };

  const readObject = (depth: number): JsonValue => {
    const object: { [key: string]: JsonValue } = {};
    at++;
    skipSpace();
    if (text[at] === "}") {
      at++;
      return object;
    }
    for (;;) {
      skipSpace();
      const keyAt = at;
      if (text[at] !== '"') return unexpected('"');
      const key = readString();
      if (Object.hasOwn(object, key)) return stop("json_duplicate_key", keyAt, key);
      skipSpace();
      if (text[at] !== ":") return unexpected(":");
      at++;
      path.push(key);
      const value = readValue(depth);
      path.pop();
      // `__proto__` must become an ordinary own key, as JSON.parse makes it.
      if (key === "__proto__") {
        Object.defineProperty(object, key, {
          value,
          enumerable: true,
          configurable: true,
          writable: true,
        });
      } else object[key] = value;
      skipSpace();
      if (text[at] === ",") at++;
      else if (text[at] === "}") {
        at++;
        return object;
      } else return unexpected("}");
    }
  };

  const readArray = (depth: number): JsonValue => {
    const array: JsonValue[] = [];
    at++;
    skipSpace();
    if (text[at] === "]") {
      at++;
      return array;
    }
    for (;;) {
      path.push(array.length);
      array.push(readValue(depth));
      path.pop();
      skipSpace();
      if (text[at] === ",") at++;
      else if (text[at] === "]") {
        at++;
        return array;
      } else return unexpected("]");
    }
  };

  try {
    const value = readValue(0);
    skipSpace();
    if (at < text.length) unexpected("end");
    return { ok: true, value };
  } catch (error) {
    if (error instanceof Stop) return { ok: false, problem: error.problem };
    throw error;
  }
}

const WORDS: readonly (readonly [string, JsonValue])[] = [
  ["true", true],
  ["false", false],
  ["null", null],
];

/** True when the double nearest to this JSON number prints back to the same decimal value. */
function isExactNumber(text: string): boolean {
  const [, mantissa = "", exponent = "0"] = /^-?([\d.]+)(?:[eE]([+-]?\d+))?$/.exec(text) ?? [];
  const digits = mantissa.replace(".", "").replace(/^0+/, "").replace(/0+$/, "");
  if (digits.length > MAX_SIGNIFICANT_DIGITS) return false;
  return digits === "" || (exponent.length <= 4 && Math.abs(Number(exponent)) <= 40);
}
