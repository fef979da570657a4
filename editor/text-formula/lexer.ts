/**
 * @module Text to tokens with their places. Full-width signs and digits count as the half-width ones, and what
 * cannot be read becomes a token that says so: a formula that is being typed is never lost.
 */
import type { Span } from "../../engine/language/formula-text/print.ts";

export type Token =
  | ({ readonly kind: "number"; readonly text: string; readonly percent: boolean } & Span)
  | ({ readonly kind: "string"; readonly value: string } & Span)
  /** A name, a function's name or a word; in brackets it is never a word. */
  | ({ readonly kind: "name"; readonly value: string; readonly bracketed: boolean } & Span)
  | ({ readonly kind: "data"; readonly text: string } & Span)
  | ({ readonly kind: "sign"; readonly sign: string } & Span)
  | ({
      readonly kind: "bad";
      readonly code: BadCode;
    } & Span)
  | ({ readonly kind: "end" } & Span);

export type BadCode =
  | "unterminated_text"
  | "unterminated_name"
  | "percent_of_no_number"
  | "unexpected";

/** Signs that stand for one of ours. */
const SAME: { readonly [sign: string]: string } = {
  "×": "*",
  "✕": "*",
  "÷": "/",
  "∕": "/",
  "⁄": "/",
  "−": "-",
  "–": "-",
  "—": "-",
  "≥": ">=",
  "≧": ">=",
  "⩾": ">=",
  "≤": "<=",
  "≦": "<=",
  "⩽": "<=",
  "≠": "!=",
  "≡": "===",
  "≢": "!==",
  "、": ";",
  ",": ";",
  "“": '"',
  "”": '"',
  "【": "[",
  "】": "]",
  "〔": "[",
  "〕": "]",
};

/** Longest first. */
const SIGNS = [
  "!==",
  "===",
  "<>",
  "<=",
  ">=",
  "==",
  "!=",
  "&&",
  "||",
  ..."+-*/^<>=();{}'?!",
] as const;

const SPELLED: { readonly [sign: string]: string } = {
  "=": "==",
  "<>": "!=",
  "&&": "and",
  "||": "or",
};

const CLOSING: { readonly [open: string]: string } = {
  "[": "]",
  "【": "】",
  "〔": "〕",
  "［": "］",
  '"': '"',
  "“": "”",
  "＂": "＂",
};

/** One character as the half-width one; texts in quotes and brackets are not touched. */
function half(character: string): string {
  const code = character.charCodeAt(0);
  const narrow = code >= 0xff01 && code <= 0xff5e ? String.fromCharCode(code - 0xfee0) : character;
  return SAME[narrow] ?? narrow;
}

const DIGITS = /[0-9０-９]/;
const NAME_START = /[\p{L}_]/u;
const NAME = /[\p{L}_][\p{L}\p{M}\p{N}_.·]*/uy;
const NUMBER = /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y;

export function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  // Full-width digits and points are one for one, so places stay.
  const narrowed = text.replaceAll(/[０-９．]/g, half);
  let at = 0;

  const readQuoted = (open: string): Token => {
    const from = at;
    const close = CLOSING[open] as string;
    for (at++; at < text.length; at++) {
      if (text[at] === "\\") at++;
      else if (text[at] === close) break;
    }
    const closed = at < text.length;
    const inner = text.slice(from + 1, Math.min(at, text.length));
    at = Math.min(at + 1, text.length);
    const name = half(open) === "[";
    if (!closed)
      return { kind: "bad", code: name ? "unterminated_name" : "unterminated_text", from, to: at };
    const value = unescaped(inner);
    return name
      ? { kind: "name", value, bracketed: true, from, to: at }
      : { kind: "string", value, from, to: at };
  };

  while (at < text.length) {
    const from = at;
    const character = text[at] as string;
    const sign = half(character);
    if (/\s/.test(character)) at++;
    else if (Object.hasOwn(CLOSING, character)) tokens.push(readQuoted(character));
    else if (character === "#") {
      at = endOfData(text, at + 1);
      tokens.push({ kind: "data", text: text.slice(from + 1, at), from, to: at });
    } else if (DIGITS.test(character) || (sign === "." && DIGITS.test(text[at + 1] ?? ""))) {
      NUMBER.lastIndex = at;
      const number = NUMBER.exec(narrowed)?.[0] ?? "";
      at += number.length;
      const space = /^\s*/.exec(text.slice(at))?.[0].length ?? 0;
      const percent = half(text[at + space] ?? "") === "%";
      if (percent) at += space + 1;
      tokens.push({ kind: "number", text: number, percent, from, to: at });
    } else if (NAME_START.test(String.fromCodePoint(text.codePointAt(at) as number))) {
      NAME.lastIndex = at;
      const value = NAME.exec(text)?.[0] ?? character;
      at += value.length;
      tokens.push({ kind: "name", value, bracketed: false, from, to: at });
    } else {
      const ahead = [...text.slice(at, at + 3)].map(half).join("");
      const found = SAME[character] ?? SIGNS.find((one) => ahead.startsWith(one));
      // Of a sign of several characters each is one in the text too, but those of SAME stand for themselves.
      at += SAME[character] === undefined ? Math.max(1, found?.length ?? 1) : 1;
      tokens.push(
        found === undefined
          ? {
              kind: "bad",
              code: sign === "%" ? "percent_of_no_number" : "unexpected",
              from,
              to: at,
            }
          : { kind: "sign", sign: SPELLED[found] ?? found, from, to: at },
      );
    }
  }
  tokens.push({ kind: "end", from: text.length, to: text.length });
  return tokens;
}

function unescaped(text: string): string {
  return text.replaceAll(/\\(u[0-9a-fA-F]{4}|.)/gsu, (_, mark: string) => {
    if (mark.length === 5) return String.fromCharCode(Number.parseInt(mark.slice(1), 16));
    return ESCAPES[mark] ?? mark;
  });
}

const ESCAPES: { readonly [mark: string]: string } = {
  n: "\n",
  r: "\r",
  t: "\t",
  b: "\b",
  f: "\f",
};

/** Where the JSON value that begins at `from` ends: brackets balance, quotes are passed over. */
function endOfData(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    const character = text[at];
    if (character === '"') {
      for (at++; at < text.length && text[at] !== '"'; at++) if (text[at] === "\\") at++;
      if (depth === 0) return Math.min(at + 1, text.length);
    } else if (character === "{" || character === "[") depth++;
    else if (character === "}" || character === "]") {
      depth--;
      if (depth <= 0) return at + 1;
    }
  }
  return text.length;
}
