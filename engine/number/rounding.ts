/** @module Rounding, the only places where a value changes: declared by the rule set, level by level. */
import { Rational } from "./rational.ts";

/**
 * `half-up` is 四舍五入: halves go away from zero. `truncate` goes toward zero, `floor` and `ceiling`
 * toward minus and plus infinity, `half-even` to the even neighbour. `none` keeps the exact value.
 */
export type RoundingMode = "half-up" | "half-even" | "ceiling" | "floor" | "truncate" | "none";

export interface Rounding {
  readonly mode: RoundingMode;
  /** Decimals kept; with `none`, decimals shown. */
  readonly places: number;
}

/** `value` rounded to a multiple of 10^-places; unchanged when the mode is `none`. */
export function round(value: Rational, { mode, places }: Rounding): Rational {
  if (mode === "none") return value;
  const scale = 10n ** BigInt(places);
  const numerator = value.numerator * scale;
  const whole = roundToInteger(numerator, value.denominator, mode);
  return scale === 1n ? new Rational(whole, 1n) : reduce(whole, scale);
}

/** True when the value lies exactly half-way between two neighbours of the last place kept. */
export function isTie(value: Rational, { mode, places }: Rounding): boolean {
  if (mode === "none") return false;
  const doubled = value.numerator * 10n ** BigInt(places) * 2n;
  return doubled % value.denominator === 0n && (doubled / value.denominator) % 2n !== 0n;
}

function roundToInteger(numerator: bigint, denominator: bigint, mode: RoundingMode): bigint {
  const quotient = numerator / denominator;
  const rest = numerator - quotient * denominator;
  if (rest === 0n) return quotient;
  const away = numerator < 0n ? quotient - 1n : quotient + 1n;
  const doubled = 2n * (rest < 0n ? -rest : rest);
  switch (mode) {
    case "half-up":
      return doubled >= denominator ? away : quotient;
    case "half-even":
      if (doubled === denominator) return quotient % 2n === 0n ? quotient : away;
      return doubled > denominator ? away : quotient;
    case "ceiling":
      return numerator > 0n ? away : quotient;
    case "floor":
      return numerator < 0n ? away : quotient;
    case "truncate":
    case "none":
      return quotient;
  }
}

function reduce(whole: bigint, scale: bigint): Rational {
  let numerator = whole;
  let denominator = scale;
  for (; denominator > 1n && numerator % 10n === 0n; numerator /= 10n) denominator /= 10n;
  for (const prime of [2n, 5n]) {
    while (denominator % prime === 0n && numerator % prime === 0n) {
      numerator /= prime;
      denominator /= prime;
    }
  }
  return new Rational(numerator, denominator);
}
