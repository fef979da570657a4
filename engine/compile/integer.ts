/** @module Small arithmetic of integers in doubles, for constants while compiling. */
import type { Order } from "../logic/order.ts";

export function gcd(a: number, b: number): number {
  if (a === 1 || b === 1) return 1;
  let [x, y] = [Math.abs(a), Math.abs(b)];
  while (y !== 0) [x, y] = [y, x % y];
  return x;
}

/** In lowest terms; the sign stays with the numerator. */
export function reduceFraction(numerator: number, denominator: number): readonly [number, number] {
  const shared = gcd(numerator, denominator) || 1;
  return [numerator / shared, denominator / shared];
}

/** True when a difference of this sign satisfies the order. */
export function holds(order: Order, difference: number): boolean {
  switch (order) {
    case "<":
      return difference < 0;
    case "<=":
      return difference <= 0;
    case ">":
      return difference > 0;
    case ">=":
      return difference >= 0;
    case "==":
      return difference === 0;
    case "!=":
      return difference !== 0;
  }
}
