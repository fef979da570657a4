/**
 * @module Builds the numbers of the intermediate form: folds constants, keeps integers exact as long as their
 * ranges prove it, and goes over to bounded doubles where they do not. Equal operations are made once.
 */
import type { Order } from "../logic/order.ts";
import type { RoundingMode } from "../number/rounding.ts";
import {
  divisionBound,
  eitherBound,
  exactBound,
  productBound,
  quotientBound,
  sumBound,
} from "./error-bound.ts";
import { gcd, holds, reduceFraction } from "./integer.ts";
import {
  type ApproxNumber,
  type Bound,
  type Condition,
  type ExactNumber,
  type IrNumber,
  MAX_EXACT,
  type Memory,
  NotCompiled,
  type Quotient,
  type TableRows,
} from "./ir.ts";

/** Scales stay below this, so that one multiplication by a figure has room. */
const MAX_SCALE = 1e12;

/** An operation before it has its number. */
type Unnumbered<T> = T extends unknown ? Omit<T, "id"> : never;
/** An exact operation before it is known whether its integer is a new one. */
type NewInteger =
  Unnumbered<ExactNumber> extends infer T
    ? T extends unknown
      ? Omit<T, "integer">
      : never
    : never;
type Fraction = Quotient & { readonly op: "divide" };
type Numbered = ExactNumber | Quotient | ApproxNumber | Condition;

/** Sums of choices between quotients are told branch by branch, up to so many. */
const MAX_BRANCHES = 8;

/** Ranges of quotients are computed in doubles: a little wider holds the true ends. */
const WIDER = 1 + 1e-9;

/** Why an integer form was given up for a bounded one: what the largest integer would have been. */
export interface TooLarge {
  readonly reaches: number;
}

export class Arithmetic {
  readonly #known = new Map<string, Numbered>();
  readonly #isPart: (part: ExactNumber, whole: ExactNumber) => boolean;
  /** The smallest excess over 2^53 that turned an exact form into a bounded one, since it was last taken. */
  #tooLarge: TooLarge | null = null;

  /** @param isPart true where the rules keep the first slot from exceeding the second */
  constructor(isPart: (part: ExactNumber, whole: ExactNumber) => boolean = () => false) {
    this.#isPart = isPart;
  }

  takeTooLarge(): TooLarge | null {
    const taken = this.#tooLarge;
    this.#tooLarge = null;
    return taken;
  }

