/** @module `!` and `!!`: what counts as false or true (see `isTruthy`), as a truth value. */
import { isTruthy } from "../coerce.ts";
import { type EagerOperator, operand } from "./operator.ts";

export const not: EagerOperator = {
  kind: "eager",
  name: "!",
  portable: true,
  minOperands: 1,
  maxOperands: 1,
  signature: { kind: "plain", operands: [operand("condition", "boolean")], result: "boolean" },
  apply: ([value = null]) => !isTruthy(value),
};

export const isTrue: EagerOperator = {
  kind: "eager",
  name: "!!",
  portable: true,
  minOperands: 1,
  maxOperands: 1,
  signature: { kind: "plain", operands: [operand("value", "any")], result: "boolean" },
  apply: ([value = null]) => isTruthy(value),
};
