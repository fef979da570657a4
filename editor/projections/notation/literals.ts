/** @module Numbers that a shape is told by: nothing, and one. */
import type { Expression } from "../../../engine/logic/expression.ts";
import { Rational } from "../../../engine/number/rational.ts";

export function isZero(expression: Expression): boolean {
  return (
    expression.kind === "literal" &&
    expression.value instanceof Rational &&
    expression.value.numerator === 0n
  );
}

export function isOne(expression: Expression): boolean {
  return (
    expression.kind === "literal" &&
    expression.value instanceof Rational &&
    expression.value.numerator === expression.value.denominator
  );
}
