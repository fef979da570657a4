/** @module Exact arithmetic over numerators and denominators, as SQL text. */
import type { Order } from "../logic/order.ts";
import { toDecimalText } from "../number/decimal-text.ts";
import {
  absoluteInterval,
  addIntervals,
  divideIntervals,
  hullOfIntervals,
  type Interval,
  maximumOfIntervals,
  minimumOfIntervals,
  multiplyIntervals,
  negateInterval,
  pointInterval,
} from "../number/interval.ts";
import {
  add as addRationals,
  compare as compareRationals,
  divide as divideRationals,
  isZero,
  multiply as multiplyRationals,
  negate as negateRational,
  ONE,
  type Rational,
  ZERO,
} from "../number/rational.ts";
import { FALSE, type SqlNumber, TRUE } from "./meaning.ts";
import { NotInSql } from "./not-in-sql.ts";
import type { Steps } from "./steps.ts";

/** NUMERIC keeps 16,383 digits after the point; a product that could have more would be rounded. */
const MAX_DIGITS = 16_000;

export class Arithmetic {
  readonly #steps: Steps;

  constructor(steps: Steps) {
    this.#steps = steps;
  }

  constant(value: Rational): SqlNumber {
    const decimal = toDecimalText(value);
    const [numerator, denominator] =
      decimal === null
        ? [numeral(String(value.numerator)), numeral(String(value.denominator))]
        : [numeral(decimal), "1"];
    return {
      kind: "number",
      numerator,
      denominator,
      range: pointInterval(value),
      constant: value,
      isNull: null,
      digits: [numerator.length, denominator.length],
    };
  }

  /** A decimal that a column holds. */
  decimal(sql: string, range: Interval, digits: number, isNull: string | null = null): SqlNumber {
    return this.#number(sql, "1", range, [digits, 1], isNull);
  }

  fraction(
    numerator: string,
    denominator: string,
    range: Interval,
    digits: readonly [number, number],
  ): SqlNumber {
    return this.#number(numerator, denominator, range, digits);
  }

  add(numbers: readonly SqlNumber[]): SqlNumber {
    const constants = numbers.filter((one) => one.constant !== null);
    const others = numbers.filter((one) => one.constant === null);
    const sum = constants.map(({ constant }) => constant as Rational).reduce(addRationals, ZERO);
    if (others.length === 0) return this.constant(sum);
    return (isZero(sum) ? others : [...others, this.constant(sum)]).reduce((a, b) =>
      this.#sum(a, b),
    );
  }

  negate(number: SqlNumber): SqlNumber {
    if (number.constant !== null) return this.constant(negateRational(number.constant));
    const { numerator, denominator, range, digits } = number;
    return this.#number(`(-${numerator})`, denominator, negateInterval(range), digits);
  }

  multiply(numbers: readonly SqlNumber[]): SqlNumber {
    let factor: Rational = ONE;
    let product: SqlNumber | null = null;
    for (const number of numbers) {
      if (number.constant !== null) factor = multiplyRationals(factor, number.constant);
      else product = product === null ? number : this.#product(product, number);
    }
    if (product === null || isZero(factor)) return this.constant(factor);
    return compareRationals(factor, ONE) === 0
      ? { ...product, isNull: null }
      : this.#product(this.constant(factor), product);
  }

