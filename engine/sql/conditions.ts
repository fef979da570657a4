/** @module Conditions as SQL text; constant ones are folded. */
import { FALSE, TRUE } from "./meaning.ts";

export function not(sql: string): string {
  if (sql === TRUE) return FALSE;
  return sql === FALSE ? TRUE : `(NOT ${sql})`;
}

export function every(op: "and" | "or", conditions: readonly string[]): string {
  const [decides, neutral] = op === "and" ? [FALSE, TRUE] : [TRUE, FALSE];
  if (conditions.includes(decides)) return decides;
  const open = conditions.filter((one) => one !== neutral);
  if (open.length < 2) return open[0] ?? neutral;
  return `(${open.join(op === "and" ? " AND " : " OR ")})`;
}

export function either(test: string, yes: string, no: string): string {
  if (test === TRUE) return yes;
  if (test === FALSE) return no;
  return yes === no ? yes : `(CASE WHEN ${test} THEN ${yes} ELSE ${no} END)`;
}
