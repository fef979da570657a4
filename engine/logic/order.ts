/** @module The six comparisons of numbers, and how they turn round. */

export type Order = "<" | "<=" | ">" | ">=" | "==" | "!=";

/** Of every operator that compares two numbers. */
export const ORDERS: ReadonlyMap<string, Order> = new Map([
  ["<", "<"],
  ["<=", "<="],
  [">", ">"],
  [">=", ">="],
  ["==", "=="],
  ["===", "=="],
  ["!=", "!="],
  ["!==", "!="],
]);

/** The comparison that holds exactly where the other fails. */
export const OPPOSITE: { readonly [order in Order]: Order } = {
  "<": ">=",
  "<=": ">",
  ">": "<=",
  ">=": "<",
  "==": "!=",
  "!=": "==",
};

/** The same comparison with its sides exchanged. */
export const MIRROR: { readonly [order in Order]: Order } = {
  "<": ">",
  "<=": ">=",
  ">": "<",
  ">=": "<=",
  "==": "==",
  "!=": "!=",
};
