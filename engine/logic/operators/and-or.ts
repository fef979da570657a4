/** @module `and` and `or`: they stop at the operand that decides, and that operand is their value. */
import { isTruthy } from "../coerce.ts";
import type { Value } from "../value.ts";
import { ANY_COUNT, type LazyOperator, operand } from "./operator.ts";

/** The first operand that counts as false, else the last. */
export const and: LazyOperator = logical("and", false);

/** The first operand that counts as true, else the last. */
export const or: LazyOperator = logical("or", true);

function logical(name: string, decides: boolean): LazyOperator {
  return {
    kind: "lazy",
    name,
    portable: true,
    minOperands: 1,
    maxOperands: ANY_COUNT,
    signature: { kind: "special", operands: [operand("condition", "boolean")], result: "boolean" },
    evaluate({ operands }, scope, runner) {
      let value: Value = null;
      for (const condition of operands) {
        value = runner.run(condition, scope);
        if (isTruthy(value) === decides) return value;
      }
      return value;
    },
  };
}
