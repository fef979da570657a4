/** @module `lookup`: a value from a table of points, straight lines or steps between them. */
import {
  containsNumber,
  hullOfIntervals,
  type Interval,
  pointInterval,
  UNBOUNDED,
  unlessTooLarge,
} from "../../number/interval.ts";
import { add, compare, divide, multiply, Rational, subtract } from "../../number/rational.ts";
import { listOf, numberOf } from "../coerce.ts";
import { Fault } from "../fault.ts";
import type { Value } from "../value.ts";
import { type EagerOperator, operand } from "./operator.ts";

const MODES = ["linear", "step"] as const;
type Mode = (typeof MODES)[number];

/**
 * `{"lookup": [value, [[x1, y1], [x2, y2], …], mode]}`, the points by rising x.
 *
 * `linear` (also when no mode is named): on the straight line between the two points around the value, as
 * breakpoint tables of air-quality indices are read. `step`: the y of the last point whose x is not above the
 * value ("from x on"); here y may be anything, a category's name for instance.
 *
 * Outside the table its ends hold: before the first point its y, behind the last point that one's. Where two
 * points share an x the table jumps: before it the earlier one counts, from x on the later one. So tables
 * whose intervals do not meet (12.0 → 50, 12.1 → 51) are entered point by point.
 *
 * @issue `invalid_operand` no points, a point that is no pair, points that are not in order, an unknown mode
 */
export const lookup: EagerOperator = {
  kind: "eager",
  name: "lookup",
  portable: false,
  minOperands: 2,
  maxOperands: 3,
  signature: {
    kind: "special",
    operands: [
      operand("value", "number"),
      operand("points", "list"),
      { ...operand("mode", "text"), choices: MODES },
    ],
    result: "any",
  },
  range: ([value = UNBOUNDED], [, points, mode = "linear"]) => rangeOf(value, points, mode),
  apply([value, points, mode = "linear"], runner) {
    const number = numberOf(value, 0);
    const table = tableOf(points, modeOf(mode));
    runner.spend(table.length);
    return valueAt(number, table, modeOf(mode));
  },
};

interface Point {
  readonly x: Rational;
  readonly y: Value;
}

function modeOf(value: Value): Mode {
  const mode = MODES.find((name) => name === value);
  if (mode === undefined) throw invalid(2, { reason: "unknown_choice", choices: MODES });
  return mode;
}

function tableOf(value: Value | undefined, mode: Mode): readonly Point[] {
  const table: Point[] = [];
  for (const [index, pair] of listOf(value, 1).entries()) {
    const [x, y, more] = Array.isArray(pair) ? (pair as readonly Value[]) : [];
    if (x === undefined || y === undefined || more !== undefined) {
      throw invalid(1, { reason: "not_a_pair", index });
    }
    const point = { x: numberOf(x, 1), y: mode === "linear" ? numberOf(y, 1) : y };
    const before = table.at(-1);
    if (before !== undefined && compare(before.x, point.x) > 0) {
      throw invalid(1, { reason: "not_in_order", index });
    }
    table.push(point);
  }
  if (table.length === 0) throw invalid(1, { reason: "no_points" });
  return table;
}

function valueAt(value: Rational, table: readonly Point[], mode: Mode): Value {
  let next = 0;
  while (next < table.length && compare(table[next]!.x, value) <= 0) next++;
  const [before, after] = [table[next - 1], table[next]];
  if (before === undefined) return table[0]!.y;
  if (mode === "step" || after === undefined) return before.y;
  const [low, high] = [before.y as Rational, after.y as Rational];
  const slope = divide(subtract(high, low), subtract(after.x, before.x));
  return add(low, multiply(slope, subtract(value, before.x)));
}

function invalid(index: number, facts: { readonly [fact: string]: unknown }): Fault {
  return new Fault("invalid_operand", { operand: index, ...facts });
}

/** Between points nothing lies beyond their values, so ends and the points between them bound all. */
function rangeOf(interval: Interval, points: Value | undefined, modeValue: Value): Interval {
  try {
    const mode = modeOf(modeValue);
    const table = tableOf(points, mode);
    const ends = [interval.low ?? table[0]!.x, interval.high ?? table.at(-1)!.x];
    const values = ends.map((end) => unlessTooLarge(() => valueAt(end, table, mode)));
    if (interval.low === null) values.push(table[0]!.y);
    for (const { x, y } of table) if (containsNumber(interval, x)) values.push(y);
    const numbers = values.filter((value) => value instanceof Rational);
    if (numbers.length < values.length) return UNBOUNDED;
    return numbers.map(pointInterval).reduce(hullOfIntervals);
  } catch (error) {
    // A table that is not known, or wrong: the check tells the latter elsewhere.
    if (error instanceof Fault) return UNBOUNDED;
    throw error;
  }
}
