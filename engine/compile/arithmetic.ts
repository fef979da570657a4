/**
 * @module Builds the numbers of the intermediate form: folds constants, keeps integers exact as long as their
 * ranges prove it, and goes over to bounded doubles where they do not. Equal operations are made once.
 */
import { Conditions } from "./conditions.ts";
import { divisionBound, eitherBound, productBound, sumBound } from "./error-bound.ts";
import { gcd, reduceFraction } from "./integer.ts";
import { MAX_SCALE } from "./integers.ts";
import { ids, isConstant, isExact, isZero } from "./interned.ts";
import {
  type ApproxNumber,
  type Bound,
  type ExactNumber,
  type IrNumber,
  NotCompiled,
  type Quotient,
  type TableRows,
} from "./ir.ts";

/** Sums of choices between quotients are told branch by branch, up to so many. */
const MAX_BRANCHES = 8;

export class Arithmetic extends Conditions {
  add(terms: readonly IrNumber[]): IrNumber {
    const kept = terms.filter((term) => !isZero(term));
    const [first, second, ...more] = kept;
    if (first === undefined) return this.constant(0, 1);
    if (second === undefined) return first;
    if (kept.every(isExact)) {
      const sum = this.sumOfIntegers(kept);
      if (sum !== null) return sum;
    } else if (more.length === 0) {
      const sum = this.#addTwo(first, second);
      if (sum !== null) return sum;
    } else if (kept.every((one) => one.form !== "approx")) {
      const sum = this.#sumOfFractions(kept);
      if (sum !== null) return sum;
    }
    const of = kept.map((term) => this.approximate(term));
    return this.double(`+${ids(of)}`, {
      form: "approx",
      op: "sum",
      of,
      bound: sumBound(of.map(boundOf)),
    });
  }

  negate(number: IrNumber): IrNumber {
    return this.multiply([number, this.constant(-1, 1)]);
  }

  multiply(factors: readonly IrNumber[]): IrNumber {
    let [numerator, denominator] = [1, 1];
    let product: IrNumber | null = null;
    for (const factor of factors) {
      if (isConstant(factor)) {
        [numerator, denominator] = reduceFraction(
          numerator * factor.value,
          denominator * factor.scale,
        );
        if (!Number.isSafeInteger(numerator) || denominator > MAX_SCALE)
          throw new NotCompiled("constant_too_fine");
      } else product = product === null ? factor : this.#multiplyTwo(product, factor);
    }
    if (product === null) return this.constant(numerator, denominator);
    return this.scaleBy(product, numerator, denominator);
  }

  /** The caller knows that the divisor is not zero. */
  divide(left: IrNumber, right: IrNumber): IrNumber {
    if (isConstant(right)) {
      if (right.value === 0) throw new NotCompiled("division_by_zero");
      const [above, below] =
        right.value < 0 ? [-right.scale, -right.value] : [right.scale, right.value];
      return this.multiply([left, this.constant(above, below)]);
    }
    if (isExact(left) && isExact(right) && right.low >= 0) {
      const shared = gcd(left.scale, right.scale);
      const numerator = this.times(left, right.scale / shared);
      const denominator = this.times(right, left.scale / shared);
      if (numerator !== null && denominator !== null) return this.quotient(numerator, denominator);
    }
    const fraction = this.#divideFractions(left, right);
    if (fraction !== null) return fraction;
    const [a, b] = [this.approximate(left), this.approximate(right)];
    return this.double(`/${ids([a, b])}`, {
      form: "approx",
      op: "divide",
      left: a,
      right: b,
      bound: divisionBound(a.bound, b.bound),
    });
  }

  extreme(op: "least" | "greatest", operands: readonly IrNumber[]): IrNumber {
    const different = [...new Set(operands)];
    const [first, second, ...more] = different;
    if (first === undefined) throw new NotCompiled("operand_count");
    if (second === undefined) return first;
    const pick = op === "least" ? Math.min : Math.max;
    if (different.every(isExact)) {
      const integer = this.extremeOfIntegers(op, different);
      if (integer !== null) return integer;
    } else if (more.length === 0) {
      const [bound, quotient] = isConstant(first) ? [first, second] : [second, first];
      if (isConstant(bound) && quotient.form === "quotient") {
        const capped = this.onEach(quotient, (one) => this.capQuotient(op, one, bound));
        if (capped !== null) return capped;
      }
    }
    const of = different.map((one) => this.approximate(one));
    const bounds = of.map(boundOf);
    const bound = eitherBound(
      bounds,
      pick(...bounds.map((one) => one.low)),
      pick(...bounds.map((one) => one.high)),
    );
    return this.double(`a${op}${ids(of)}`, { form: "approx", op, of, bound });
  }

