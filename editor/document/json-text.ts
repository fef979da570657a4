/**
 * @module JSON values as text in the manner of the file that they come to stand in: its indentation, its line
 * ends, lists of plain values on one line where they fit. The shipped files print to their own bytes.
 */
import { isObject, type JsonValue } from "../../engine/json/json-value.ts";

export interface JsonStyle {
  /** One step of indentation; `null` for a file on a single line. */
  readonly indent: string | null;
  readonly eol: "\n" | "\r\n";
  /** Between a key's colon and its value, and between values on one line. */
  readonly space: "" | " ";
}

/** Columns that a list on one line may reach (biome.json, json.formatter.lineWidth). */
const LINE_WIDTH = 120;

/** How a text is set: found in its first lines, since files are written by one hand. */
export function styleOf(text: string): JsonStyle {
  const indent = /[{[][ \t]*\r?\n([ \t]+)/.exec(text)?.[1] ?? null;
  return {
    indent: indent ?? (/\n/.test(text.trim()) ? "  " : null),
    eol: text.includes("\r\n") ? "\r\n" : "\n",
    space: indent !== null || /":\s/.test(text) ? " " : "",
  };
}

/**
 * @param margin indentation of the line that the value begins on
 * @param column of the value's first character, which decides whether a list still fits on its line
 * @param after characters that follow on the same line (a comma)
 */
export function printJson(
  value: JsonValue,
  style: JsonStyle,
  margin = "",
  column = margin.length,
  after = 0,
): string {
  if (style.indent === null || typeof value !== "object" || value === null || isPlain(value)) {
    const oneLine = printOnOneLine(value, style);
    const breaks = style.indent !== null && Array.isArray(value) && value.length > 0;
    if (!breaks || column + displayWidth(oneLine) + after <= LINE_WIDTH) return oneLine;
  }
  const { indent, eol, space } = style;
  const inner = margin + indent;
  const members = Array.isArray(value)
    ? (value as readonly JsonValue[]).map((item) => ({ key: "", item }))
    : Object.entries(value as object).map(([key, item]) => ({
        key: `${JSON.stringify(key)}:${space}`,
        item: item as JsonValue,
      }));
  const [open, close] = Array.isArray(value) ? ["[", "]"] : ["{", "}"];
  const lines = members.map(({ key, item }, index) => {
    const comma = index < members.length - 1 ? "," : "";
    const start = inner.length + displayWidth(key);
    return `${inner}${key}${printJson(item, style, inner, start, comma.length)}${comma}`;
  });
  return `${open}${eol}${lines.join(eol)}${eol}${margin}${close}`;
}

function printOnOneLine(value: JsonValue, style: JsonStyle): string {
  const { space } = style;
  if (Array.isArray(value)) {
    const items = (value as readonly JsonValue[]).map((item) => printOnOneLine(item, style));
    return `[${items.join(`,${space}`)}]`;
  }
  if (isObject(value)) {
    const members = Object.entries(value).map(
      ([key, item]) => `${JSON.stringify(key)}:${space}${printOnOneLine(item as JsonValue, style)}`,
    );
    return members.length === 0 ? "{}" : `{${members.join(`,${space}`)}}`;
  }
  return JSON.stringify(value);
}

/** No object within: a list of such values may stand on one line. */
function isPlain(value: JsonValue): boolean {
  if (Array.isArray(value)) return (value as readonly JsonValue[]).every(isPlain);
  return !isObject(value) || isEmpty(value);
}

function isEmpty(value: JsonValue): boolean {
  if (Array.isArray(value)) return value.length === 0;
  return isObject(value) && Object.keys(value).length === 0;
}

const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/u;

/** Columns that a text takes up: Chinese takes two a character. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) width += WIDE.test(character) ? 2 : 1;
  return width;
}
