/** @module How often each part of a number is used, so that what is used again is computed once. */
import { operandsOf, partsOf, type Shared } from "./operands.ts";
import type { Rounded } from "./rounded.ts";

/** Equal integers have one, whatever their scales; an integer's is the id of the operation that it was made as. */
export function keyOf(number: Shared): number {
  return "integer" in number ? number.integer : number.id;
}

export function usesIn(rounded: Rounded): ReadonlyMap<number, number> {
  const uses = new Map<number, number>();
  for (const part of partsOf(rounded)) count(part, uses);
  return uses;
}

export function usesInNumber(number: Shared): ReadonlyMap<number, number> {
  const uses = new Map<number, number>();
  count(number, uses);
  return uses;
}

/** Counts each part; what is met again is not entered again. */
function count(number: Shared, uses: Map<number, number>): void {
  const key = keyOf(number);
  const before = uses.get(key) ?? 0;
  uses.set(key, before + 1);
  if (before === 0) for (const operand of operandsOf(number)) count(operand, uses);
}
