/** @module `==`, `!=`, `===` and `!==`. Lists and records are equal when their members are. */
import { equalsLoosely, equalsStrictly } from "../coerce.ts";
import { type EagerOperator, operand } from "./operator.ts";

/** Equal as JavaScript's `==` sees it: text that says a number equals the number; null equals null alone. */
export const equal: EagerOperator = equality("==", equalsLoosely, true);
export const notEqual: EagerOperator = equality("!=", equalsLoosely, false);

/** Of the same kind and equal. */
export const identical: EagerOperator = equality("===", equalsStrictly, true);
export const notIdentical: EagerOperator = equality("!==", equalsStrictly, false);

function equality(name: string, equals: typeof equalsLoosely, answer: boolean): EagerOperator {
  return {
    kind: "eager",
    name,
    portable: true,
    minOperands: 2,
    maxOperands: 2,
    signature: {
      kind: "same",
      operands: [operand("left", "any"), operand("right", "any")],
      result: "boolean",
    },
    apply: ([left = null, right = null], runner) => equals(left, right, runner) === answer,
  };
}
