/** @module What a condition says of the names in it: in the branch where it holds, and in the one where it fails. */
import { type Expression, variableName } from "../logic/expression.ts";
import { MIRROR, OPPOSITE, type Order } from "../logic/order.ts";
import type { Value } from "../logic/value.ts";
import { type Interval, intersectIntervals, isPoint } from "../number/interval.ts";
import { compare, Rational } from "../number/rational.ts";
import {
  asPossible,
  isNull,
  lookUp,
  type Names,
  type Possible,
  type PossibleNumber,
  withName,
} from "./possible.ts";

/** Computes what an expression can be; handed in, since the two need one another. */
export type Analyse = (expression: Expression, names: Names) => Possible;

/** What the names can be where `condition` holds (or fails); `null` where it cannot. */
export function narrowNames(
  condition: Expression,
  holds: boolean,
  names: Names,
  analyse: Analyse,
): Names | null {
  const name = variableName(condition);
  if (name !== null) {
    const possible = lookUp(names, name);
    if (possible.kind !== "boolean") return names;
    if (holds ? !possible.canBeTrue : !possible.canBeFalse) return null;
    return withName(names, name, { kind: "boolean", canBeTrue: holds, canBeFalse: !holds });
  }
  if (condition.kind !== "operation") {
    const possible = analyse(condition, names);
    if (possible.kind !== "boolean") return names;
    return (holds ? possible.canBeTrue : possible.canBeFalse) ? names : null;
  }
  const { operator, operands } = condition;
  switch (operator) {
    case "!":
    case "!!":
      return operands[0] === undefined
        ? names
        : narrowNames(operands[0], (operator === "!!") === holds, names, analyse);
    case "and":
    case "or":
      return narrowSeries(operands, operator === "and", holds, names, analyse);
    case "in":
      return narrowMembership(operands, holds, names, analyse);
    case "==":
    case "===":
      return narrowOrder(operands, holds ? "==" : "!=", names, analyse);
    case "!=":
    case "!==":
      return narrowOrder(operands, holds ? "!=" : "==", names, analyse);
    case "<":
    case "<=":
    case ">":
    case ">=":
      return operands.length === 2
        ? narrowOrder(operands, holds ? operator : OPPOSITE[operator], names, analyse)
        : names;
    default:
      return names;
  }
}

/** `and` that holds narrows by every operand; one that fails does so at some operand after the others held. */
function narrowSeries(
  operands: readonly Expression[],
  isAnd: boolean,
  holds: boolean,
  names: Names,
  analyse: Analyse,
): Names | null {
  let passed: Names | null = names;
  let possible: Names | null = null;
  let ways = 0;
  for (const operand of operands) {
    if (passed === null) break;
    const stops = narrowNames(operand, !isAnd, passed, analyse);
    if (stops !== null) {
      possible = stops;
      ways++;
    }
    passed = narrowNames(operand, isAnd, passed, analyse);
  }
  if (holds === isAnd) return passed;
  if (ways === 0) return null;
  // Several ways to get here: only what held before all of them is certain.
  return ways === 1 ? possible : names;
}

function narrowMembership(
  operands: readonly Expression[],
  holds: boolean,
  names: Names,
  analyse: Analyse,
): Names | null {
  const [element, list] = operands;
  if (element === undefined || list === undefined) return names;
  const members = analyse(list, names);
  const wanted = analyse(element, names);
  if (members.kind === "known" && wanted.kind === "known" && Array.isArray(members.value)) {
    return (members.value as readonly Value[]).includes(wanted.value) === holds ? names : null;
  }
  return names;
}