  /** Notes that an exact form was given up, for integers would have reached so far; false. */
  gaveUp(reaches: number): false {
    if (this.#tooLarge === null || reaches < this.#tooLarge.reaches) this.#tooLarge = { reaches };
    return false;
  }

  // Leaves.

  constant(value: number, scale: number): ExactNumber {
    if (!Number.isSafeInteger(value) || scale > MAX_SCALE)
      throw new NotCompiled("constant_too_fine");
    return this.#exact(`c${value}/${scale}`, {
      form: "exact",
      op: "constant",
      value,
      scale,
      low: value,
      high: value,
    });
  }

  slot(memory: Memory, slot: number, scale: number, low: number, high: number): ExactNumber {
    return this.#exact(`${memory}${slot}/${scale}`, {
      form: "exact",
      op: "slot",
      memory,
      slot,
      scale,
      low,
      high,
    });
  }

  field(table: number, offset: number, scale: number, low: number, high: number): ExactNumber {
    return this.#exact(`f${table},${offset}/${scale}`, {
      form: "exact",
      op: "field",
      table,
      offset,
      scale,
      low,
      high,
    });
  }

  // Numbers.

  add(terms: readonly IrNumber[]): IrNumber {
    const kept = terms.filter((term) => !isZero(term));
    const [first, second, ...more] = kept;
    if (first === undefined) return this.constant(0, 1);
    if (second === undefined) return first;
    if (kept.every(isExact)) {
      const sum = this.#sumExact(kept);
      if (sum !== null) return sum;
    } else if (more.length === 0) {
      const sum = this.#addTwo(first, second);
      if (sum !== null) return sum;
    } else if (kept.every((one) => one.form !== "approx")) {
      const sum = this.#sumOfFractions(kept);
      if (sum !== null) return sum;
    }
    const of = kept.map((term) => this.approximate(term));
    return this.#double(`+${ids(of)}`, {
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
    return this.#scaleBy(product, numerator, denominator);
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
      if (numerator !== null && denominator !== null) return this.#quotient(numerator, denominator);
    }
    const fraction = this.#divideFractions(left, right);
    if (fraction !== null) return fraction;
    const [a, b] = [this.approximate(left), this.approximate(right)];
    return this.#double(`/${ids([a, b])}`, {
      form: "approx",
      op: "divide",
      left: a,
      right: b,
      bound: divisionBound(a.bound, b.bound),
    });
  }

  #divideFractions(left: IrNumber, right: IrNumber): IrNumber | null {
    const one = this.constant(1, 1);
    if (left.form === "quotient" && isExact(right)) {
      if (right.low < 0) return null;
      const inverse = this.divide(one, right);
      return inverse.form === "quotient" && inverse.op === "divide"
        ? this.#onEach(left, (each) => this.#multiplyQuotient(each, inverse))
        : null;
    }
    if (left.form !== "exact" || right.form !== "quotient" || right.op !== "divide") return null;
    // The numerator of a divisor that is not zero and not negative is positive.
    if (right.numerator.low < 0) return null;
    return this.#multiplyQuotient(this.#quotient(right.denominator, right.numerator), left);
  }

  choose(condition: Condition, yes: IrNumber, no: IrNumber): IrNumber {
    if (condition.op === "constant") return condition.value ? yes : no;
    if (yes === no) return yes;
    if (isExact(yes) && isExact(no)) {
      const pair = this.#atCommonScale([yes, no]);
      if (pair !== null) {
        const [a, b] = pair as [ExactNumber, ExactNumber];
        const flag = this.#flagTimes(condition, a, b);
        if (flag !== null) return flag;
        return this.#exact(`?${condition.id},${ids(pair)}`, {
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
        return this.#make<Quotient>(`q?${condition.id},${ids([a, b])}`, {
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
    return this.#double(`a?${condition.id},${ids([a, b])}`, {
      form: "approx",
      op: "choose",
      condition,
      yes: a,
      no: b,
      bound,
    });
  }

  extreme(op: "least" | "greatest", operands: readonly IrNumber[]): IrNumber {
    const different = [...new Set(operands)];
    const [first, second, ...more] = different;
    if (first === undefined) throw new NotCompiled("operand_count");
    if (second === undefined) return first;
    const pick = op === "least" ? Math.min : Math.max;
    if (different.every(isExact)) {
      const of = this.#atCommonScale(different);
      if (of !== null) {
        const [low, high] = [pick(...of.map((one) => one.low)), pick(...of.map((one) => one.high))];
        if (low === high) return this.constant(low, (of[0] as ExactNumber).scale);
        return this.#exact(`${op}${ids(of)}`, {
          form: "exact",
          op,
          of,
          scale: (of[0] as ExactNumber).scale,
          low,
          high,
        });
      }
    } else if (more.length === 0) {
      const [bound, quotient] = isConstant(first) ? [first, second] : [second, first];
      if (isConstant(bound) && quotient.form === "quotient") {
        const capped = this.#onEach(quotient, (one) => this.#capQuotient(op, one, bound));
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
    return this.#double(`a${op}${ids(of)}`, { form: "approx", op, of, bound });
  }

  /** A whole number, read over a scale; the caller knows where it lies. */
  rounded(
    { numerator, denominator }: Pick<Fraction, "numerator" | "denominator">,
    mode: RoundingMode,
    scale: number,
    [low, high]: readonly [number, number],
  ): ExactNumber {
    return this.#exact(`o${mode}${ids([numerator, denominator])}/${scale}`, {
      form: "exact",
      op: "rounded",
      numerator,
      denominator,
      mode,
      scale,
      low,
      high,
    });
  }

  /** The same of a double; beyond the range there is a doubt. */
  roundedDouble(
    number: ApproxNumber,
    mode: RoundingMode,
    scale: number,
    [low, high]: readonly [number, number],
  ): ExactNumber {
    return this.#exact(`ao${mode}${number.id}/${scale}`, {
      form: "exact",
      op: "roundedDouble",
      number,
      unit: scale,
      mode,
      scale,
      low,
      high,
    });
  }

  /** The caller knows that the divisor is not zero; `null` where the two have no common scale. */
  remainder(dividend: ExactNumber, divisor: ExactNumber): ExactNumber | null {
    const pair = this.#atCommonScale([dividend, divisor]);
    if (pair === null) return null;
    const [a, b] = pair as [ExactNumber, ExactNumber];
    const most = Math.max(-b.low, b.high) - 1;
    return this.#exact(`%${ids(pair)}`, {
      form: "exact",
      op: "remainder",
      of: [a, b],
      scale: a.scale,
      low: a.low < 0 ? Math.max(a.low, -most) : 0,
      high: a.high > 0 ? Math.min(a.high, most) : 0,
    });
  }

  rowSum(rows: TableRows, start: IrNumber, term: IrNumber): IrNumber {
    const key = `${rows.table},${rows.width}`;
    if (isExact(start) && isExact(term)) {
      const pair = this.#atCommonScale([start, term]);
      if (pair !== null) {
        const [a, b] = pair as [ExactNumber, ExactNumber];
        const [low, high] = [
          a.low + Math.min(0, rows.maximumRows * b.low),
          a.high + Math.max(0, rows.maximumRows * b.high),
        ];
        if (this.#fits(low, high))
          return this.#exact(`r${key},${ids(pair)}`, {
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
    return this.#double(`ar${key},${ids([a, b])}`, {
      form: "approx",
      op: "rowSum",
      rows,
      start: a,
      term: b,
      bound,
    });
  }

  // Conditions.

  truth(value: boolean): Condition {
    return this.#make<Condition>(`${value}`, { op: "constant", value });
  }

  slotTest(op: "isTrue" | "isNull", memory: Memory, slot: number): Condition {
    return this.#make<Condition>(`${op}${memory}${slot}`, { op, memory, slot });
  }

  not(of: Condition): Condition {
    if (of.op === "constant") return this.truth(!of.value);
    if (of.op === "not") return of.of;
    return this.#make<Condition>(`!${of.id}`, { op: "not", of });
  }

  every(op: "and" | "or", conditions: readonly Condition[]): Condition {
    const settling = op === "or";
    const of: Condition[] = [];
    for (const one of conditions) {
      if (one.op === "constant") {
        if (one.value !== settling) continue;
        // What stands before may raise a doubt, so it stays; nothing behind is ever asked.
        of.push(one);
        break;
      }
      of.push(one);
    }
    const [first = this.truth(!settling), ...rest] = of;
    if (rest.length === 0) return first;
    return this.#make<Condition>(`${op}${ids(of)}`, { op, of });
  }

  compare(order: Order, left: IrNumber, right: IrNumber): Condition {
    if (left.form === "quotient" && left.op === "choose")
      return this.either(
        left.condition,
        this.compare(order, left.yes, right),
        this.compare(order, left.no, right),
      );
    if (right.form === "quotient" && right.op === "choose")
      return this.either(
        right.condition,
        this.compare(order, left, right.yes),
        this.compare(order, left, right.no),
      );
    const sides = this.#integerSides(left, right);
    if (sides !== null) {
      const [a, b] = sides;
      if (a.op === "constant" && b.op === "constant")
        return this.truth(holds(order, a.value - b.value));
      return this.#make<Condition>(`${order}${ids(sides)}`, {
        op: "compareExact",
        order,
        left: a,
        right: b,
      });
    }
    const [a, b] = [this.approximate(left), this.approximate(right)];
    return this.#make<Condition>(`a${order}${ids([a, b])}`, {
      op: "compareApprox",
      order,
      left: a,
      right: b,
    });
  }

  /** Both sides times what makes them integers of one scale; `null` where that is not proven to stay exact. */
  #integerSides(left: IrNumber, right: IrNumber): readonly [ExactNumber, ExactNumber] | null {
    if (isExact(left) && isExact(right))
      return this.#atCommonScale([left, right]) as readonly [ExactNumber, ExactNumber] | null;
    const [a, b] = [this.#fraction(left), this.#fraction(right)];
    if (a === null || b === null) return null;
    const above = this.#productExact(a[0], b[1]);
    const below = this.#productExact(b[0], a[1]);
    if (above === null || below === null) return null;
    return [above, below];
  }

  /** Numerator and denominator, both of scale 1; the denominator is positive. */
  #fraction(number: IrNumber): readonly [ExactNumber, ExactNumber] | null {
    if (number.form === "approx") return null;
    if (number.form === "quotient")
      return number.op === "divide" ? [number.numerator, number.denominator] : null;
    const integer = this.times(number, 1);
    return integer && [integer, this.constant(number.scale, 1)];
  }

  /** What `yes` says where the condition holds, and what `no` says where it fails. */
  either(condition: Condition, yes: Condition, no: Condition): Condition {
    if (yes === no) return yes;
    if (condition.op === "constant") return condition.value ? yes : no;
    if (yes.op === "constant")
      return yes.value
        ? this.every("or", [condition, no])
        : this.every("and", [this.not(condition), no]);
    if (no.op === "constant")
      return no.value
        ? this.every("or", [this.not(condition), yes])
        : this.every("and", [condition, yes]);
    return this.every("or", [
      this.every("and", [condition, yes]),
      this.every("and", [this.not(condition), no]),
    ]);
  }

  #addTwo(first: IrNumber, second: IrNumber): IrNumber | null {
    const [quotient, other] = isExact(first) ? [second, first] : [first, second];
    if (quotient.form !== "quotient" || other.form === "approx") return null;
    if (isExact(other)) return this.#onEach(quotient, (one) => this.#addToQuotient(one, other));
    if (branchesOf(quotient) * branchesOf(other) > MAX_BRANCHES) return null;
    return this.#onEach(quotient, (one) =>
      this.#onEach(other, (two) => this.#addQuotients(one, two)),
    );
  }

  #sumOfFractions(terms: readonly IrNumber[]): IrNumber | null {
    const exact = terms.filter(isExact);
    const quotients = terms.filter((one) => !isExact(one));
    let sum: IrNumber | null = exact.length === 0 ? this.constant(0, 1) : this.#sumExact(exact);
    for (const one of quotients) sum = sum && (isZero(sum) ? one : this.#addTwo(sum, one));
    return sum;
  }

  // Exact integers.

  #sumExact(terms: readonly ExactNumber[]): ExactNumber | null {
    const scaled = this.#atCommonScale(terms);
    if (scaled === null) return null;
    const of = scaled.flatMap((term) =>
      term.op === "sum" ? term.of.map((one) => ({ ...one, scale: term.scale })) : [term],
    );
    const low = scaled.reduce((sum, one) => sum + one.low, 0);
    const high = scaled.reduce((sum, one) => sum + one.high, 0);
    // Every partial sum stays within the sum of the magnitudes.
    const reach = scaled.reduce((sum, one) => sum + Math.max(-one.low, one.high), 0);
    if (!this.#fits(-reach, reach)) return null;
    const scale = (scaled[0] as ExactNumber).scale;
    if (low === high) return this.constant(low, scale);
    return this.#exact(`s${ids(of)}/${scale}`, { form: "exact", op: "sum", of, scale, low, high });
  }

  #multiplyTwo(left: IrNumber, right: IrNumber): IrNumber {
    if (isExact(left) && isExact(right)) {
      const product =
        left.scale * right.scale <= MAX_SCALE ? this.#productExact(left, right) : null;
      if (product !== null) return product;
    } else if (left.form === "quotient" && right.form !== "approx") {
      const product = this.#onEach(left, (one) => this.#multiplyQuotient(one, right));
      if (product !== null) return product;
    } else if (right.form === "quotient" && isExact(left)) return this.#multiplyTwo(right, left);
    const of = [this.approximate(left), this.approximate(right)] as const;
    return this.#double(`*${ids(of)}`, {
      form: "approx",
      op: "product",
      of,
      bound: productBound(of[0].bound, of[1].bound),
    });
  }

  #productExact(left: ExactNumber, right: ExactNumber): ExactNumber | null {
    if (left.op === "constant") return this.times(right, left.value, left.scale * right.scale);
    if (right.op === "constant") return this.times(left, right.value, left.scale * right.scale);
    const ends = [
      left.low * right.low,
      left.low * right.high,
      left.high * right.low,
      left.high * right.high,
    ];
    const [low, high] = [Math.min(...ends), Math.max(...ends)];
    if (!this.#fits(low, high)) return null;
    return this.#exact(`p${ids([left, right])}`, {
      form: "exact",
      op: "product",
      of: [left, right],
      scale: left.scale * right.scale,
      low,
      high,
    });
  }

  /** The integer that holds `of`, times a factor, over the scale given. */
  times(of: ExactNumber, factor: number, scale = 1): ExactNumber | null {
    const [low, high] =
      factor < 0 ? [of.high * factor, of.low * factor] : [of.low * factor, of.high * factor];
    if (!this.#fits(low, high) || scale > MAX_SCALE) return null;
    if (of.op === "constant" || factor === 0) return this.constant(low + 0, scale);
    if (factor === 1) return of.scale === scale ? of : this.#rescaled(of, scale);
    if (of.op === "times") return this.times(of.of, of.factor * factor, scale);
    return this.#exact(`x${of.id},${factor}/${scale}`, {
      form: "exact",
      op: "times",
      of,
      factor,
      scale,
      low,
      high,
    });
  }

  /** The same integer, read over another scale. */
  #rescaled(of: ExactNumber, scale: number): ExactNumber {
    return this.#exact(`${of.id}@${scale}`, { ...of, scale });
  }

  #scaleBy(of: IrNumber, numerator: number, denominator: number): IrNumber {
    if (numerator === denominator) return of;
    if (numerator === 0) return this.constant(0, 1);
    if (isExact(of)) {
      const [factor, scale] = reduceFraction(numerator, denominator * of.scale);
      const scaled = this.times(of, factor, scale);
      if (scaled !== null) return scaled;
    } else if (of.form === "quotient") {
      const by = this.constant(numerator, denominator);
      const scaled = this.#onEach(of, (one) => this.#multiplyQuotient(one, by));
      if (scaled !== null) return scaled;
    }
    const factors = [
      this.approximate(of),
      this.approximate(this.constant(numerator, denominator)),
    ] as const;
    return this.#double(`*${ids(factors)}`, {
      form: "approx",
      op: "product",
      of: factors,
      bound: productBound(factors[0].bound, factors[1].bound),
    });
  }

  #atCommonScale(numbers: readonly ExactNumber[]): readonly ExactNumber[] | null {
    let scale = 1;
    for (const number of numbers) {
      scale = (scale / gcd(scale, number.scale)) * number.scale;
      if (scale > MAX_SCALE) return null;
    }
    const scaled: ExactNumber[] = [];
    for (const number of numbers) {
      const one = this.times(number, scale / number.scale, scale);
      if (one === null) return null;
      scaled.push(one);
    }
    return scaled;
  }

  /** A choice between points and nothing by a yes or no is a product, which needs no branch. */
  #flagTimes(condition: Condition, yes: ExactNumber, no: ExactNumber): ExactNumber | null {
    if (condition.op !== "isTrue" || condition.memory !== "figures") return null;
    if (yes.op !== "constant" || no.op !== "constant" || no.value !== 0) return null;
    const flag = this.slot(condition.memory, condition.slot, 1, 0, 1);
    return this.times(flag, yes.value, yes.scale);
  }

  #fits(low: number, high: number): boolean {
    return (low >= -MAX_EXACT && high <= MAX_EXACT) || this.gaveUp(Math.max(-low, high));
  }

  // Quotients.

  /** @param within what else is known of the value */
  #quotient(
    numerator: ExactNumber,
    denominator: ExactNumber,
    within: readonly [number, number] = [-Infinity, Infinity],
  ): Fraction {
    const [low, high] = this.#quotientRange(numerator, denominator);
    return this.#make<Quotient>(`q${ids([numerator, denominator])}`, {
      form: "quotient",
      op: "divide",
      numerator,
      denominator,
      low: Math.max(low, within[0]),
      high: Math.min(high, within[1]),
    }) as Fraction;
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

  /** The same change to every branch of a quotient; `null` where one of them does not stay exact. */
  #onEach(quotient: Quotient, change: (one: Fraction) => IrNumber | null): IrNumber | null {
    if (quotient.op === "divide") return change(quotient);
    const yes = this.#onEach(quotient.yes, change);
    if (yes === null) return null;
    const no = this.#onEach(quotient.no, change);
    return no && this.choose(quotient.condition, yes, no);
  }

  #multiplyQuotient(of: Fraction, by: ExactNumber | Quotient): IrNumber | null {
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
    const numerator = this.#productExact(n1, n2);
    const denominator = this.#productExact(d1, d2);
    if (numerator === null || denominator === null || denominator.low < 0) return null;
    if (denominator.op === "constant") return this.#scaleBy(numerator, 1, denominator.value);
    const [low, high] =
      by.form === "exact" ? [by.low / by.scale, by.high / by.scale] : [by.low, by.high];
    const ends = [of.low * low, of.low * high, of.high * low, of.high * high];
    return this.#quotient(numerator, denominator, [
      Math.min(...ends) - Math.abs(Math.min(...ends)) * (WIDER - 1),
      Math.max(...ends) + Math.abs(Math.max(...ends)) * (WIDER - 1),
    ]);
  }

  #without(of: ExactNumber, divisor: number): ExactNumber | null {
    if (divisor === 1) return of;
    if (of.op === "constant") return this.constant(of.value / divisor, 1);
    return of.op === "times" ? this.times(of.of, of.factor / divisor) : null;
  }

  #addToQuotient(of: Fraction, exact: ExactNumber): IrNumber | null {
    const [n, d] = [this.times(of.numerator, exact.scale), this.times(of.denominator, exact.scale)];
    const integer = this.times(exact, 1);
    const addend = integer && this.#productExact(integer, of.denominator);
    if (n === null || d === null || addend === null) return null;
    const numerator = this.#sumExact([n, addend]);
    return numerator && this.#quotient(numerator, d);
  }

  #addQuotients(a: Fraction, b: Fraction): IrNumber | null {
    if (a.denominator === b.denominator) {
      const numerator = this.#sumExact([a.numerator, b.numerator]);
      return (
        numerator && this.#quotient(numerator, a.denominator, [a.low + b.low, a.high + b.high])
      );
    }
    const left = this.#productExact(a.numerator, b.denominator);
    const right = this.#productExact(b.numerator, a.denominator);
    const denominator = this.#productExact(a.denominator, b.denominator);
    if (left === null || right === null || denominator === null) return null;
    const numerator = this.#sumExact([left, right]);
    return numerator && this.#quotient(numerator, denominator, [a.low + b.low, a.high + b.high]);
  }

  #capQuotient(
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
    const numerator = this.extreme(op, [n, at]) as ExactNumber;
    const pick = op === "least" ? Math.min : Math.max;
    return this.#quotient(numerator, d, [pick(of.low, limit), pick(of.high, limit)]);
  }

  #asQuotient(number: ExactNumber | Quotient): Quotient | null {
    if (number.form === "quotient") return number;
    const integer = this.times(number, 1);
    return integer && this.#quotient(integer, this.constant(number.scale, 1));
  }

  // Doubles.

  /** The number as a double. */
  approximate(number: IrNumber): ApproxNumber {
    if (number.form === "approx") return number;
    if (number.form === "exact") {
      const { low, high, scale } = number;
      return this.#double(`~${number.id}`, {
        form: "approx",
        op: "exact",
        of: number,
        bound: exactBound(low, high, scale),
      });
    }
    return this.#double(`~${number.id}`, {
      form: "approx",
      op: "quotient",
      of: number,
      bound: boundOfQuotient(number),
    });
  }

  #exact(key: string, node: NewInteger): ExactNumber {
    const made = { integer: this.#known.size, ...node } as Unnumbered<ExactNumber>;
    return this.#make<ExactNumber>(key, made);
  }

  #double(key: string, node: Unnumbered<ApproxNumber>): ApproxNumber {
    return this.#make<ApproxNumber>(key, node);
  }

  #make<T extends Numbered>(key: string, node: Unnumbered<T>): T {
    const known = this.#known.get(key);
    if (known !== undefined) return known as T;
    const made = node as unknown as T;
    // Made for this call, so its number is put in; to copy it would take a good part of compiling.
    (made as { id: number }).id = this.#known.size;
    this.#known.set(key, made);
    return made;
  }
}

