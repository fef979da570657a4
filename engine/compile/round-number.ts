/** @module Rounding of compiled numbers to whole units; NaN where doubles cannot decide it. */
import type { RoundingMode } from "../number/rounding.ts";

/**
 * Rounds numerator / denominator, both integers, the denominator positive, twice the numerator and the denominator
 * together at most 2^53. `Math.floor` of such a quotient is exact: a quotient that is no integer lies at least
 * 1/denominator below the next one, more than half a unit in the last place of the quotient.
 */
export function roundFraction(numerator: number, denominator: number, mode: RoundingMode): number {
  const size = numerator < 0 ? -numerator : numerator;
  const whole = Math.floor(size / denominator);
  const rest = size - whole * denominator;
  const up =
    rest !== 0 && roundsAway(mode, numerator < 0, whole, Math.sign(2 * rest - denominator));
  const result = up ? whole + 1 : whole;
  return numerator < 0 && result !== 0 ? -result : result;
}

/**
 * Rounds a double whose true value lies within `error` of it; NaN where the two ends of that interval would round
 * apart. Below 2^52 the fraction taken here is exact.
 */
export function roundDouble(value: number, error: number, mode: RoundingMode): number {
  const size = value < 0 ? -value : value;
  const whole = Math.floor(size);
  const fraction = size - whole;
  const halves = mode === "half-up" || mode === "half-even";
  const toEdge = halves ? Math.abs(fraction - 0.5) : Math.min(fraction, 1 - fraction);
  // Written so that what is no number is doubtful too. A value that may be of either sign near zero rounds to
  // zero from both sides when halves decide; otherwise zero is an edge.
  if (!(toEdge > error)) return Number.NaN;
  const up = fraction !== 0 && roundsAway(mode, value < 0, whole, Math.sign(fraction - 0.5));
  const result = up ? whole + 1 : whole;
  return value < 0 && result !== 0 ? -result : result;
}

/** Whether a value between two integers goes to the one farther from zero; `half` is its side of the middle. */
function roundsAway(mode: RoundingMode, negative: boolean, whole: number, half: number): boolean {
  switch (mode) {
    case "half-up":
      return half >= 0;
    case "half-even":
      return half > 0 || (half === 0 && whole % 2 !== 0);
    case "ceiling":
      return !negative;
    case "floor":
      return negative;
    case "truncate":
    case "none":
      return false;
  }
}
