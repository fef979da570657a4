/** @module Rounding in SQL, by whole division of numerator and denominator: the quotient itself is never formed. */
import { risingInterval } from "../number/interval.ts";
import { type Rounding, round } from "../number/rounding.ts";
import { type Arithmetic, isNotNegative, times } from "./arithmetic.ts";
import type { SqlNumber } from "./meaning.ts";
import type { Steps } from "./steps.ts";

/** The number rounded to a multiple of 10^-places; unchanged when the mode is `none`. */
export function roundedInSql(
  number: SqlNumber,
  rounding: Rounding,
  steps: Steps,
  arithmetic: Arithmetic,
): SqlNumber {
  const { mode, places } = rounding;
  if (mode === "none") return number;
  if (number.constant !== null) return arithmetic.constant(round(number.constant, rounding));
  const range = risingInterval(number.range, (end) => round(end, rounding));
  const sql =
    number.denominator === "1" && mode === "half-up"
      ? `round(${number.numerator}, ${places})`
      : times(wholeUnits(number, rounding, steps), unit(places));
  return arithmetic.decimal(sql, range, number.digits[0] + places + 1, number.isNull);
}

/** The rounded number in units of its last place. */
function wholeUnits(number: SqlNumber, { mode, places }: Rounding, steps: Steps): string {
  const scale = `1${"0".repeat(places)}`;
  const scaled = steps.share(times(number.numerator, scale));
  const positive = isNotNegative(number);
  if (number.denominator === "1") {
    if (mode === "floor") return `floor(${scaled})`;
    if (mode === "ceiling") return `ceil(${scaled})`;
    if (mode === "truncate") return `trunc(${scaled})`;
  }
  // A denominator of zero belongs to a branch that is not taken; it must not stop the query.
  const d = number.denominator === "1" ? "1" : steps.share(`NULLIF(${number.denominator}, 0)`);
  const quotient = `div(${scaled}, ${d})`;
  switch (mode) {
    case "half-up": {
      const half = positive ? d : times(`sign(${scaled})`, d);
      return `div((2 * ${scaled} + ${half}), (2 * ${d}))`;
    }
    case "half-even": {
      const whole = steps.share(quotient);
      const rest = steps.column(`(2 * abs(mod(${scaled}, ${d})))`);
      const away = `(${rest} > ${d} OR (${rest} = ${d} AND mod(${whole}, 2) <> 0))`;
      return `(${whole} + CASE WHEN ${away} THEN sign(${scaled}) ELSE 0 END)`;
    }
    case "floor":
      return positive
        ? quotient
        : `(${quotient} - CASE WHEN ${scaled} < 0 AND mod(${scaled}, ${d}) <> 0 THEN 1 ELSE 0 END)`;
    case "ceiling":
      return `(${quotient} + CASE WHEN ${scaled} > 0 AND mod(${scaled}, ${d}) <> 0 THEN 1 ELSE 0 END)`;
    default:
      return quotient;
  }
}

function unit(places: number): string {
  return places === 0 ? "1" : `0.${"0".repeat(places - 1)}1`;
}
