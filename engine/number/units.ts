/** @module Rounded numbers as whole units of their last place, which doubles hold exactly. */
import { type Rational, rational } from "./rational.ts";

/** The number that so many units of so many places are. */
export function fromUnits(units: number, places: number): Rational {
  return rational(BigInt(units), 10n ** BigInt(places));
}

/** Units of the last place of a rounded number; NaN where it is null or too large to be held. */
export function unitsOf(score: Rational | null, places: number): number {
  if (score === null) return Number.NaN;
  const scaled = score.numerator * 10n ** BigInt(places);
  if (scaled % score.denominator !== 0n) return Number.NaN;
  const units = scaled / score.denominator;
  return units >= -MAX && units <= MAX ? Number(units) : Number.NaN;
}

const MAX = BigInt(Number.MAX_SAFE_INTEGER);
