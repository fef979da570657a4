/** @module What an operation of the intermediate form is made of. */
import type { ApproxNumber, Condition, ExactNumber, Quotient } from "./ir.ts";
import type { Rounded } from "./rounded.ts";

export type Shared = ExactNumber | ApproxNumber | Quotient | Condition;

export function operandsOf(number: Shared): readonly Shared[] {
  switch (number.op) {
    case "times":
    case "exact":
    case "quotient":
    case "not":
      return [number.of];
    case "sum":
    case "product":
    case "remainder":
    case "least":
    case "greatest":
    case "and":
    case "or":
      return number.of;
    case "choose":
      return [number.condition, number.yes, number.no];
    case "divide":
      return "numerator" in number
        ? [number.numerator, number.denominator]
        : [number.left, number.right];
    case "rounded":
      return [number.numerator, number.denominator];
    case "roundedDouble":
      return [number.number];
    case "compareExact":
    case "compareApprox":
      return [number.left, number.right];
    // The term of a sum over rows belongs to its loop.
    case "rowSum":
      return [number.start];
    default:
      return [];
  }
}

/** What a rounded number is made of, on all its branches. */
export function partsOf(rounded: Rounded): readonly Shared[] {
  switch (rounded.op) {
    case "whole":
    case "double":
      return [rounded.of];
    case "fraction":
      return [rounded.numerator, rounded.denominator];
    case "choose":
      return [rounded.condition, ...partsOf(rounded.yes), ...partsOf(rounded.no)];
  }
}

/** True when it says something of the row at hand, and not of the city as a whole. */
export function readsRow(number: Shared): boolean {
  return number.op === "field" || operandsOf(number).some(readsRow);
}