  /** The check, or the range of the divisor, keeps it from zero. */
  divide(left: SqlNumber, right: SqlNumber): SqlNumber {
    if (right.constant !== null && !isZero(right.constant))
      return this.multiply([left, this.constant(divideRationals(ONE, right.constant))]);
    const { low, high } = right.range;
    const range = divideIntervals(left.range, right.range);
    const digits = [left.digits[0] + right.digits[1], left.digits[1] + right.digits[0]] as const;
    const divisor = this.#steps.share(right.numerator);
    const [sign, size] =
      low !== null && compareRationals(low, ZERO) >= 0
        ? ["1", divisor]
        : high !== null && compareRationals(high, ZERO) <= 0
          ? ["(-1)", `(-${divisor})`]
          : [`sign(${divisor})`, `abs(${divisor})`];
    return this.#number(
      times(times(left.numerator, right.denominator), sign),
      times(left.denominator, size),
      range,
      digits,
    );
  }

  extreme(which: "least" | "greatest", numbers: readonly SqlNumber[]): SqlNumber {
    return numbers.reduce((a, b) => this.#extremeOfTwo(which, a, b));
  }

  absolute(number: SqlNumber): SqlNumber {
    const { numerator, denominator, range, digits } = number;
    if (isNotNegative(number)) return number;
    return this.#number(`abs(${numerator})`, denominator, absoluteInterval(range), digits);
  }

  power(base: SqlNumber, exponent: number): SqlNumber {
    if (exponent === 0) return this.constant(ONE);
    const shared = this.shared(base);
    return this.multiply(Array.from({ length: exponent }, () => shared));
  }

  choose(test: string, yes: SqlNumber, no: SqlNumber): SqlNumber {
    if (test === TRUE) return yes;
    if (test === FALSE) return no;
    const shared = this.#steps.share(test);
    const either = (a: string, b: string): string =>
      a === b ? a : `CASE WHEN ${shared} THEN ${a} ELSE ${b} END`;
    return this.#number(
      either(yes.numerator, no.numerator),
      either(yes.denominator, no.denominator),
      hullOfIntervals(yes.range, no.range),
      [Math.max(yes.digits[0], no.digits[0]), Math.max(yes.digits[1], no.digits[1])],
      whenEither(shared, yes.isNull, no.isNull),
    );
  }

  /** By cross multiplication: denominators are positive. */
  compare(order: Order, left: SqlNumber, right: SqlNumber): string {
    if (left.constant !== null && right.constant !== null)
      return holds(order, compareRationals(left.constant, right.constant)) ? TRUE : FALSE;
    const [a, b] =
      left.denominator === right.denominator
        ? [left.numerator, right.numerator]
        : [times(left.numerator, right.denominator), times(right.numerator, left.denominator)];
    return `(${a} ${SYMBOLS[order]} ${b})`;
  }

  shared(number: SqlNumber): SqlNumber {
    return {
      ...number,
      numerator: this.#steps.share(number.numerator),
      denominator: this.#steps.share(number.denominator),
    };
  }

  #sum(a: SqlNumber, b: SqlNumber): SqlNumber {
    const range = addIntervals(a.range, b.range);
    if (a.denominator === b.denominator) {
      const digits = [Math.max(a.digits[0], b.digits[0]) + 1, a.digits[1]] as const;
      return this.#number(`(${a.numerator} + ${b.numerator})`, a.denominator, range, digits);
    }
    const [p, q] = [this.#steps.share(a.denominator), this.#steps.share(b.denominator)];
    return this.#number(
      `(${times(a.numerator, q)} + ${times(b.numerator, p)})`,
      times(p, q),
      range,
      [
        Math.max(a.digits[0] + b.digits[1], b.digits[0] + a.digits[1]) + 1,
        a.digits[1] + b.digits[1],
      ],
    );
  }

  #product(a: SqlNumber, b: SqlNumber): SqlNumber {
    return this.#number(
      times(a.numerator, b.numerator),
      times(a.denominator, b.denominator),
      multiplyIntervals(a.range, b.range),
      [a.digits[0] + b.digits[0], a.digits[1] + b.digits[1]],
    );
  }

  #extremeOfTwo(which: "least" | "greatest", a: SqlNumber, b: SqlNumber): SqlNumber {
    const range = (which === "least" ? minimumOfIntervals : maximumOfIntervals)(a.range, b.range);
    if (a.denominator === "1" && b.denominator === "1") {
      const digits = [Math.max(a.digits[0], b.digits[0]), 1] as const;
      return this.#number(
        `${which.toUpperCase()}(${a.numerator}, ${b.numerator})`,
        "1",
        range,
        digits,
      );
    }
    const [x, y] = [this.shared(a), this.shared(b)];
    const chosen = this.choose(this.compare(which === "least" ? "<=" : ">=", x, y), x, y);
    return { ...chosen, range, isNull: null };
  }

  #number(
    numerator: string,
    denominator: string,
    range: Interval,
    digits: readonly [number, number],
    isNull: string | null = null,
  ): SqlNumber {
    if (Math.max(...digits) > MAX_DIGITS) throw new NotInSql("sql_number_too_large", "");
    return { kind: "number", numerator, denominator, range, constant: null, isNull, digits };
  }
}

export function isNotNegative({ range }: SqlNumber): boolean {
  return range.low !== null && compareRationals(range.low, ZERO) >= 0;
}

/** With its point even when whole: an integer of PostgreSQL has four or eight bytes, and its products overflow. */
function numeral(decimal: string): string {
  const point = decimal.includes(".") ? decimal : `${decimal}.`;
  return point.startsWith("-") ? `(${point})` : point;
}

export function times(a: string, b: string): string {
  if (a === "1" || a === "1.") return b;
  return b === "1" ? a : `(${a} * ${b})`;
}

/** Null where the branch taken is null. */
export function whenEither(test: string, yes: string | null, no: string | null): string | null {
  if (yes === null && no === null) return null;
  return `(CASE WHEN ${test} THEN ${yes ?? FALSE} ELSE ${no ?? FALSE} END)`;
}

function holds(order: Order, sign: number): boolean {
  switch (order) {
    case "<":
      return sign < 0;
    case "<=":
      return sign <= 0;
    case ">":
      return sign > 0;
    case ">=":
      return sign >= 0;
    case "==":
      return sign === 0;
    case "!=":
      return sign !== 0;
  }
}

const SYMBOLS: { readonly [order in Order]: string } = {
  "<": "<",
  "<=": "<=",
  ">": ">",
  ">=": ">=",
  "==": "=",
  "!=": "<>",
};
