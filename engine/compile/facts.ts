/** @module What a condition says of the integers in it where it holds, and where it fails. */
import { MIRROR, OPPOSITE, type Order } from "../logic/order.ts";
import type { ApproxNumber, Condition, ExactNumber, IrNumber } from "./ir.ts";
import { type Facts, isKnown } from "./meaning.ts";

/** The facts with what the condition adds to them. */
export function assume(facts: Facts, condition: Condition, holds: boolean): Facts {
  switch (condition.op) {
    case "not":
      return assume(facts, condition.of, !holds);
    case "and":
    case "or":
      // An `and` that fails, or an `or` that holds, does not tell by which operand.
      return (condition.op === "and") === holds
        ? condition.of.reduce<Facts>((known, one) => assume(known, one, holds), facts)
        : facts;
    case "isNull":
      return holds ? facts : { kind: "notNull", of: condition.id, others: facts };
    case "compareExact": {
      const { left, right } = condition;
      const order = holds ? condition.order : OPPOSITE[condition.order];
      if (right.op === "constant") return withoutZero(facts, left, order, right.value);
      if (left.op === "constant") return withoutZero(facts, right, MIRROR[order], left.value);
      return facts;
    }
    default:
      return facts;
  }
}

function withoutZero(facts: Facts, number: ExactNumber, order: Order, bound: number): Facts {
  const excluded =
    (order === "==" && bound !== 0) ||
    (order === "!=" && bound === 0) ||
    (order === ">" && bound >= 0) ||
    (order === ">=" && bound > 0) ||
    (order === "<" && bound <= 0) ||
    (order === "<=" && bound < 0);
  if (!excluded) return facts;
  return { kind: "nonzero", of: identityOf(number), others: facts };
}

/** True when the number is not zero wherever the facts hold. */
export function isNonzero(number: IrNumber, facts: Facts): boolean {
  switch (number.form) {
    case "exact":
      return number.low > 0 || number.high < 0 || isKnown(facts, "nonzero", identityOf(number));
    case "quotient":
      return number.op === "choose"
        ? isNonzero(number.yes, assume(facts, number.condition, true)) &&
            isNonzero(number.no, assume(facts, number.condition, false))
        : isNonzero(number.numerator, facts);
    case "approx":
      return isNonzeroDouble(number, facts);
  }
}

function isNonzeroDouble(number: ApproxNumber, facts: Facts): boolean {
  if (number.bound.low > 0 || number.bound.high < 0) return true;
  switch (number.op) {
    case "exact":
    case "quotient":
      return isNonzero(number.of, facts);
    case "product":
      return number.of.every((one) => isNonzeroDouble(one, facts));
    case "divide":
      return isNonzeroDouble(number.left, facts);
    default:
      return false;
  }
}

/** A multiple of a number is zero where the number is. */
function identityOf(number: ExactNumber): number {
  return number.op === "times" ? identityOf(number.of) : number.integer;
}
