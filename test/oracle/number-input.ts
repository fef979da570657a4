/** Numbers in the forms in which a request may carry them. */
import { chance, pick, type Random } from "./random.ts";

/** `digits / 10^decimals`, not negative. */
export interface Decimal {
  readonly digits: bigint;
  readonly decimals: number;
}

/** Fifteen digits before the point, the most a figure may have. */
export const LARGEST_COUNT = 999_999_999_999_999n;

/** The shortest decimal text. */
function decimalText({ digits, decimals }: Decimal): string {
  const padded = String(digits).padStart(decimals + 1, "0");
  const integer = padded.slice(0, padded.length - decimals);
  const fraction = padded.slice(padded.length - decimals).replace(/0+$/, "");
  return decimals === 0 || fraction === "" ? integer : `${integer}.${fraction}`;
}

/** The figure as a decimal string or, where a JSON number carries it exactly, mostly as that. */
export function numberInput(random: Random, decimal: Decimal): number | string {
  const text = decimalText(decimal);
  if (chance(random, 0.1)) return withTrailingZeros(random, text);
  const asNumber = Number(text);
  const fits = text.replace(/^0?\.?0*|\./g, "").length <= 15 && String(asNumber) === text;
  return fits && chance(random, 0.7) ? asNumber : text;
}

/** A whole figure; now and then in one of the odder forms that the grammar allows. */
export function wholeInput(random: Random, value: bigint): number | string {
  if (chance(random, 0.01)) return value === 0n ? "-0" : `${value}.000`;
  return chance(random, 0.8) ? Number(value) : String(value);
}

/** A whole number with no prime factors but 2, 3 and 5, up to the limit. */
export function smooth(random: Random, limit: bigint): bigint {
  let value = 1n;
  for (let steps = 0; steps < 60; steps += 1) {
    const next = value * pick(random, [2n, 3n, 5n]);
    if (next > limit || chance(random, 0.03)) break;
    value = next;
  }
  return value;
}

function withTrailingZeros(random: Random, text: string): string {
  const [integer = "0", fraction = ""] = text.split(".");
  const length = pick(random, [2, 6, 12]);
  return `${integer}.${fraction.padEnd(length, "0")}`;
}