  rowSum(rows: TableRows, start: IrNumber, term: IrNumber): IrNumber {
    const key = `${rows.table},${rows.width}`;
    if (isExact(start) && isExact(term)) {
      const pair = this.atCommonScale([start, term]);
      if (pair !== null) {
        const [a, b] = pair as [ExactNumber, ExactNumber];
        const [low, high] = [
          a.low + Math.min(0, rows.maximumRows * b.low),
          a.high + Math.max(0, rows.maximumRows * b.high),
        ];
        if (this.fits(low, high))
          return this.exact(`r${key},${ids(pair)}`, {
            form: "exact",
            op: "rowSum",
            rows,
            start: a,
            term: b,
            scale: a.scale,
            low,
            high,
          });
      }
    }
    const [a, b] = [this.approximate(start), this.approximate(term)];
    const all: Bound = {
      ...b.bound,
      low: Math.min(0, rows.maximumRows * b.bound.low),
      high: Math.max(0, rows.maximumRows * b.bound.high),
      absolute: rows.maximumRows * b.bound.absolute,
    };
    const bound = sumBound([a.bound, all], rows.maximumRows);
    return this.double(`ar${key},${ids([a, b])}`, {
      form: "approx",
      op: "rowSum",
      rows,
      start: a,
      term: b,
      bound,
    });
  }

  #divideFractions(left: IrNumber, right: IrNumber): IrNumber | null {
    const one = this.constant(1, 1);
    if (left.form === "quotient" && isExact(right)) {
      if (right.low < 0) return null;
      const inverse = this.divide(one, right);
      return inverse.form === "quotient" && inverse.op === "divide"
        ? this.onEach(left, (each) => this.multiplyQuotient(each, inverse))
        : null;
    }
    if (left.form !== "exact" || right.form !== "quotient" || right.op !== "divide") return null;
    // The numerator of a divisor that is not zero and not negative is positive.
    if (right.numerator.low < 0) return null;
    return this.multiplyQuotient(this.quotient(right.denominator, right.numerator), left);
  }

  #addTwo(first: IrNumber, second: IrNumber): IrNumber | null {
    const [quotient, other] = isExact(first) ? [second, first] : [first, second];
    if (quotient.form !== "quotient" || other.form === "approx") return null;
    if (isExact(other)) return this.onEach(quotient, (one) => this.addToQuotient(one, other));
    if (branchesOf(quotient) * branchesOf(other) > MAX_BRANCHES) return null;
    return this.onEach(quotient, (one) => this.onEach(other, (two) => this.addQuotients(one, two)));
  }

  #sumOfFractions(terms: readonly IrNumber[]): IrNumber | null {
    const exact = terms.filter(isExact);
    const quotients = terms.filter((one) => !isExact(one));
    let sum: IrNumber | null = exact.length === 0 ? this.constant(0, 1) : this.sumOfIntegers(exact);
    for (const one of quotients) sum = sum && (isZero(sum) ? one : this.#addTwo(sum, one));
    return sum;
  }

  #multiplyTwo(left: IrNumber, right: IrNumber): IrNumber {
    if (isExact(left) && isExact(right)) {
      const product =
        left.scale * right.scale <= MAX_SCALE ? this.productOfIntegers(left, right) : null;
      if (product !== null) return product;
    } else if (left.form === "quotient" && right.form !== "approx") {
      const product = this.onEach(left, (one) => this.multiplyQuotient(one, right));
      if (product !== null) return product;
    } else if (right.form === "quotient" && isExact(left)) return this.#multiplyTwo(right, left);
    const of = [this.approximate(left), this.approximate(right)] as const;
    return this.double(`*${ids(of)}`, {
      form: "approx",
      op: "product",
      of,
      bound: productBound(of[0].bound, of[1].bound),
    });
  }
}

function branchesOf(number: Quotient): number {
  return number.op === "divide" ? 1 : branchesOf(number.yes) + branchesOf(number.no);
}

function boundOf({ bound }: ApproxNumber): Bound {
  return bound;
}
