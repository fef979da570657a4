/** @module Walks a formula with what is known on the way: what names can be, and which terms are not zero. */

import { elementNames, memberOf } from "../analysis/lists.ts";
import type { Names } from "../analysis/possible.ts";
import { narrow, possibleValues } from "../analysis/possible-values.ts";
import {
  ELEMENT_OPERATORS,
  type Expression,
  type Operation,
  variableName,
} from "../logic/expression.ts";
import { Rational } from "../number/rational.ts";

export interface Place {
  /** What names can be here; `null` where no valid figures ever lead. */
  readonly names: Names | null;
  /** Terms, as keys of {@link termKey}, that a condition on the way keeps from being zero. */
  readonly nonZero: ReadonlySet<string>;
  /** Inside the second operand of `map`, `filter`, `reduce` …: names are the element's. */
  readonly inElement: boolean;
}

export type Visit = (expression: Expression, place: Place) => void;

export function walk(expression: Expression, place: Place, visit: Visit): void {
  visit(expression, place);
  if (expression.kind === "literal") return;
  if (expression.kind === "list") {
    for (const item of expression.items) walk(item, place, visit);
    return;
  }
  if (variableName(expression) !== null) return;
  const { operator, operands } = expression;
  if (operator === "if" || operator === "?:") walkBranches(operands, place, visit);
  else if (operator === "and" || operator === "or") {
    let here = place;
    for (const operand of operands) {
      walk(operand, here, visit);
      here = after(operand, operator === "and", here);
    }
  } else if (ELEMENT_OPERATORS.has(operator)) walkElements(expression, place, visit);
  else for (const operand of operands) walk(operand, place, visit);
}

function walkBranches(operands: readonly Expression[], place: Place, visit: Visit): void {
  let rest = place;
  for (let index = 0; index + 1 < operands.length; index += 2) {
    const [condition, value] = [operands[index] as Expression, operands[index + 1] as Expression];
    walk(condition, rest, visit);
    walk(value, after(condition, true, rest), visit);
    rest = after(condition, false, rest);
  }
  const otherwise = operands.length % 2 === 1 ? operands.at(-1) : undefined;
  if (otherwise !== undefined) walk(otherwise, rest, visit);
}

function walkElements({ operator, operands }: Operation, place: Place, visit: Visit): void {
  const [source, body, ...more] = operands;
  if (source !== undefined) walk(source, place, visit);
  for (const operand of more) walk(operand, place, visit);
  if (source === undefined || body === undefined) return;
  const member = place.names === null ? null : memberOf(possibleValues(source, place.names));
  const names =
    member === null || place.names === null
      ? null
      : elementNames(member, place.names, operator === "reduce" ? "current" : "");
  walk(body, { names, nonZero: new Set(), inElement: true }, visit);
}

/** What is known once `condition` has been answered. */
function after(condition: Expression, holds: boolean, place: Place): Place {
  const nonZero = new Set(place.nonZero);
  for (const term of nonZeroTerms(condition, holds)) nonZero.add(term);
  return { ...place, names: place.names && narrow(condition, holds, place.names), nonZero };
}

/** Terms that are not zero where the condition is answered so. */
function nonZeroTerms(condition: Expression, holds: boolean): readonly string[] {
  if (condition.kind !== "operation") return [];
  const { operator, operands } = condition;
  if (operator === "!" && operands[0]) return nonZeroTerms(operands[0], !holds);
  if (operator === (holds ? "and" : "or"))
    return operands.flatMap((operand) => nonZeroTerms(operand, holds));
  const [left, right] = operands;
  if (left === undefined || right === undefined) return [];
  const keepsFromZero = holds
    ? operator === "!=" || operator === "!==" || operator === ">"
    : operator === "==" || operator === "===" || operator === "<=";
  if (keepsFromZero && isZeroLiteral(right)) return [termKey(left)];
  const mirrored = holds ? operator === "<" : operator === ">=";
  return mirrored && isZeroLiteral(left) ? [termKey(right)] : [];
}

function isZeroLiteral(expression: Expression): boolean {
  return (
    expression.kind === "literal" &&
    expression.value instanceof Rational &&
    expression.value.numerator === 0n
  );
}

/** The same text for terms that are written alike, wherever they stand. */
export function termKey(expression: Expression): string {
  return JSON.stringify(expression, (key, value) => {
    if (key === "at") return undefined;
    return typeof value === "bigint" ? value.toString() : value;
  });
}
