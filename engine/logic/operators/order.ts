/** @module `<`, `<=`, `>` and `>=`; with a third operand `<` and `<=` ask whether the second lies between. */
import { compareLoosely } from "../coerce.ts";
import { type EagerOperator, operand } from "./operator.ts";

type Holds = (order: -1 | 0 | 1) => boolean;

export const less: EagerOperator = comparison("<", 3, (order) => order < 0);
export const lessOrEqual: EagerOperator = comparison("<=", 3, (order) => order <= 0);
export const greater: EagerOperator = comparison(">", 2, (order) => order > 0);
export const greaterOrEqual: EagerOperator = comparison(">=", 2, (order) => order >= 0);

function comparison(name: string, maxOperands: number, holds: Holds): EagerOperator {
  const operands = [operand("left", "number", "text"), operand("right", "number", "text")];
  if (maxOperands === 3) operands.push(operand("third", "number", "text"));
  return {
    kind: "eager",
    name,
    portable: true,
    minOperands: 2,
    maxOperands,
    signature: { kind: "same", operands, result: "boolean" },
    apply([left = null, right = null, third], runner) {
      const order = compareLoosely(left, right, runner);
      if (order === null || !holds(order)) return false;
      if (third === undefined) return true;
      const next = compareLoosely(right, third, runner);
      return next !== null && holds(next);
    },
  };
}
