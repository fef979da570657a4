/**
 * @module Why a formula has no value. Thrown inside the interpreter only, so that the way from the place to
 * the caller stays short; what leaves {@link ./interpret.ts | the interpreter} is data.
 */
import type { Facts } from "../issue.ts";

export type EvaluationProblemCode =
  | "unknown_operator"
  | "operand_count"
  | "not_a_number"
  | "not_a_text"
  | "not_a_list"
  | "division_by_zero"
  /** The square root of a negative number, the logarithm of zero: no real number is the answer. */
  | "not_real"
  /** Of the right type, and still nothing that the operator can work with; facts say `operand` and `reason`. */
  | "invalid_operand"
  | "no_outer_scope"
  | "number_too_large"
  | "text_too_long"
  | "list_too_long"
  | "value_too_large"
  | "value_too_deep"
  | "too_many_steps"
  | "stopped";

export class Fault extends Error {
  override readonly name = "Fault";
  readonly code: EvaluationProblemCode;
  readonly facts: Facts;
  constructor(code: EvaluationProblemCode, facts: Facts = {}) {
    super(code);
    this.code = code;
    this.facts = facts;
  }
}
