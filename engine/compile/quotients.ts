/**
 * @module Quotients of integers, kept apart until the rounding point, and choices between numbers of any form; what
 * does not stay exact goes over to doubles.
 */
import { eitherBound, exactBound, productBound, quotientBound } from "./error-bound.ts";
import { gcd, reduceFraction } from "./integer.ts";
import { Integers } from "./integers.ts";
import { ids, isExact } from "./interned.ts";
import type { ApproxNumber, Bound, Condition, ExactNumber, IrNumber, Quotient } from "./ir.ts";

export type Fraction = Quotient & { readonly op: "divide" };

/** Ranges of quotients are computed in doubles: a little wider holds the true ends. */
const WIDER = 1 + 1e-9;

export class Quotients extends Integers {
  readonly #isPart: (part: ExactNumber, whole: ExactNumber) => boolean;

  /** @param isPart true where the rules keep the first slot from exceeding the second */
  constructor(isPart: (part: ExactNumber, whole: ExactNumber) => boolean = () => false) {
    super();
    this.#isPart = isPart;
  }

  choose(condition: Condition, yes: IrNumber, no: IrNumber): IrNumber {
    if (condition.op === "constant") return condition.value ? yes : no;
    if (yes === no) return yes;
    if (isExact(yes) && isExact(no)) {
      const pair = this.atCommonScale([yes, no]);
      if (pair !== null) {
        const [a, b] = pair as [ExactNumber, ExactNumber];
        const flag = this.flagTimes(condition, a, b);
        if (flag !== null) return flag;
        return this.exact(`?${condition.id},${ids(pair)}`, {
          form: "exact",
          op: "choose",
          condition,
          yes: a,
          no: b,
          scale: a.scale,
          low: Math.min(a.low, b.low),
          high: Math.max(a.high, b.high),
        });
      }
    }
    if (yes.form !== "approx" && no.form !== "approx") {
      const [a, b] = [this.#asQuotient(yes), this.#asQuotient(no)];
      if (a !== null && b !== null)
        return this.make<Quotient>(`q?${condition.id},${ids([a, b])}`, {
          form: "quotient",
          op: "choose",
          condition,
          yes: a,
          no: b,
        });
    }
    const [a, b] = [this.approximate(yes), this.approximate(no)];
    const bound = eitherBound(
      [a.bound, b.bound],
      Math.min(a.bound.low, b.bound.low),
      Math.max(a.bound.high, b.bound.high),
    );
    return this.double(`a?${condition.id},${ids([a, b])}`, {
      form: "approx",
      op: "choose",
      condition,
      yes: a,
      no: b,
      bound,
    });
  }

  /** The number as a double. */
  approximate(number: IrNumber): ApproxNumber {
    if (number.form === "approx") return number;
    if (number.form === "exact") {
      const { low, high, scale } = number;
      return this.double(`~${number.id}`, {
        form: "approx",
        op: "exact",
        of: number,
        bound: exactBound(low, high, scale),
      });
    }
    return this.double(`~${number.id}`, {
      form: "approx",
      op: "quotient",
      of: number,
      bound: boundOfQuotient(number),
    });
  }

  /** @param within what else is known of the value */
  protected quotient(
    numerator: ExactNumber,
    denominator: ExactNumber,
    within: readonly [number, number] = [-Infinity, Infinity],
  ): Fraction {
    const [low, high] = this.#quotientRange(numerator, denominator);
    return this.make<Quotient>(`q${ids([numerator, denominator])}`, {
      form: "quotient",
      op: "divide",
      numerator,
      denominator,
      low: Math.max(low, within[0]),
      high: Math.min(high, within[1]),
    }) as Fraction;
  }

  /** The same change to every branch of a quotient; `null` where one of them does not stay exact. */
  protected onEach(
    quotient: Quotient,
    change: (one: Fraction) => IrNumber | null,
  ): IrNumber | null {
    if (quotient.op === "divide") return change(quotient);
    const yes = this.onEach(quotient.yes, change);
    if (yes === null) return null;
    const no = this.onEach(quotient.no, change);
    return no && this.choose(quotient.condition, yes, no);
  }

  protected multiplyQuotient(of: Fraction, by: ExactNumber | Quotient): IrNumber | null {
    if (by.form === "quotient" && by.op === "choose") return null;
    const [above, below] =
      by.form === "exact"
        ? ([this.times(by, 1), this.constant(by.scale, 1)] as const)
        : ([by.numerator, by.denominator] as const);
    if (above === null) return null;
    // What numerator and denominator have in common is taken out before it can make them too large.
    const shared = gcd(constantFactor(above), constantFactor(of.denominator));
    const sharedBelow = gcd(constantFactor(below), constantFactor(of.numerator));
    const n1 = this.#without(of.numerator, sharedBelow);
    const d1 = this.#without(of.denominator, shared);
    const n2 = this.#without(above, shared);
    const d2 = this.#without(below, sharedBelow);
    if (n1 === null || d1 === null || n2 === null || d2 === null) return null;
    const numerator = this.productOfIntegers(n1, n2);
    const denominator = this.productOfIntegers(d1, d2);
    if (numerator === null || denominator === null || denominator.low < 0) return null;
    if (denominator.op === "constant") return this.scaleBy(numerator, 1, denominator.value);
    const [low, high] =
      by.form === "exact" ? [by.low / by.scale, by.high / by.scale] : [by.low, by.high];
    const ends = [of.low * low, of.low * high, of.high * low, of.high * high];
    return this.quotient(numerator, denominator, [
      Math.min(...ends) - Math.abs(Math.min(...ends)) * (WIDER - 1),
      Math.max(...ends) + Math.abs(Math.max(...ends)) * (WIDER - 1),
    ]);
  }

  protected addToQuotient(of: Fraction, exact: ExactNumber): IrNumber | null {
    const [n, d] = [this.times(of.numerator, exact.scale), this.times(of.denominator, exact.scale)];
    const integer = this.times(exact, 1);
    const addend = integer && this.productOfIntegers(integer, of.denominator);
    if (n === null || d === null || addend === null) return null;
    const numerator = this.sumOfIntegers([n, addend]);
    return numerator && this.quotient(numerator, d);
  }

  protected addQuotients(a: Fraction, b: Fraction): IrNumber | null {
    if (a.denominator === b.denominator) {
      const numerator = this.sumOfIntegers([a.numerator, b.numerator]);
      return numerator && this.quotient(numerator, a.denominator, [a.low + b.low, a.high + b.high]);
    }
    const left = this.productOfIntegers(a.numerator, b.denominator);
    const right = this.productOfIntegers(b.numerator, a.denominator);
    const denominator = this.productOfIntegers(a.denominator, b.denominator);
    if (left === null || right === null || denominator === null) return null;
    const numerator = this.sumOfIntegers([left, right]);
    return numerator && this.quotient(numerator, denominator, [a.low + b.low, a.high + b.high]);
  }

  protected capQuotient(
    op: "least" | "greatest",
    of: Fraction,
    bound: ExactNumber & { op: "constant" },
  ): IrNumber | null {
    const limit = bound.value / bound.scale;
    if (op === "least" ? of.high <= limit : of.low >= limit) return of;
    const n = this.times(of.numerator, bound.scale);
    const d = this.times(of.denominator, bound.scale);
    const at = this.times(of.denominator, bound.value);
    if (n === null || d === null || at === null) return null;
    // Both are of scale 1, and one and the same where the quotient is the bound.
    const numerator = n === at ? n : this.extremeOfIntegers(op, [n, at]);
    if (numerator === null) return null;
    const pick = op === "least" ? Math.min : Math.max;
    return this.quotient(numerator, d, [pick(of.low, limit), pick(of.high, limit)]);
  }

  protected scaleBy(of: IrNumber, numerator: number, denominator: number): IrNumber {
    if (numerator === denominator) return of;
    if (numerator === 0) return this.constant(0, 1);
    if (isExact(of)) {
      const [factor, scale] = reduceFraction(numerator, denominator * of.scale);
      const scaled = this.times(of, factor, scale);
      if (scaled !== null) return scaled;
    } else if (of.form === "quotient") {
      const by = this.constant(numerator, denominator);
      const scaled = this.onEach(of, (one) => this.multiplyQuotient(one, by));
      if (scaled !== null) return scaled;
    }
    const factors = [
      this.approximate(of),
      this.approximate(this.constant(numerator, denominator)),
    ] as const;
    return this.double(`*${ids(factors)}`, {
      form: "approx",
      op: "product",
      of: factors,
      bound: productBound(factors[0].bound, factors[1].bound),
    });
  }

  #without(of: ExactNumber, divisor: number): ExactNumber | null {
    if (divisor === 1) return of;
    if (of.op === "constant") return this.constant(of.value / divisor, 1);
    return of.op === "times" ? this.times(of.of, of.factor / divisor) : null;
  }

