/** @module Operators that stock JSON Logic lacks in intermediate form: rounding within a formula, remainders, powers, tables. */
import type { Expression } from "../logic/expression.ts";
import { Rational } from "../number/rational.ts";
import type { RoundingMode } from "../number/rounding.ts";
import type { Arithmetic } from "./arithmetic.ts";
import { isNonzero } from "./facts.ts";
import { type IrNumber, MAX_EXACT, NotCompiled } from "./ir.ts";
import { between, type Lowering } from "./lower.ts";
import { type Facts, type Meaning, type Names, numberOf } from "./meaning.ts";
import { MAX_UNITS, type Rounded, rangeOfUnits, roundedForm } from "./rounded.ts";

/** Decimals that a number within a formula is rounded to; more are left to the interpreter. */
const MAX_PLACES = 12;
/** Factors that a power is told as. */
const MAX_EXPONENT = 8;

/** The number to so many decimals, as an integer over a scale. */
export function roundWithin(
  arithmetic: Arithmetic,
  number: IrNumber,
  mode: RoundingMode,
  places: number,
): IrNumber {
  const scale = 10 ** places;
  const whole = (form: Rounded): IrNumber => {
    switch (form.op) {
      case "whole": {
        const read = arithmetic.times(form.of, 1, scale);
        if (read === null) throw new NotCompiled("too_large");
        return read;
      }
      case "fraction": {
        const range = rangeOfUnits(form);
        if (range[0] < -MAX_EXACT || range[1] > MAX_EXACT) throw new NotCompiled("too_large");
        return arithmetic.rounded(form, mode, scale, range);
      }
      case "double": {
        const [low, high] = rangeOfUnits(form);
        const range = [Math.max(low, -MAX_UNITS), Math.min(high, MAX_UNITS)] as const;
        return arithmetic.roundedDouble(form.of, mode, scale, range);
      }
      case "choose":
        return arithmetic.choose(form.condition, whole(form.yes), whole(form.no));
    }
  };
  return whole(roundedForm(arithmetic, number, { mode, places }));
}

const MODES: readonly RoundingMode[] = ["half-up", "half-even", "ceiling", "floor", "truncate"];

export function lowerRound(
  lowering: Lowering,
  operands: readonly Expression[],
  names: Names,
  facts: Facts,
): IrNumber {
  const [value, places, asked] = between(2, 3, operands) as readonly [
    Expression,
    Expression,
    Expression?,
  ];
  const decimals = wholeConstant(lowering.number(places, names, facts));
  const named = asked === undefined ? "half-up" : textOf(lowering.lower(asked, names, facts));
  const mode = MODES.find((one) => one === named);
  if (decimals === null || decimals < 0 || decimals > MAX_PLACES || mode === undefined)
    throw new NotCompiled("operator:round");
  return roundWithin(lowering.arithmetic, lowering.number(value, names, facts), mode, decimals);
}

export function lowerRemainder(
  { arithmetic }: Lowering,
  dividend: IrNumber,
  divisor: IrNumber,
  facts: Facts,
): IrNumber {
  if (!isNonzero(divisor, facts)) throw new NotCompiled("unguarded_division");
  const rest =
    dividend.form === "exact" && divisor.form === "exact"
      ? arithmetic.remainder(dividend, divisor)
      : null;
  if (rest === null) throw new NotCompiled("operator:%");
  return rest;
}

/** Whole exponents that are the same for every city; roots and the rest are the interpreter's. */
export function lowerPower(
  { arithmetic }: Lowering,
  base: IrNumber,
  exponent: IrNumber,
  facts: Facts,
): IrNumber {
  const times = wholeConstant(exponent);
  if (times === null || Math.abs(times) > MAX_EXPONENT) throw new NotCompiled("operator:power");
  const one = arithmetic.constant(1, 1);
  if (times === 0) return one;
  const raised = arithmetic.multiply(Array.from({ length: Math.abs(times) }, () => base));
  if (times > 0) return raised;
  if (!isNonzero(base, facts)) throw new NotCompiled("unguarded_division");
  return arithmetic.divide(one, raised);
}

