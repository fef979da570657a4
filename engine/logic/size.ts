/**
 * @module How large a value may grow. A step budget alone does not hold a formula: doubling a text or a list
 * takes few steps, and `[x, x]` over and over makes a value that is small in memory and endless to print.
 */
import { bitLength, Rational } from "../number/rational.ts";
import { Fault } from "./fault.ts";
import type { Value } from "./value.ts";

/** UTF-16 units of a text that a formula puts together. */
export const MAX_TEXT_LENGTH = 65_536;
/** Members of a list that a formula puts together; as many as an input may have rows. */
export const MAX_LIST_LENGTH = 10_000;
/** Nesting of lists and records; JSON in and out has at most 64. */
export const MAX_VALUE_DEPTH = 256;
/** Characters that a value takes when written out, about; a request has at most 1 MiB. */
const MAX_VALUE_SIZE = 4_194_304;

interface Extent {
  readonly size: number;
  readonly depth: number;
}

/** Measures values; remembers lists and records, since the same one is often part of many. */
export class SizeMeter {
  readonly #known = new WeakMap<object, Extent>();
  readonly #spend: (steps: number) => void;

  /** @param spend pays for members that are looked at */
  constructor(spend: (steps: number) => void) {
    this.#spend = spend;
  }

  /** @throws Fault when a list or record is larger than a value may be */
  check(members: readonly Value[]): void {
    this.#extentOfMembers(members, 1);
  }

  #extentOfMembers(members: readonly Value[], level: number): Extent {
    if (level > MAX_VALUE_DEPTH) throw new Fault("value_too_deep", { limit: MAX_VALUE_DEPTH });
    let size = 2;
    let depth = 0;
    for (const member of members) {
      if (typeof member === "string") size += member.length + 3;
      else if (member instanceof Rational) size += digitsOf(member);
      else if (typeof member !== "object" || member === null) size += 5;
      else {
        const extent = this.#extentOf(member as object, level + 1);
        size += extent.size;
        if (extent.depth > depth) depth = extent.depth;
      }
    }
    if (size > MAX_VALUE_SIZE) throw new Fault("value_too_large", { limit: MAX_VALUE_SIZE });
    if (depth >= MAX_VALUE_DEPTH) throw new Fault("value_too_deep", { limit: MAX_VALUE_DEPTH });
    return { size, depth: depth + 1 };
  }

  #extentOf(value: object, level: number): Extent {
    const known = this.#known.get(value);
    if (known !== undefined) return known;
    const members = (Array.isArray(value) ? value : Object.values(value)) as readonly Value[];
    this.#spend(members.length >> 2);
    const extent = this.#extentOfMembers(members, level);
    this.#known.set(value, extent);
    return extent;
  }
}

const LARGE = 1n << 512n;

/** True for numbers whose arithmetic takes noticeably longer than a step. */
export function isLarge({ numerator, denominator }: Rational): boolean {
  return denominator >= LARGE || numerator >= LARGE || numerator <= -LARGE;
}

/** Steps that arithmetic with a large number costs; it grows with the square (Euclid's algorithm). */
export function stepsFor({ numerator, denominator }: Rational): number {
  return ((bitLength(numerator) + bitLength(denominator)) >> 8) ** 2;
}

function digitsOf(value: Rational): number {
  if (!isLarge(value)) return 8;
  return (bitLength(value.numerator) + bitLength(value.denominator)) >> 1;
}
