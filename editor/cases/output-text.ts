/** @module Other answers of rules as they are typed: numbers, words, yes or no, lists. */
import type { Output } from "../../engine/rule-set/rule-set.ts";
import { halfWidth } from "../ui/half-width.ts";
import { readScoreText } from "./paste-cases.ts";

const YES = /^(是|yes|true)$/i;
const NO = /^(否|no|false)$/i;

/** `null` is "—", as for scores; entries of a list are parted by semicolons. */
export function outputText(value: unknown): string {
  if (value === null || value === undefined) return "—";
  if (Array.isArray(value)) return value.map(String).join("；");
  return String(value);
}

/** @returns `undefined` for what is no answer of this type */
export function readOutputText(typed: string, type: Output["type"] | undefined): unknown {
  const text = typed.trim();
  if (text === "—" || text === "") return null;
  switch (type) {
    case "number":
      return readScoreText(text);
    case "boolean":
      return YES.test(halfWidth(text)) ? true : NO.test(halfWidth(text)) ? false : undefined;
    case "list":
      return text.split(/[;；]/).map((one) => one.trim());
    default:
      return text;
  }
}