/** The table as a chain of comparisons; its points are constants, and those of a line numbers. */
export function lowerLookup(
  lowering: Lowering,
  operands: readonly Expression[],
  names: Names,
  facts: Facts,
): Meaning {
  const { arithmetic } = lowering;
  const [at, table, asked] = between(2, 3, operands) as readonly [
    Expression,
    Expression,
    Expression?,
  ];
  const mode = asked === undefined ? "linear" : textOf(lowering.lower(asked, names, facts));
  if (table.kind !== "list" || (mode !== "linear" && mode !== "step"))
    throw new NotCompiled("operator:lookup");
  const value = lowering.number(at, names, facts);
  const points = table.items.map((pair) => {
    if (pair.kind !== "list" || pair.items.length !== 2) throw new NotCompiled("lookup_points");
    const [x, y] = pair.items.map((one) => lowering.lower(one, names, facts)) as [Meaning, Meaning];
    return { x: constantOf(numberOf(x, facts)), y };
  });
  const [first] = points;
  if (first === undefined) throw new NotCompiled("lookup_points");
  const numeral = (exact: Rational): IrNumber => lowering.rational(exact);
  let found: Meaning = (points.at(-1) as (typeof points)[number]).y;
  for (let index = points.length - 1; index > 0; index--) {
    const [from, to] = [points[index - 1], points[index]] as [typeof first, typeof first];
    const order = from.x.numerator * to.x.denominator - to.x.numerator * from.x.denominator;
    if (order > 0n) throw new NotCompiled("lookup_points");
    // Between two points of one x there is nothing.
    if (order === 0n) continue;
    const below = arithmetic.compare("<", value, numeral(to.x));
    const between = mode === "step" ? from.y : lineOf(lowering, value, from, to, facts);
    found = lowering.choose(below, between, found, facts);
  }
  const before = arithmetic.compare("<", value, numeral(first.x));
  return lowering.choose(before, first.y, found, facts);
}

interface Point {
  readonly x: Rational;
  readonly y: Meaning;
}

/** Told of a value kept between the two points, so that its range is that of the line. */
function lineOf(
  lowering: Lowering,
  value: IrNumber,
  from: Point,
  to: Point,
  facts: Facts,
): Meaning {
  const { arithmetic } = lowering;
  const [x1, x2] = [lowering.rational(from.x), lowering.rational(to.x)];
  const [y1, y2] = [numberOf(from.y, facts), numberOf(to.y, facts)];
  // Both have to be constants, as a slope needs no more then than one multiplication.
  constantOf(y1);
  constantOf(y2);
  const rise = arithmetic.add([y2, arithmetic.negate(y1)]);
  const run = arithmetic.add([x2, arithmetic.negate(x1)]);
  const kept = arithmetic.extreme("greatest", [x1, arithmetic.extreme("least", [value, x2])]);
  const beyond = arithmetic.add([kept, arithmetic.negate(x1)]);
  const slope = arithmetic.divide(rise, run);
  return { kind: "number", number: arithmetic.add([y1, arithmetic.multiply([slope, beyond])]) };
}

/** @throws NotCompiled where it differs from city to city, or from run to run */
function constantOf(number: IrNumber): Rational {
  if (number.form !== "exact" || number.op !== "constant") throw new NotCompiled("lookup_points");
  return new Rational(BigInt(number.value), BigInt(number.scale));
}

function wholeConstant(number: IrNumber): number | null {
  if (number.form !== "exact" || number.op !== "constant") return null;
  return number.value % number.scale === 0 ? number.value / number.scale : null;
}

function textOf(meaning: Meaning): string | null {
  return meaning.kind === "text" ? meaning.text : null;
}