  #asQuotient(number: ExactNumber | Quotient): Quotient | null {
    if (number.form === "quotient") return number;
    const integer = this.times(number, 1);
    return integer && this.quotient(integer, this.constant(number.scale, 1));
  }

  #quotientRange(numerator: ExactNumber, denominator: ExactNumber): readonly [number, number] {
    const least = Math.max(1, denominator.low);
    const low = numerator.low < 0 ? numerator.low / least : numerator.low / denominator.high;
    let high = numerator.high > 0 ? numerator.high / least : numerator.high / denominator.high;
    const [n, f] = baseOf(numerator);
    const [d, g] = baseOf(denominator);
    if (f > 0 && g > 0 && (n.integer === d.integer || this.#isPart(n, d)))
      high = Math.min(high, f / g);
    return [low < 0 ? low * WIDER : low / WIDER, high > 0 ? high * WIDER : high / WIDER];
  }
}

/** One division of integers, whichever branch is taken. */
function boundOfQuotient(number: Quotient): Bound {
  if (number.op === "divide")
    return quotientBound(number.low, number.high, number.denominator.high);
  const [yes, no] = [boundOfQuotient(number.yes), boundOfQuotient(number.no)];
  return eitherBound([yes, no], Math.min(yes.low, no.low), Math.max(yes.high, no.high));
}

/** A number without its constant factor, and the factor. */
function baseOf(number: ExactNumber): readonly [ExactNumber, number] {
  return number.op === "times" ? [number.of, number.factor] : [number, 1];
}

function constantFactor(number: ExactNumber): number {
  if (number.op === "constant") return Math.abs(number.value) || 1;
  return number.op === "times" ? Math.abs(number.factor) : 1;
}
