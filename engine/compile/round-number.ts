/** @module Rounding of compiled numbers to whole units, or doubt where doubles cannot decide it. */
import type { RoundingMode } from "../number/rounding.ts";
import { MAX_EXACT, type Machine } from "./machine.ts";

/**
 * Rounds numerator / denominator, both integers, the denominator positive. `Math.floor` of a quotient of
 * integers below 2^53 is exact: a quotient that is no integer lies at least 1/denominator below the next one,
 * more than a rounding of the division can bridge.
 */
export function roundExact(
  machine: Machine,
  numerator: number,
  denominator: number,
  mode: RoundingMode,
): number {
  const size = numerator < 0 ? -numerator : numerator;
  if (!(size * 2 + denominator <= MAX_EXACT)) {
    machine.doubt = true;
    return 0;
  }
  const whole = Math.floor(size / denominator);
  const rest = size - whole * denominator;
  const up =
    rest !== 0 && roundsAway(mode, numerator < 0, whole, Math.sign(2 * rest - denominator));
  const result = up ? whole + 1 : whole;
  return numerator < 0 && result !== 0 ? -result : result;
}

/**
 * Rounds a double whose true value lies within `relative` of it; doubt where the two neighbours of that
 * interval would round apart.
 */
export function roundApprox(
  machine: Machine,
  value: number,
  relative: number,
  mode: RoundingMode,
): number {
  const size = value < 0 ? -value : value;
  const whole = Math.floor(size);
  const fraction = size - whole;
  const error = size * relative;
  const edges = mode === "half-up" || mode === "half-even" ? HALF : NO_EDGE;
  const nearEdge =
    edges === HALF ? Math.abs(fraction - 0.5) <= error : fraction <= error || 1 - fraction <= error;
  // The comparison is written so that NaN and infinity are doubtful too.
  if (nearEdge || !(size < 2 ** 40)) {
    machine.doubt = true;
    return 0;
  }
  const up = fraction !== 0 && roundsAway(mode, value < 0, whole, Math.sign(fraction - 0.5));
  const result = up ? whole + 1 : whole;
  return value < 0 && result !== 0 ? -result : result;
}

const HALF = 1;
const NO_EDGE = 0;

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
