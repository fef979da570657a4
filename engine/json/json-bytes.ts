/** @module The bytes of JSON texts (RFC 8259, UTF-8), for readers that make no text of them. */
import { utf8ToBytes } from "@noble/hashes/utils.js";

export const QUOTE = 0x22;
export const COLON = 0x3a;
export const COMMA = 0x2c;
export const BACKSLASH = 0x5c;
export const MINUS = 0x2d;
export const POINT = 0x2e;
export const ZERO = 0x30;
export const NINE = 0x39;
export const OPEN_OBJECT = 0x7b;
export const CLOSE_OBJECT = 0x7d;
export const OPEN_LIST = 0x5b;
export const CLOSE_LIST = 0x5d;
const SPACE = 0x20;
const LINE_FEED = 0x0a;
const RETURN = 0x0d;
const TAB = 0x09;

/** The place of what comes next. */
export function skipSpace(bytes: Uint8Array, from: number): number {
  let at = from;
  for (let byte = bytes[at]; byte !== undefined && byte <= SPACE; byte = bytes[++at])
    if (byte !== SPACE && byte !== LINE_FEED && byte !== RETURN && byte !== TAB) break;
  return at;
}

export function standsAt(token: Uint8Array, bytes: Uint8Array, at: number): boolean {
  for (let index = 0; index < token.length; index++)
    if (bytes[at + index] !== token[index]) return false;
  return true;
}

/**
 * The place behind the value that begins at a place, where it has no escapes: where its bracket or quote is closed, or a
 * word ends.
 */
export function endOfValue(bytes: Uint8Array, from: number): number {
  let depth = 0;
  let at = from;
  for (; at < bytes.length; at++) {
    const byte = bytes[at] as number;
    if (byte === QUOTE) {
      at = bytes.indexOf(QUOTE, at + 1);
      if (at < 0) return bytes.length;
      if (depth === 0) return at + 1;
    } else if (byte === OPEN_OBJECT || byte === OPEN_LIST) depth++;
    else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) {
      if (depth <= 1) return depth === 1 ? at + 1 : at;
      depth--;
    } else if (depth === 0 && (byte === COMMA || byte <= SPACE)) return at;
  }
  return at;
}

/** The place behind a text without escapes; -1 where there is none, or it has characters that JSON only takes escaped. */
export function endOfPlainText(bytes: Uint8Array, from: number): number {
  if (bytes[from] !== QUOTE) return -1;
  let at = from + 1;
  for (let byte = bytes[at]; byte !== QUOTE; byte = bytes[++at])
    if (byte === undefined || byte < SPACE || byte === BACKSLASH) return -1;
  return at + 1;
}

export function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return utf8ToBytes(text);
}

/** A value as JSON writes it; where that has escapes it stands in no text without. */
export function tokenOf(value: string | boolean): Uint8Array {
  return bytesOf(JSON.stringify(value));
}

/** Up to so many bytes a text is put together faster than a decoder is called. */
const SHORT = 32;

export function textBetween(bytes: Uint8Array, from: number, to: number): string {
  if (to - from > SHORT) return decoder.decode(bytes.subarray(from, to));
  let text = "";
  for (let at = from; at < to; at++) {
    const byte = bytes[at] as number;
    if (byte >= 0x80) return decoder.decode(bytes.subarray(from, to));
    text += String.fromCharCode(byte);
  }
  return text;
}

/** Browsers and Node alike have it. */
declare class TextDecoder {
  constructor(encoding: "utf-8", options: { readonly ignoreBOM: boolean });
  decode(bytes: Uint8Array): string;
}

// A byte order mark within a text is a character of it.
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
