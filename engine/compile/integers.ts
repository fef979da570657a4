/** @module Numbers that are integers over a scale, as long as their ranges prove that doubles hold them exactly. */
import type { RoundingMode } from "../number/rounding.ts";
import { gcd } from "./integer.ts";
import { Interned, ids } from "./interned.ts";
import {
  type ApproxNumber,
  type Condition,
  type ExactNumber,
  MAX_EXACT,
  type Memory,
  NotCompiled,
} from "./ir.ts";

/** Scales stay below this, so that one multiplication by a figure has room. */
export const MAX_SCALE = 1e12;

/** Why an integer form was given up for a bounded one: what the largest integer would have been. */
export interface TooLarge {
  readonly reaches: number;
}

export class Integers extends Interned {
  /** The smallest excess over 2^53 that turned an exact form into a bounded one, since it was last taken. */
  #tooLarge: TooLarge | null = null;
  /** A double was brought to a whole number, since it was last asked. */
  #roundedDouble = false;

  takeTooLarge(): TooLarge | null {
    const taken = this.#tooLarge;
    this.#tooLarge = null;
    return taken;
  }

  takeRoundedDouble(): boolean {
    const taken = this.#roundedDouble;
    this.#roundedDouble = false;
    return taken;
  }

  /** Notes that an exact form was given up, for integers would have reached so far; false. */
  gaveUp(reaches: number): false {
    if (this.#tooLarge === null || reaches < this.#tooLarge.reaches) this.#tooLarge = { reaches };
    return false;
  }

  constant(value: number, scale: number): ExactNumber {
    if (!Number.isSafeInteger(value) || scale > MAX_SCALE)
      throw new NotCompiled("constant_too_fine");
    return this.constantOf(value, scale);
  }

  slot(memory: Memory, slot: number, scale: number, low: number, high: number): ExactNumber {
    return this.exact(`${memory}${slot}/${scale}`, {
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
    return this.exact(`f${table},${offset}/${scale}`, {
      form: "exact",
      op: "field",
      table,
      offset,
      scale,
      low,
      high,
    });
  }

  /** The integer that holds `of`, times a factor, over the scale given. */
  times(of: ExactNumber, factor: number, scale = 1): ExactNumber | null {
    const [low, high] =
      factor < 0 ? [of.high * factor, of.low * factor] : [of.low * factor, of.high * factor];
    if (!this.fits(low, high) || scale > MAX_SCALE) return null;
    if (of.op === "constant" || factor === 0) return this.constant(low + 0, scale);
    if (factor === 1) return of.scale === scale ? of : this.#rescaled(of, scale);
    if (of.op === "times") return this.times(of.of, of.factor * factor, scale);
    return this.exact(`x${of.id},${factor}/${scale}`, {
      form: "exact",
      op: "times",
      of,
      factor,
      scale,
      low,
      high,
    });
  }

  /** A whole number, read over a scale; the caller knows where it lies. */
  rounded(
    {
      numerator,
      denominator,
    }: { readonly numerator: ExactNumber; readonly denominator: ExactNumber },
    mode: RoundingMode,
    scale: number,
    [low, high]: readonly [number, number],
  ): ExactNumber {
    return this.exact(`o${mode}${ids([numerator, denominator])}/${scale}`, {
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
    this.#roundedDouble = true;
    return this.exact(`ao${mode}${number.id}/${scale}`, {
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
    const pair = this.atCommonScale([dividend, divisor]);
    if (pair === null) return null;
    const [a, b] = pair as [ExactNumber, ExactNumber];
    const most = Math.max(-b.low, b.high) - 1;
    return this.exact(`%${ids(pair)}`, {
      form: "exact",
      op: "remainder",
      of: [a, b],
      scale: a.scale,
      low: a.low < 0 ? Math.max(a.low, -most) : 0,
      high: a.high > 0 ? Math.min(a.high, most) : 0,
    });
  }

  protected extremeOfIntegers(
    op: "least" | "greatest",
    operands: readonly ExactNumber[],
  ): ExactNumber | null {
    const of = this.atCommonScale(operands);
    if (of === null) return null;
    const pick = op === "least" ? Math.min : Math.max;
    const [low, high] = [pick(...of.map((one) => one.low)), pick(...of.map((one) => one.high))];
    const { scale } = of[0] as ExactNumber;
    if (low === high) return this.constant(low, scale);
    return this.exact(`${op}${ids(of)}`, { form: "exact", op, of, scale, low, high });
  }

  protected sumOfIntegers(terms: readonly ExactNumber[]): ExactNumber | null {
    const scaled = this.atCommonScale(terms);
    if (scaled === null) return null;
    const { scale } = scaled[0] as ExactNumber;
    const of: ExactNumber[] = [];
    let [low, high, reach] = [0, 0, 0];
    for (const term of scaled) {
      low += term.low;
      high += term.high;
      // Every partial sum stays within the sum of the magnitudes.
      reach += Math.max(-term.low, term.high);
      if (term.op !== "sum") of.push(term);
      else for (const one of term.of) of.push(one.scale === scale ? one : { ...one, scale });
    }
    if (!this.fits(-reach, reach)) return null;
    if (low === high) return this.constant(low, scale);
    return this.exact(`s${ids(of)}/${scale}`, { form: "exact", op: "sum", of, scale, low, high });
  }

  protected productOfIntegers(left: ExactNumber, right: ExactNumber): ExactNumber | null {
    if (left.op === "constant") return this.times(right, left.value, left.scale * right.scale);
    if (right.op === "constant") return this.times(left, right.value, left.scale * right.scale);
    const ends = [
      left.low * right.low,
      left.low * right.high,
      left.high * right.low,
      left.high * right.high,
    ];
    const [low, high] = [Math.min(...ends), Math.max(...ends)];
    if (!this.fits(low, high)) return null;
    return this.exact(`p${ids([left, right])}`, {
      form: "exact",
      op: "product",
      of: [left, right],
      scale: left.scale * right.scale,
      low,
      high,
    });
  }

  protected atCommonScale(numbers: readonly ExactNumber[]): readonly ExactNumber[] | null {
    let scale = 1;
    let alike = true;
    for (const number of numbers) {
      alike &&= number.scale === (numbers[0] as ExactNumber).scale;
      scale = (scale / gcd(scale, number.scale)) * number.scale;
      if (scale > MAX_SCALE) return null;
    }
    if (alike) return numbers;
    const scaled: ExactNumber[] = [];
    for (const number of numbers) {
      const one = this.times(number, scale / number.scale, scale);
      if (one === null) return null;
      scaled.push(one);
    }
    return scaled;
  }

  /** A choice between points and nothing by a yes or no is a product, which needs no branch. */
  protected flagTimes(condition: Condition, yes: ExactNumber, no: ExactNumber): ExactNumber | null {
    if (condition.op !== "isTrue" || condition.memory !== "figures") return null;
    if (yes.op !== "constant" || no.op !== "constant" || no.value !== 0) return null;
    const flag = this.slot(condition.memory, condition.slot, 1, 0, 1);
    return this.times(flag, yes.value, yes.scale);
  }

  /** The same integer, read over another scale. */
  #rescaled(of: ExactNumber, scale: number): ExactNumber {
    return this.exact(`${of.id}@${scale}`, { ...of, scale });
  }

  protected fits(low: number, high: number): boolean {
    return (low >= -MAX_EXACT && high <= MAX_EXACT) || this.gaveUp(Math.max(-low, high));
  }
}
