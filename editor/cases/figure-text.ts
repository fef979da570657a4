/** @module Figures as they are typed into a cell and shown in one, in Chinese or English, full-width or not. */
import { isObject, type JsonValue } from "../../engine/json/json-value.ts";
import { type Language, textIn } from "../../engine/language/language.ts";
import { parseDecimal } from "../../engine/number/decimal-text.ts";
import type { Input, Option } from "../../engine/rule-set/rule-set.ts";
import { halfWidth } from "../ui/half-width.ts";

export type FigureReading =
  /** `undefined`: no figure is given. */
  | { readonly ok: true; readonly figure: JsonValue | undefined }
  | { readonly ok: false; readonly expected: FigureKind };

/** What would have been right; the page has the words. */
export type FigureKind = "number" | "boolean" | "option" | "options" | "counts" | "rows";

const YES = ["是", "有", "√", "✓", "对", "y", "yes", "true", "1"];
const NO = ["否", "无", "×", "✗", "不", "n", "no", "false", "0"];
/** How "never", "none recorded" is typed where a figure may be null. */
const NULL = ["—", "-", "空", "null", "n/a"];

export function readFigureText(input: Input, typed: string): FigureReading {
  const text = halfWidth(typed);
  if (text === "") return { ok: true, figure: undefined };
  const takesNull = input.nullable === true || (input.missing ?? "pending") !== "pending";
  if (takesNull && NULL.includes(text.toLowerCase())) return { ok: true, figure: null };
  switch (input.type) {
    case "count":
    case "amount":
    case "percent":
    case "number":
      return readNumber(text);
    case "boolean":
      if (YES.includes(text.toLowerCase())) return { ok: true, figure: true };
      if (NO.includes(text.toLowerCase())) return { ok: true, figure: false };
      return { ok: false, expected: "boolean" };
    case "choice": {
      const code = optionOf(input.options, typed);
      return code === null ? { ok: false, expected: "option" } : { ok: true, figure: code };
    }
    case "list": {
      const names =
        text === "[]" ? [] : entriesOf(typed, (one) => optionOf(input.options, one) !== null);
      const codes = names.map((name) => optionOf(input.options, name));
      if (codes.includes(null)) return { ok: false, expected: "options" };
      return { ok: true, figure: codes as string[] };
    }
    case "counts":
      return readCounts(input.options, typed);
    case "rows":
      return readJson(text);
    case "text":
      return { ok: true, figure: typed.trim() };
  }
}

/** `95%` is 95 where percents are asked for: that is how they travel. */
function readNumber(text: string): FigureReading {
  const number = readNumberText(text.replace(/%$/, "").trim());
  return number === null ? { ok: false, expected: "number" } : { ok: true, figure: number };
}

/**
 * A number as rule files write it: plain where a double carries it exactly and prints the same, else its text.
 *
 * @returns null for what is no decimal number
 */
export function readNumberText(text: string): number | string | null {
  const plain = text.replaceAll(/(?<=\d),(?=\d{3})/g, "");
  if (parseDecimal(plain) === null) return null;
  const canonical = /^-?(0|[1-9]\d{0,14})(\.\d*[1-9])?$/.test(plain);
  return canonical && String(Number(plain)) === plain ? Number(plain) : plain;
}

/** `科室A：3；科室B：2`, by code or name. */
function readCounts(options: readonly Option[], typed: string): FigureReading {
  const counts: { [code: string]: JsonValue } = {};
  const isPair = (one: string): boolean => optionOf(options, one.split(PAIR)[0] ?? "") !== null;
  if (halfWidth(typed) === "{}") return { ok: true, figure: counts };
  for (const pair of entriesOf(typed, isPair)) {
    const [name = "", count = ""] = pair.split(PAIR);
    const code = optionOf(options, name);
    const number = readNumber(halfWidth(count));
    if (code === null || !number.ok || number.figure === undefined)
      return { ok: false, expected: "counts" };
    counts[code] = number.figure;
  }
  return { ok: true, figure: counts };
}

const PAIR = /[:：=]/;

/** Entries stand apart by semicolons or lines; by commas too, where a whole piece is no entry of its own. */
function entriesOf(typed: string, isEntry: (text: string) => boolean): readonly string[] {
  return typed
    .split(/[;；\n]/)
    .flatMap((piece) => (isEntry(piece) ? [piece] : piece.split(/[、，,]/)))
    .filter((piece) => piece.trim() !== "");
}

function readJson(text: string): FigureReading {
  try {
    const rows: unknown = JSON.parse(text);
    if (Array.isArray(rows)) return { ok: true, figure: rows as JsonValue };
  } catch {
    // Told below, with what is expected.
  }
  return { ok: false, expected: "rows" };
}

function optionOf(options: readonly Option[], name: string): string | null {
  const wish = halfWidth(name).toLowerCase();
  const found = options.find(({ code, label }) =>
    [code, label.zh, label.en].some((one) => halfWidth(one).toLowerCase() === wish),
  );
  return found?.code ?? null;
}

/** As a cell shows it, and as {@link readFigureText} reads it again. */
export function figureText(
  input: Input,
  figure: JsonValue | undefined,
  language: Language,
): string {
  if (figure === undefined) return "";
  if (figure === null) return "—";
  if (typeof figure === "boolean")
    return language === "en" ? (figure ? "yes" : "no") : figure ? "是" : "否";
  const options = "options" in input ? input.options : [];
  const name = (code: string): string => {
    const option = options.find((one) => one.code === code);
    return option === undefined ? code : textIn(option.label, language);
  };
  if (input.type === "choice" && typeof figure === "string") return name(figure);
  if (input.type === "list" && Array.isArray(figure)) {
    const codes = figure as readonly JsonValue[];
    return codes.length === 0
      ? "[]"
      : codes.map((code) => name(String(code))).join(language === "en" ? "; " : "；");
  }
  if (input.type === "counts" && isObject(figure)) {
    if (Object.keys(figure).length === 0) return "{}";
    return Object.entries(figure)
      .map(([code, count]) => `${name(code)}${language === "en" ? ": " : "："}${String(count)}`)
      .join(language === "en" ? "; " : "；");
  }
  if (typeof figure === "number" || typeof figure === "string") return String(figure);
  return JSON.stringify(figure);
}
