/** @module Which numbers of a formula read as percents, as the notice prints them: beside a share, and the weight of a rate. */
import { type Expression, variableName } from "../../../engine/logic/expression.ts";
import { Rational } from "../../../engine/number/rational.ts";
import type { FormulaNames } from "./names.ts";

/** What names mean at a place of a formula. */
export interface NamesHere {
  readonly names: FormulaNames;
  /** Names here are fields of a list's elements. */
  readonly inList?: boolean;
}

/** As the text formula has it (`isShare` of engine/idioms/ratio.ts): what the engine's tree shows of it. */
export function isShare(expression: Expression, where: NamesHere): boolean {
  const name = variableName(expression);
  if (name !== null) return where.names.nameOf(name, where.inList).share;
  if (expression.kind !== "operation") return false;
  const { operator, operands } = expression;
  if (operator === "/") return !operands.some((one) => one.kind === "literal");
  if (operator === "min" || operator === "max") return operands.some((one) => isShare(one, where));
  const last = operands.at(-1);
  return ["if", "?:"].includes(operator) && last !== undefined && isShare(last, where);
}

/** A share of figures, not the weight that a node is given. */
export function isRate(expression: Expression, where: NamesHere): boolean {
  const name = variableName(expression);
  const kind = name === null ? null : where.names.nameOf(name, where.inList).kind;
  return kind !== "given" && kind !== "element" && isShare(expression, where);
}

export function isProperFraction(expression: Expression): boolean {
  if (expression.kind !== "literal" || !(expression.value instanceof Rational)) return false;
  const { numerator, denominator } = expression.value;
  return numerator > 0n && numerator < denominator;
}