function narrowOrder(
  operands: readonly Expression[],
  order: Order,
  names: Names,
  analyse: Analyse,
): Names | null {
  const [left, right] = operands;
  if (left === undefined || right === undefined || operands.length !== 2) return names;
  const [a, b] = [analyse(left, names), analyse(right, names)];
  if (order === "==" || order === "!=") {
    const decided = equality(a, b);
    if (decided !== null && decided !== (order === "==")) return null;
    const narrowed = narrowNull(left, b, order, names) ?? narrowNull(right, a, order, names);
    if (narrowed !== null) return narrowed;
  }
  if (a.kind !== "number" || b.kind !== "number") return names;
  if (!canHold(order, a.interval, b.interval)) return null;
  let result: Names | null = narrowName(left, a, order, b, names);
  if (result !== null) result = narrowName(right, b, MIRROR[order], a, result);
  return result;
}

/** True or false where it is certain, else `null`. */
function equality(a: Possible, b: Possible): boolean | null {
  if (isNull(a) && isNull(b)) return true;
  if (isNull(a)) return b.kind === "nullable" || b.kind === "anything" ? null : false;
  if (isNull(b)) return equality(b, a);
  if (
    a.kind === "known" &&
    b.kind === "known" &&
    typeof a.value === "string" &&
    typeof b.value === "string"
  ) {
    return a.value === b.value;
  }
  return null;
}

function narrowNull(side: Expression, other: Possible, order: Order, names: Names): Names | null {
  const name = variableName(side);
  if (name === null || !isNull(other)) return null;
  const possible = lookUp(names, name);
  if (possible.kind !== "nullable") return null;
  return withName(names, name, order === "==" ? asPossible(null) : possible.of);
}

function canHold(order: Order, a: Interval, b: Interval): boolean {
  const below = (x: Rational | null, y: Rational | null, orEqual: boolean): boolean =>
    x === null || y === null || (orEqual ? compare(x, y) <= 0 : compare(x, y) < 0);
  switch (order) {
    case "<":
      return below(a.low, b.high, false);
    case "<=":
      return below(a.low, b.high, true);
    case ">":
      return below(b.low, a.high, false);
    case ">=":
      return below(b.low, a.high, true);
    case "==":
      return intersectIntervals(a, b) !== null;
    case "!=":
      return !(isPoint(a) && isPoint(b) && intersectIntervals(a, b) !== null);
  }
}

/** A name that is compared: what is left of it where the comparison holds. Ends stay closed, which is wider. */
function narrowName(
  side: Expression,
  possible: PossibleNumber,
  order: Order,
  other: PossibleNumber,
  names: Names,
): Names | null {
  const name = variableName(side);
  if (name === null) return names;
  const { interval, whole } = possible;
  const bound = other.interval;
  let left: Interval | null = interval;
  if (order === "<" || order === "<=") {
    left = intersectIntervals(interval, {
      low: null,
      high: before(bound.high, whole && order === "<"),
    });
  } else if (order === ">" || order === ">=") {
    left = intersectIntervals(interval, {
      low: after(bound.low, whole && order === ">"),
      high: null,
    });
  } else if (order === "==") left = intersectIntervals(interval, bound);
  else if (isPoint(bound) && bound.low !== null)
    left = without(interval, bound.low, whole === true);
  if (left === null) return null;
  return withName(names, name, { ...possible, interval: left });
}

/** For whole numbers, the last one strictly below a whole bound. */
function before(bound: Rational | null, strictly: boolean | undefined): Rational | null {
  if (bound === null || !strictly || bound.denominator !== 1n) return bound;
  return new Rational(bound.numerator - 1n, 1n);
}

function after(bound: Rational | null, strictly: boolean | undefined): Rational | null {
  if (bound === null || !strictly || bound.denominator !== 1n) return bound;
  return new Rational(bound.numerator + 1n, 1n);
}

/** An end that is excluded moves inward by one for whole numbers; for others the closed end is kept. */
function without(interval: Interval, excluded: Rational, whole: boolean): Interval | null {
  if (!whole) return interval;
  const { low, high } = interval;
  if (low !== null && compare(low, excluded) === 0)
    return intersectIntervals(interval, { low: after(low, true), high: null });
  if (high !== null && compare(high, excluded) === 0)
    return intersectIntervals(interval, { low: null, high: before(high, true) });
  return interval;
}