function branchesOf(number: Quotient): number {
  return number.op === "divide" ? 1 : branchesOf(number.yes) + branchesOf(number.no);
}

/** One division of integers, whichever branch is taken. */
function boundOfQuotient(number: Quotient): Bound {
  if (number.op === "divide")
    return quotientBound(number.low, number.high, number.denominator.high);
  const [yes, no] = [boundOfQuotient(number.yes), boundOfQuotient(number.no)];
  return eitherBound([yes, no], Math.min(yes.low, no.low), Math.max(yes.high, no.high));
}

function ids(of: readonly { readonly id: number }[]): string {
  return of.map(({ id }) => id).join(",");
}

function boundOf({ bound }: ApproxNumber): Bound {
  return bound;
}

function isExact(number: IrNumber): number is ExactNumber {
  return number.form === "exact";
}

function isConstant(number: IrNumber): number is ExactNumber & { op: "constant" } {
  return number.form === "exact" && number.op === "constant";
}

function isZero(number: IrNumber): boolean {
  return isConstant(number) && number.value === 0;
}

/** A number without its constant factor, and the factor. */
function baseOf(number: ExactNumber): readonly [ExactNumber, number] {
  return number.op === "times" ? [number.of, number.factor] : [number, 1];
}

function constantFactor(number: ExactNumber): number {
  if (number.op === "constant") return Math.abs(number.value) || 1;
  return number.op === "times" ? Math.abs(number.factor) : 1;
}
