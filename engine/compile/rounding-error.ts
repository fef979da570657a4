/** @module The error of a double at its rounding point and in a comparison: a constant where that is narrow enough. */
import { absoluteOf, gamma, relativeOf } from "./error-bound.ts";
import type { ApproxNumber } from "./ir.ts";

/** What a back end compares a distance with: `fixed + relative × size`. */
export interface ErrorTest {
  readonly fixed: number;
  /** 0 where the fixed part covers everything. */
  readonly relative: number;
}

/** A fixed error up to this fraction of a unit sends almost nothing the exact way, and costs nothing to ask. */
const NARROW = 1e-7;

/** Of `of × unit`, two more roundings: the multiplication, and whatever the back end does to find the edge. */
export function errorOfUnits(of: ApproxNumber, unit: number): ErrorTest {
  const { bound } = of;
  const size = Math.max(-bound.low, bound.high);
  const fixed = (absoluteOf(bound) + gamma(3) * size) * unit;
  if (fixed <= NARROW || !Number.isFinite(bound.roundings)) return { fixed, relative: 0 };
  return { fixed: 0, relative: relativeOf(bound.roundings + 3) };
}

/** Of the difference of two doubles, as a test on their magnitudes where those are known only at run time. */
export function errorOfDifference(left: ApproxNumber, right: ApproxNumber): ErrorTest {
  const roundings = Math.max(left.bound.roundings, right.bound.roundings);
  if (Number.isFinite(roundings)) return { fixed: 0, relative: relativeOf(roundings + 2) };
  const size = [left, right].reduce((sum, { bound }) => sum + Math.max(-bound.low, bound.high), 0);
  return { fixed: absoluteOf(left.bound) + absoluteOf(right.bound) + gamma(2) * size, relative: 0 };
}
