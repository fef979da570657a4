/** @module `if` and its older spelling `?:`. */
import { isTruthy } from "../coerce.ts";
import type { Operation } from "../expression.ts";
import type { Value } from "../value.ts";
import { ANY_COUNT, type LazyOperator, operand, type Runner, type Scope } from "./operator.ts";

/**
 * Conditions and values in turn, a last value for otherwise: the value after the first condition that
 * holds. Nothing else is computed. Without a last value, otherwise is null; of one operand, that operand.
 */
export const conditional: LazyOperator = conditionalNamed("if");

/** The same under the name of JavaScript's operator. */
export const ternary: LazyOperator = conditionalNamed("?:");

function conditionalNamed(name: string): LazyOperator {
  return {
    kind: "lazy",
    name,
    portable: true,
    minOperands: 0,
    maxOperands: ANY_COUNT,
    signature: {
      kind: "special",
      operands: [operand("condition", "boolean"), operand("value", "any")],
      result: "any",
    },
    evaluate: choose,
  };
}

function choose({ operands }: Operation, scope: Scope, runner: Runner): Value {
  let index = 0;
  for (; index + 1 < operands.length; index += 2) {
    const [condition, value] = [operands[index]!, operands[index + 1]!];
    if (isTruthy(runner.run(condition, scope))) return runner.run(value, scope);
  }
  const otherwise = operands[index];
  return otherwise === undefined ? null : runner.run(otherwise, scope);
}
