/** @module Small forms that several recognisers share: conditions, caps, negations, constants. */

import { operandsOf, operation, operatorOf } from "../logic/json-tree.ts";
import type { Logic } from "../rule-set/rule-set.ts";

/** The two names of one operator. */
export type IfOperator = "if" | "?:";

export function ifOperatorOf(logic: Logic): IfOperator | null {
  const operator = operatorOf(logic);
  return operator === "if" || operator === "?:" ? operator : null;
}

/** `min` of a constant and something else: at most that much. */
export interface Cap {
  readonly value: Logic;
  /** The constant stands before what it caps. */
  readonly first: boolean;
}

export interface Capped {
  readonly cap: Cap | null;
  readonly inner: Logic;
}

/** Takes one cap off; of `min` of two constants, or of three operands, nothing is taken. */
export function uncap(logic: Logic, operator: "min" | "max" = "min"): Capped {
  const [a, b, ...more] = operandsOf(logic);
  const none: Capped = { cap: null, inner: logic };
  if (operatorOf(logic) !== operator || a === undefined || b === undefined || more.length > 0)
    return none;
  if (isNumber(a) === isNumber(b)) return none;
  return isNumber(a)
    ? { cap: { value: a, first: true }, inner: b }
    : { cap: { value: b, first: false }, inner: a };
}

export function recap({ cap, inner }: Capped, operator: "min" | "max" = "min"): Logic {
  if (cap === null) return inner;
  return operation(operator, cap.first ? [cap.value, inner] : [inner, cap.value]);
}

export function isNumber(logic: Logic | undefined): logic is number {
  return typeof logic === "number";
}
