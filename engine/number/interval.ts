/**
 * @module Where a number can lie: closed intervals, for what is known of a formula before its figures are.
 * Every function is sound: whatever numbers lie in the operands, the result of the operation on them lies in
 * the answer. It may be wider than needed, and says "unbounded" where a bound would be too large a number.
 */
import {
  add as addNumbers,
  compare,
  divide,
  isZero,
  maximum,
  minimum,
  multiply,
  NumberTooLarge,
  negate,
  ONE,
  type Rational,
  absolute as withoutSign,
  ZERO,
} from "./rational.ts";

/** Both ends belong to it; a `null` end is unbounded. `low` is never above `high`. */
export interface Interval {
  readonly low: Rational | null;
  readonly high: Rational | null;
}

/** All numbers. */
export const UNBOUNDED: Interval = { low: null, high: null };

/** One number. */
export function pointInterval(value: Rational): Interval {
  return { low: value, high: value };
}

export function isPoint({ low, high }: Interval): boolean {
  return low !== null && high !== null && compare(low, high) === 0;
}

export function containsNumber({ low, high }: Interval, value: Rational): boolean {
  return (low === null || compare(low, value) <= 0) && (high === null || compare(value, high) <= 0);
}

/** The smallest interval around both. */
export function hullOfIntervals(a: Interval, b: Interval): Interval {
  return {
    low: a.low === null || b.low === null ? null : minimum(a.low, b.low),
    high: a.high === null || b.high === null ? null : maximum(a.high, b.high),
  };
}

/** What lies in both; `null` when nothing does. */
export function intersectIntervals(a: Interval, b: Interval): Interval | null {
  const low = a.low === null ? b.low : b.low === null ? a.low : maximum(a.low, b.low);
  const high = a.high === null ? b.high : b.high === null ? a.high : minimum(a.high, b.high);
  return low !== null && high !== null && compare(low, high) > 0 ? null : { low, high };
}

export function addIntervals(a: Interval, b: Interval): Interval {
  return orUnbounded(() => ({
    low: a.low === null || b.low === null ? null : addNumbers(a.low, b.low),
    high: a.high === null || b.high === null ? null : addNumbers(a.high, b.high),
  }));
}

export function negateInterval({ low, high }: Interval): Interval {
  return { low: high === null ? null : negate(high), high: low === null ? null : negate(low) };
}

export function subtractIntervals(a: Interval, b: Interval): Interval {
  return addIntervals(a, negateInterval(b));
}

/** The extremes are among the products of the ends. */
export function multiplyIntervals(a: Interval, b: Interval): Interval {
  return orUnbounded(() => {
    let low: End | undefined;
    let high: End | undefined;
    for (const x of [lowEnd(a), highEnd(a)]) {
      for (const y of [lowEnd(b), highEnd(b)]) {
        const product = multiplyEnds(x, y);
        if (low === undefined || compareEnds(product, low) < 0) low = product;
        if (high === undefined || compareEnds(product, high) > 0) high = product;
      }
    }
    return { low: finite(low), high: finite(high) };
  });
}

/**
 * The quotients by every divisor but zero, which has none. A divisor that comes near zero from one side
 * leaves that side's end open; one that has zero inside leaves both.
 */
export function divideIntervals(a: Interval, b: Interval): Interval {
  if (isPoint(a) && a.low !== null && isZero(a.low)) return a;
  return orUnbounded(() => multiplyIntervals(a, reciprocal(b)));
}

/** What `%` leaves: of the dividend's sign, no larger than the dividend, smaller than the divisor. */
export function remainderOfIntervals(dividend: Interval, divisor: Interval): Interval {
  const largest = absoluteInterval(divisor).high;
  const limit: Interval = largest === null ? UNBOUNDED : { low: negate(largest), high: largest };
  return intersectIntervals(hullOfIntervals(dividend, ZERO_POINT), limit) ?? limit;
}

export function minimumOfIntervals(a: Interval, b: Interval): Interval {
  return {
    low: a.low === null || b.low === null ? null : minimum(a.low, b.low),
    high: a.high === null ? b.high : b.high === null ? a.high : minimum(a.high, b.high),
  };
}

export function maximumOfIntervals(a: Interval, b: Interval): Interval {
  return {
    low: a.low === null ? b.low : b.low === null ? a.low : maximum(a.low, b.low),
    high: a.high === null || b.high === null ? null : maximum(a.high, b.high),
  };
}

export function absoluteInterval(interval: Interval): Interval {
  const { low, high } = interval;
  if (low !== null && compare(low, ZERO) >= 0) return interval;
  if (high !== null && compare(high, ZERO) <= 0) return negateInterval(interval);
  const largest =
    low === null || high === null ? null : maximum(withoutSign(low), withoutSign(high));
  return { low: ZERO, high: largest };
}

/**
 * Values of a function that never falls.
 *
 * @param at a number not above (`down`) or not below (`up`) the function's value; `null` for "no bound"
 */
export function risingInterval(
  { low, high }: Interval,
  at: (value: Rational, direction: "down" | "up") => Rational | null,
): Interval {
  return {
    low: low === null ? null : unlessTooLarge(() => at(low, "down")),
    high: high === null ? null : unlessTooLarge(() => at(high, "up")),
  };
}

const ZERO_POINT: Interval = pointInterval(ZERO);

/** A finite end, or the sign of an infinite one. */
type End = Rational | -1 | 1;

function lowEnd({ low }: Interval): End {
  return low ?? -1;
}

function highEnd({ high }: Interval): End {
  return high ?? 1;
}

function finite(end: End | undefined): Rational | null {
  return typeof end === "object" ? end : null;
}

function signOf(end: End): -1 | 0 | 1 {
  return typeof end === "number" ? end : compare(end, ZERO);
}

/** Zero times an infinite end is zero: the end stands for numbers as large as one likes, all of them finite. */
function multiplyEnds(a: End, b: End): End {
  if (typeof a === "object" && typeof b === "object") return multiply(a, b);
  const sign = signOf(a) * signOf(b);
  return sign === 0 ? ZERO : sign < 0 ? -1 : 1;
}

function compareEnds(a: End, b: End): number {
  if (typeof a === "object" && typeof b === "object") return compare(a, b);
  if (typeof a === "number") return typeof b === "number" ? a - b : a;
  return typeof b === "number" ? -b : 0;
}

function reciprocal({ low, high }: Interval): Interval {
  const [below, above] = [low === null ? -1 : signOf(low), high === null ? 1 : signOf(high)];
  if (below < 0 && above > 0) return UNBOUNDED;
  if (below === 0 && above === 0) return UNBOUNDED;
  return {
    low: high === null ? ZERO : above === 0 ? null : divide(ONE, high),
    high: low === null ? ZERO : below === 0 ? null : divide(ONE, low),
  };
}

function orUnbounded(compute: () => Interval): Interval {
  return unlessTooLarge(compute) ?? UNBOUNDED;
}

/** What is computed; `null` when that takes too large a number, so that there is no bound. */
export function unlessTooLarge<Answer>(compute: () => Answer): Answer | null {
  try {
    return compute();
  } catch (error) {
    if (error instanceof NumberTooLarge) return null;
    throw error;
  }
}
