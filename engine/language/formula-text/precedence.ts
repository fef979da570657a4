/** @module How tightly signs bind in the text formula: reader and printer go by one table. */

export const COMPARISON_PRECEDENCE = 3;

export const PRECEDENCE: ReadonlyMap<string, number> = new Map([
  ["or", 1],
  ["and", 2],
  ["==", COMPARISON_PRECEDENCE],
  ["!=", COMPARISON_PRECEDENCE],
  ["===", COMPARISON_PRECEDENCE],
  ["!==", COMPARISON_PRECEDENCE],
  [">", COMPARISON_PRECEDENCE],
  [">=", COMPARISON_PRECEDENCE],
  ["<", COMPARISON_PRECEDENCE],
  ["<=", COMPARISON_PRECEDENCE],
  ["+", 4],
  ["-", 4],
  ["*", 5],
  ["/", 5],
  ["^", 6],
]);

/** Tighter than any sign between operands. */
export const UNARY_PRECEDENCE = 7;

/** `a + b + c` is one sum of three. */
export const JOINING: ReadonlySet<string> = new Set(["+", "*", "and", "or"]);
