/** @module Divisions by what may be zero: what then holds must stand in front of the division. */

import { intervalOf } from "../analysis/possible.ts";
import { possibleValues } from "../analysis/possible-values.ts";
import type { Expression, Operation } from "../logic/expression.ts";
import { containsNumber } from "../number/interval.ts";
import { ZERO } from "../number/rational.ts";
import { type Check, walkScored } from "./findings.ts";
import { type Place, termKey } from "./walk.ts";

/** @issue `division_unguarded` */
export const checkDivisions: Check = (context) => {
  walkScored(context, (formula, expression, place) => {
    if (expression.kind !== "operation" || !isDivision(expression) || place.names === null) return;
    const divisor = expression.operands[1];
    if (divisor === undefined || isNonZero(divisor, place)) return;
    context.report("error", "division_unguarded", formula.path + expression.at, {});
  });
};

function isDivision({ operator }: Operation): boolean {
  return operator === "/" || operator === "%";
}

/** Ruled out by its range, by a condition on the way, or as a product or quotient of such terms. */
function isNonZero(term: Expression, place: Place): boolean {
  if (place.nonZero.has(termKey(term))) return true;
  if (place.names !== null) {
    const possible = possibleValues(term, place.names);
    if (possible.kind === "number" && !containsNumber(intervalOf(possible), ZERO)) return true;
  }
  if (term.kind !== "operation") return false;
  if (term.operator === "*") return term.operands.every((factor) => isNonZero(factor, place));
  // A quotient is zero where its dividend is; its divisor is asked about at its own place.
  if (term.operator === "/")
    return term.operands[0] !== undefined && isNonZero(term.operands[0], place);
  return false;
}
