/**
 * Exact fractions over BigInt, just enough to score a city on paper: the four operations, reading a
 * decimal, rounding to cents. Written for the tests alone, so that a fault of the product's own
 * arithmetic cannot hide here too.
 */

/** `n / d`, with `d` above zero; not necessarily in lowest terms. */
export interface Fraction {
  readonly n: bigint;
  readonly d: bigint;
}

export const ZERO: Fraction = { n: 0n, d: 1n };
export const ONE: Fraction = { n: 1n, d: 1n };

export function whole(value: number | bigint): Fraction {
  return { n: BigInt(value), d: 1n };
}

export function ratio(n: number | bigint, d: number | bigint): Fraction {
  return over(whole(n), whole(d));
}

/** `percent(30)` is 30 %, that is 3/10. */
export function percent(value: number): Fraction {
  return { n: BigInt(value), d: 100n };
}

export function plus(...terms: readonly Fraction[]): Fraction {
  return terms.reduce(
    (a, b) => (a.d === b.d ? { n: a.n + b.n, d: a.d } : { n: a.n * b.d + b.n * a.d, d: a.d * b.d }),
    ZERO,
  );
}

export function minus(a: Fraction, b: Fraction): Fraction {
  return plus(a, { n: -b.n, d: b.d });
}

export function times(...factors: readonly Fraction[]): Fraction {
  return factors.reduce((a, b) => ({ n: a.n * b.n, d: a.d * b.d }), ONE);
}

export function over(a: Fraction, b: Fraction): Fraction {
  if (b.n === 0n) throw new Error("division by zero");
  return b.n > 0n ? { n: a.n * b.d, d: a.d * b.n } : { n: -a.n * b.d, d: a.d * -b.n };
}

/** Below zero, zero or above zero, as `a` is less than, equal to or greater than `b`. */
export function compare(a: Fraction, b: Fraction): -1 | 0 | 1 {
  const left = a.n * b.d;
  const right = b.n * a.d;
  return left < right ? -1 : left > right ? 1 : 0;
}

export function isZero(a: Fraction): boolean {
  return a.n === 0n;
}

export function atLeast(a: Fraction, b: Fraction): boolean {
  return compare(a, b) >= 0;
}

export function atMost(a: Fraction, limit: Fraction): Fraction {
  return compare(a, limit) > 0 ? limit : a;
}

/** The same value in lowest terms; worth doing only where many fractions are added. */
export function lowestTerms(a: Fraction): Fraction {
  const divisor = greatestCommonDivisor(a.n < 0n ? -a.n : a.n, a.d);
  return divisor === 1n ? a : { n: a.n / divisor, d: a.d / divisor };
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/;

/**
 * Reads a decimal string, or a number by the decimal text that JavaScript prints for it (so 0.1 is a
 * tenth). The exponent that JavaScript prints for tiny and huge numbers is understood.
 */
export function parseFraction(value: unknown): Fraction {
  if (typeof value !== "number" && typeof value !== "string") {
    throw new Error(`not a number: ${String(value)}`);
  }
  const match = DECIMAL.exec(String(value));
  if (match === null) throw new Error(`not a number: ${String(value)}`);
  const [, sign, integer = "", decimals = "", exponent = "0"] = match;
  const digits = BigInt(integer + decimals) * (sign === "-" ? -1n : 1n);
  const shift = Number(exponent) - decimals.length;
  return shift >= 0
    ? { n: digits * 10n ** BigInt(shift), d: 1n }
    : { n: digits, d: 10n ** BigInt(-shift) };
}

/** Whole hundredths, half away from zero (四舍五入). */
export function toCents(a: Fraction): bigint {
  const magnitude = a.n < 0n ? -a.n : a.n;
  const cents = (200n * magnitude + a.d) / (2n * a.d);
  return a.n < 0n ? -cents : cents;
}

export function fromCents(cents: bigint): Fraction {
  return { n: cents, d: 100n };
}

/** Two decimals; zero has no sign. */
export function formatCents(cents: bigint): string {
  const magnitude = cents < 0n ? -cents : cents;
  const text = `${magnitude / 100n}.${String(magnitude % 100n).padStart(2, "0")}`;
  return cents < 0n ? `-${text}` : text;
}
