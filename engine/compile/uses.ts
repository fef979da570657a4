/** @module How often each part of a number is used, so that what is used again is computed once. */
import { operandsOf, type Shared } from "./operands.ts";
import type { Rounded } from "./rounded.ts";

export function keyOf(number: Shared): string {
  return "form" in number && number.form === "exact" ? `i${number.integer}` : `${number.id}`;
}

export function usesIn(rounded: Rounded): ReadonlyMap<string, number> {
  const uses = new Map<string, number>();
  const visit = (one: Rounded): void => {
    switch (one.op) {
      case "whole":
        count(one.of, uses);
        break;
      case "fraction":
        count(one.numerator, uses);
        count(one.denominator, uses);
        break;
      case "double":
        count(one.of, uses);
        break;
      case "choose":
        count(one.condition, uses);
        visit(one.yes);
        visit(one.no);
    }
  };
  visit(rounded);
  return uses;
}

export function usesInNumber(number: Shared): ReadonlyMap<string, number> {
  const uses = new Map<string, number>();
  count(number, uses);
  return uses;
}

/** Counts each part; what is met again is not entered again. */
function count(number: Shared, uses: Map<string, number>): void {
  const key = keyOf(number);
  const before = uses.get(key) ?? 0;
  uses.set(key, before + 1);
  if (before === 0) for (const operand of operandsOf(number)) count(operand, uses);
}
