/** @module A number brought to its declared rounding: whole units of the last place, in the cheapest form that is proven. */
import type { Rounding } from "../number/rounding.ts";
import type { Arithmetic } from "./arithmetic.ts";
import {
  type ApproxNumber,
  type Choice,
  type Condition,
  type ExactNumber,
  type IrNumber,
  MAX_EXACT,
  NotCompiled,
} from "./ir.ts";
import { errorOfUnits } from "./rounding-error.ts";

/** Units of the last place. */
export type Rounded =
  /** Already whole. */
  | { readonly op: "whole"; readonly of: ExactNumber }
  /** Twice the numerator and the denominator together are exact in a double; the denominator is positive. */
  | {
      readonly op: "fraction";
      readonly numerator: ExactNumber;
      readonly denominator: ExactNumber;
      /** Of their quotient. */
      readonly low: number;
      readonly high: number;
    }
  /** `of` times the unit, rounded unless an edge lies within its error. */
  | { readonly op: "double"; readonly of: ApproxNumber; readonly unit: number }
  | {
      readonly op: "choose";
      readonly condition: Condition;
      readonly yes: Rounded;
      readonly no: Rounded;
    };

/** Units up to this size are told apart by doubles. */
export const MAX_UNITS: number = 2 ** 52;

/** @throws NotCompiled where nothing is rounded, or the result is too large for a double */
export function roundedForm(arithmetic: Arithmetic, number: IrNumber, rounding: Rounding): Rounded {
  if (rounding.mode === "none") throw new NotCompiled("not_rounded");
  const unit = 10 ** rounding.places;
  switch (number.form) {
    case "exact": {
      const units = arithmetic.multiply([number, arithmetic.constant(unit, 1)]);
      if (units.form !== "exact") break;
      if (units.scale === 1) return { op: "whole", of: units };
      const numerator = arithmetic.times(units, 1);
      if (numerator === null || !fits(arithmetic, numerator, units.scale)) break;
      const denominator = arithmetic.constant(units.scale, 1);
      const [low, high] = [numerator.low / units.scale, numerator.high / units.scale];
      return { op: "fraction", numerator, denominator, low, high };
    }
    case "quotient": {
      if (number.op === "choose") return roundedChoice(arithmetic, number, rounding);
      const units = arithmetic.multiply([number, arithmetic.constant(unit, 1)]);
      if (units.form === "exact") return roundedForm(arithmetic, units, { ...rounding, places: 0 });
      if (units.form !== "quotient" || units.op !== "divide") break;
      const { numerator, denominator, low, high } = units;
      if (!fits(arithmetic, numerator, denominator.high)) break;
      return { op: "fraction", numerator, denominator, low, high };
    }
    case "approx":
      // Made a double for the sake of another branch only.
      if (number.op === "exact" || number.op === "quotient")
        return roundedForm(arithmetic, number.of, rounding);
  }
  const of = arithmetic.approximate(number);
  if (of.op === "choose") return roundedChoice(arithmetic, of, rounding);
  // With a relative bound, what is too large to be told apart is doubtful when it is run; most values are not.
  const { fixed, relative } = errorOfUnits(of, unit);
  if (relative === 0 && !(fixed < 0.5)) throw new NotCompiled("too_large");
  return { op: "double", of, unit };
}

function roundedChoice(
  arithmetic: Arithmetic,
  { condition, yes, no }: Choice<IrNumber>,
  rounding: Rounding,
): Rounded {
  return {
    op: "choose",
    condition,
    yes: roundedForm(arithmetic, yes, rounding),
    no: roundedForm(arithmetic, no, rounding),
  };
}

function fits(arithmetic: Arithmetic, numerator: ExactNumber, largestDenominator: number): boolean {
  const reach = 2 * Math.max(-numerator.low, numerator.high) + largestDenominator;
  return reach <= MAX_EXACT || arithmetic.gaveUp(reach);
}

/** Where the units can lie, as far as the form alone tells; doubles know none beyond {@link MAX_UNITS}. */
export function rangeOfUnits(rounded: Rounded): readonly [number, number] {
  switch (rounded.op) {
    case "whole":
      return [rounded.of.low, rounded.of.high];
    case "fraction":
      return outwards(rounded.low, rounded.high);
    case "double": {
      const { bound } = rounded.of;
      return outwards(bound.low * rounded.unit, bound.high * rounded.unit);
    }
    case "choose": {
      const [yes, no] = [rangeOfUnits(rounded.yes), rangeOfUnits(rounded.no)];
      return [Math.min(yes[0], no[0]), Math.max(yes[1], no[1])];
    }
  }
}

function outwards(low: number, high: number): readonly [number, number] {
  return [
    low >= 0 && low < 1 ? 0 : Math.floor(low) - 1,
    high <= 0 && high > -1 ? 0 : Math.ceil(high) + 1,
  ];
}

/** The slowest form that a number takes on any branch. */
export function wayOf(rounded: Rounded): "exact" | "quotient" | "approx" {
  switch (rounded.op) {
    case "whole":
      return "exact";
    case "fraction":
      return rounded.denominator.op === "constant" ? "exact" : "quotient";
    case "double":
      return "approx";
    case "choose": {
      const ways = [wayOf(rounded.yes), wayOf(rounded.no)];
      return ways.includes("approx") ? "approx" : ways.includes("quotient") ? "quotient" : "exact";
    }
  }
}
