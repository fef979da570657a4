/**
 * @module How far a double can be from the true value, proven before any city is known.
 *
 * Source: N. J. Higham, Accuracy and Stability of Numerical Algorithms, 2nd ed. (SIAM 2002).
 *
 * - Model (section 2.2): fl(x op y) = (x op y)(1 + δ), |δ| ≤ u = 2^-53, for + - * / in IEEE double, round to
 *   nearest, when nothing over- or underflows. Overflow and underflow are ruled out here by ranges: no value is
 *   larger than {@link MAX_SIZE} or, unless it is zero, smaller than {@link MIN_SIZE}.
 * - Lemma 3.1: a product of n factors (1 + δ)^±1 is 1 + θ_n with |θ_n| ≤ γ_n = nu / (1 - nu), for nu < 1.
 *   So a computed value is the true one times 1 + θ_n, and only n needs to be carried: the count of roundings.
 * - Lemma 3.3: (1 + θ_j)(1 + θ_k) = 1 + θ_(j+k), and (1 + θ_k) / (1 + θ_j) = 1 + θ_(k+2j) in every case. With
 *   the rounding of the operation itself: j + k + 1 for a product, k + 2j + 1 for a quotient.
 * - Sums (section 4.2, equation 4.4): n terms of one sign, added in any order, err by at most γ_(n-1) of their
 *   sum; with terms that err by γ_k themselves, γ_(k+n-1). Terms of both signs may cancel, so there only the
 *   absolute error is kept: the sum of the terms' errors and γ_(n-1) times the sum of their magnitudes.
 * - Minimum and maximum of values that each lie within ε of the true ones lie within ε of the true minimum or
 *   maximum; a choice has the larger bound of its branches (which branch is decided exactly, or doubted).
 */
import type { Bound } from "./ir.ts";
import { NotCompiled } from "./ir.ts";

/** Unit roundoff of a double (IEEE 754 binary64, round to nearest). */
export const UNIT_ROUNDOFF: number = 2 ** -53;

/** The bounds themselves are computed in doubles, in a handful of operations: a millionth more covers those. */
const SLACK = 1 + 1e-6;

const MAX_SIZE = 2 ** 900;
const MIN_SIZE = 2 ** -900;
/** Beyond this the bound is too wide to decide anything; it also keeps n·u far below 1. */
const MAX_ROUNDINGS = 2 ** 30;

/** γ_n: the largest relative error after n roundings. */
export function gamma(n: number): number {
  return ((n * UNIT_ROUNDOFF) / (1 - n * UNIT_ROUNDOFF)) * SLACK;
}

/**
 * The largest error relative to the computed value: the true one is the computed one divided by 1 + θ_n, and
 * 1 / (1 - γ_n) - 1 ≤ γ_2n (Lemma 3.3).
 */
export function relativeOf(roundings: number): number {
  return gamma(2 * roundings);
}

/** The largest absolute error. */
export function absoluteOf({ absolute }: Bound): number {
  return absolute;
}

/** Of an integer over a scale: one division, none where the scale is 1. */
export function exactBound(low: number, high: number, scale: number): Bound {
  return bounded(scale === 1 ? 0 : 1, 0, outwards(low / scale, high / scale), 1 / scale);
}

/** Of one division of two exact integers. */
export function quotientBound(low: number, high: number, largestDenominator: number): Bound {
  return bounded(1, 0, [low, high], 1 / largestDenominator);
}

export function sumBound(terms: readonly Bound[], repeated = 1): Bound {
  const low = terms.reduce((sum, one) => sum + one.low, 0);
  const high = terms.reduce((sum, one) => sum + one.high, 0);
  const additions = terms.length * repeated;
  const oneSign = terms.every((one) => one.low >= 0) || terms.every((one) => one.high <= 0);
  const roundings = oneSign ? Math.max(...terms.map((one) => one.roundings)) + additions : Infinity;
  const size = terms.reduce((sum, one) => sum + sizeOf(one) + one.absolute, 0);
  const absolute = terms.reduce((sum, one) => sum + one.absolute, 0) + gamma(additions) * size;
  // A sum of both signs may be as near to zero as it likes; it is never divided by nor multiplied relatively.
  const tiny = oneSign ? Math.min(...terms.map((one) => one.tiny)) : MIN_SIZE;
  return bounded(roundings, absolute * SLACK, outwards(low, high), tiny);
}

export function productBound(a: Bound, b: Bound): Bound {
  const ends = [a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high];
  const absolute = sizeOf(a) * b.absolute + sizeOf(b) * a.absolute + a.absolute * b.absolute;
  const range = outwards(Math.min(...ends), Math.max(...ends));
  const rounding = UNIT_ROUNDOFF * (Math.max(-range[0], range[1]) + absolute);
  return bounded(
    a.roundings + b.roundings + 1,
    (absolute + rounding) * SLACK,
    range,
    a.tiny * b.tiny,
  );
}

/** @throws NotCompiled when the divisor has no relative bound: it might be anything near zero */
export function divisionBound(a: Bound, b: Bound): Bound {
  if (!Number.isFinite(b.roundings)) throw new NotCompiled("divisor_of_mixed_signs");
  const largest = sizeOf(a) / b.tiny;
  const notNegative = (a.low >= 0 && b.low >= 0) || (a.high <= 0 && b.high <= 0);
  const notPositive = (a.low >= 0 && b.high <= 0) || (a.high <= 0 && b.low >= 0);
  const range = outwards(notNegative ? 0 : -largest, notPositive ? 0 : largest);
  const relative = gamma(2 * b.roundings + 1);
  const absolute = (a.absolute / b.tiny) * (1 + relative) + largest * relative;
  return bounded(a.roundings + 2 * b.roundings + 1, absolute * SLACK, range, a.tiny / sizeOf(b));
}

/** Of the smallest or largest of several, or of one that is chosen. */
export function eitherBound(of: readonly Bound[], low: number, high: number): Bound {
  return bounded(
    Math.max(...of.map((one) => one.roundings)),
    Math.max(...of.map((one) => one.absolute)),
    [low, high],
    Math.min(...of.map((one) => one.tiny)),
  );
}

/** Largest magnitude of the true value. */
export function sizeOf({ low, high }: Bound): number {
  return Math.max(-low, high);
}

/**
 * @param absolute bound of the absolute error where one was derived; the relative one gives another, and the
 *   smaller counts
 */
function bounded(
  roundings: number,
  absolute: number,
  [low, high]: readonly [number, number],
  tiny: number,
): Bound {
  if (Number.isFinite(roundings) && roundings > MAX_ROUNDINGS)
    throw new NotCompiled("too_many_roundings");
  const size = Math.max(-low, high);
  if (!(size < MAX_SIZE)) throw new NotCompiled("too_large");
  if (!(tiny > MIN_SIZE) && Number.isFinite(roundings)) throw new NotCompiled("too_small");
  const relative = Number.isFinite(roundings) ? gamma(roundings) * size : Infinity;
  return {
    roundings,
    absolute: roundings === 0 ? 0 : derived(absolute, relative),
    low,
    high,
    tiny,
  };
}

function derived(absolute: number, relative: number): number {
  return absolute === 0 ? relative : Math.min(absolute, relative);
}

/** Ranges are computed in doubles too: a little wider, and zero stays zero. */
function outwards(low: number, high: number): readonly [number, number] {
  const wider = 1 + 1e-9;
  return [low < 0 ? low * wider : low / wider, high > 0 ? high * wider : high / wider];
}
