/**
 * @module The working of a figure, such as `12+30+18`: kept as it was written, and held against the figure. Where they
 * differ the figure is unlikely, and asks for an explanation like any other.
 */
import type { InputIssue } from "../../engine/issue.ts";
import { fromJsonNumber, parseDecimal, toText } from "../../engine/number/decimal-text.ts";
import { add, equals, type Rational, subtract, ZERO } from "../../engine/number/rational.ts";
import type { SheetBody } from "./sheet-body.ts";

/** Sums and differences alone; a working in words, or with more arithmetic, is for people. */
const SUM = /^[+-]?\d+(?:\.\d+)?(?:[+-]\d+(?:\.\d+)?)+$/;

export function workingIssues(
  item: string,
  { values, told = {} }: SheetBody,
): readonly InputIssue[] {
  return Object.entries(told).flatMap(([input, { working }]): InputIssue[] => {
    const sum = working === undefined ? null : sumOf(working);
    const value = numberOf(values[input]);
    if (sum === null || value === null || equals(sum, value)) return [];
    const [gives, found] = [toText(sum), toText(value)];
    return [
      {
        code: "implausible",
        severity: "warning",
        item,
        input,
        path: `/${item}/${input}`,
        found,
        computed: gives,
        message: {
          zh: `计算过程 ${working} 得 ${gives}，与所填 ${found} 不符，请核对或说明。`,
          en: `The working ${working} gives ${gives}, the figure is ${found}; please check or explain.`,
        },
      },
    ];
  });
}

function sumOf(working: string): Rational | null {
  // Written by people: full-width signs and spaces are theirs to use.
  const text = working.normalize("NFKC").replace(/[\s,]/g, "").replace(/=.*$/, "");
  if (!SUM.test(text)) return null;
  const terms = text.match(/[+-]?\d+(?:\.\d+)?/g) ?? [];
  let sum = ZERO;
  for (const term of terms) {
    const number = parseDecimal(term.replace(/^[+-]/, ""));
    if (number === null) return null;
    sum = term.startsWith("-") ? subtract(sum, number) : add(sum, number);
  }
  return sum;
}

function numberOf(value: unknown): Rational | null {
  if (typeof value === "number") return fromJsonNumber(value);
  return typeof value === "string" ? parseDecimal(value) : null;
}
