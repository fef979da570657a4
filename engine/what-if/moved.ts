/** @module How far a score has moved from one run to another: told in whole units where both have some, else in fractions. */
import { compare, type Rational } from "../number/rational.ts";
import { fromUnits } from "../number/units.ts";

/** Decimal texts; `change` carries its sign when negative. */
export interface Change {
  readonly before: string;
  readonly after: string;
  readonly change: string;
}

/** How far a score has moved: whole units of so many places, or, of scores that are not rounded, the number. */
export interface Moved {
  readonly by: Rational | { readonly units: number; readonly places: number };
  /** Its text, which most of the many moves that are tried never need. */
  readonly change: () => Change;
}

/** Of the node whose figure was changed, and of the root. */
export interface Effect {
  readonly score: Moved;
  readonly total: Moved;
}

export function isGain({ by }: Moved): boolean {
  return "units" in by ? by.units > 0 : by.numerator > 0n;
}

export function compareMoved({ by: a }: Moved, { by: b }: Moved): number {
  if ("units" in a && "units" in b && a.places === b.places) return a.units - b.units;
  return compare(exact(a), exact(b));
}

function exact(by: Moved["by"]): Rational {
  return "units" in by ? fromUnits(by.units, by.places) : by;
}
