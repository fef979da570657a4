/** @module What an expression means in SQL: numbers as a numerator over a denominator, conditions, texts, lists. */
import type { Expression } from "../logic/expression.ts";
import type { Interval } from "../number/interval.ts";
import type { Rational } from "../number/rational.ts";

/**
 * A number that is exact until it is rounded: two NUMERIC expressions, since sums, differences and products of
 * NUMERIC are exact and quotients are not. The denominator is positive wherever the number has a value.
 */
export interface SqlNumber {
  readonly kind: "number";
  readonly numerator: string;
  /** `1` for decimals. */
  readonly denominator: string;
  readonly range: Interval;
  readonly constant: Rational | null;
  /** Condition under which it is null; numerator and denominator are NULL then. */
  readonly isNull: string | null;
  /** Digits that numerator and denominator can have, on both sides of the point together. */
  readonly digits: readonly [number, number];
}

/** A constant condition is `TRUE` or `FALSE`. */
export interface SqlCondition {
  readonly kind: "condition";
  readonly sql: string;
  readonly isNull: string | null;
}

export interface SqlText {
  readonly kind: "text";
  readonly sql: string;
  readonly constant: string | null;
  readonly isNull: string | null;
}

export type Meaning =
  | SqlNumber
  | SqlCondition
  | SqlText
  | { readonly kind: "null" }
  | { readonly kind: "texts"; readonly texts: readonly string[] }
  /** Chosen options: a column of text[]. */
  | { readonly kind: "list"; readonly column: string }
  | SqlRows
  /** A list whose members are told one by one, each of them there only where its condition holds. */
  | { readonly kind: "members"; readonly members: readonly Member[] }
  | SqlRecord;

export interface SqlRecord {
  readonly kind: "record";
  readonly field: (name: string) => Meaning | undefined;
}

/** Rows of a column of jsonb, of which only those for which every condition holds. */
export interface SqlRows {
  readonly kind: "rows";
  readonly column: string;
  /** The row that stands in a column of jsonb. */
  readonly row: (column: string, base: (sql: string) => string) => SqlRecord;
  readonly where: readonly Expression[];
  readonly maximumRows: number;
}

export interface Member {
  readonly present: string;
  readonly element: Meaning;
}

export type Names = (name: string) => Meaning | undefined;

export const TRUE = "TRUE";
export const FALSE = "FALSE";

export function condition(sql: string): SqlCondition {
  return { kind: "condition", sql, isNull: null };
}
