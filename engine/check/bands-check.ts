/** @module Bands: each threshold below the one before it, points falling with it, no row out of reach. */
import type { Expression, Operation } from "../logic/expression.ts";
import { toText } from "../number/decimal-text.ts";
import { compare, Rational } from "../number/rational.ts";
import { type Check, type CheckContext, type Formula, walkScored } from "./findings.ts";
import { termKey } from "./walk.ts";

interface Row {
  readonly threshold: Rational;
  readonly points: Rational | null;
  readonly falling: boolean;
  readonly at: string;
}

/** @issue `band_unreachable`, `band_points_rise` */
export const checkBands: Check = (context) => {
  walkScored(context, (formula, expression) => {
    if (expression.kind === "operation" && expression.operator === "if")
      checkSeries(formula, expression, context);
  });
};

function checkSeries(formula: Formula, { operands }: Operation, context: CheckContext): void {
  const rows = rowsOf(operands);
  if (rows === null) return;
  for (const [index, row] of rows.entries()) {
    const before = rows[index - 1];
    if (before === undefined) continue;
    const order = compare(row.threshold, before.threshold);
    if (row.falling ? order >= 0 : order <= 0) {
      context.report("error", "band_unreachable", formula.path + row.at, {
        threshold: toText(row.threshold),
        previous: toText(before.threshold),
      });
    }
    if (
      row.points !== null &&
      before.points !== null &&
      row.falling &&
      compare(row.points, before.points) > 0
    ) {
      context.report("warning", "band_points_rise", formula.path + row.at, {
        points: toText(row.points),
        previous: toText(before.points),
      });
    }
  }
}

/** The rows of a series of comparisons of one term with constants, all in one direction; else `null`. */
function rowsOf(operands: readonly Expression[]): readonly Row[] | null {
  const rows: Row[] = [];
  const subjects = new Set<string>();
  for (let index = 0; index + 1 < operands.length; index += 2) {
    const [condition, value] = [operands[index] as Expression, operands[index + 1] as Expression];
    if (condition.kind !== "operation" || condition.operands.length !== 2) return null;
    const [left, right] = condition.operands as readonly [Expression, Expression];
    if (right.kind !== "literal" || !(right.value instanceof Rational)) return null;
    const falling = condition.operator === ">=" || condition.operator === ">";
    if (!falling && condition.operator !== "<=" && condition.operator !== "<") return null;
    const points = value.kind === "literal" && value.value instanceof Rational ? value.value : null;
    subjects.add(`${termKey(left)} ${falling}`);
    rows.push({ threshold: right.value, points, falling, at: right.at });
  }
  return rows.length > 1 && subjects.size === 1 ? rows : null;
}
