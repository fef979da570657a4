/** @module Spreadsheets as plain data: what was read from one, and what is to be written into one. */

/** A cell as it was found. A formula is never computed: what stands in it is the value that was saved with it. */
export interface FoundCell {
  /** `B7`; in a CSV file the same, by line and column. */
  readonly address: string;
  readonly kind: "text" | "number" | "boolean" | "date" | "error";
  /** Numbers as decimal text, dates as ISO date, booleans as true and false. */
  readonly text: string;
  /** The number was shown as a percentage. */
  readonly percent?: true;
  /** Text of the formula that the value came from. */
  readonly formula?: string;
}

export interface FoundSheet {
  /** Null for a CSV file. */
  readonly name: string | null;
  /** Rows that have something in them, each with its cells by column from 1. */
  readonly rows: readonly (readonly (readonly [number, FoundCell])[])[];
}

export type Style =
  | "title"
  | "subtitle"
  | "note"
  | "head"
  | "group"
  | "text"
  | "code"
  | "number"
  | "field"
  | "total";

export interface NewCell {
  /** A decimal is written as a number, a text always as a text, whatever it looks like. */
  readonly value: string | { readonly decimal: string } | { readonly runs: readonly TextRun[] };
  readonly style: Style;
  /** What the program offers and holds the entry to. */
  readonly entry?:
    | { readonly kind: "one-of"; readonly values: readonly string[] }
    | { readonly kind: "whole" | "decimal"; readonly minimum?: number };
}

/** A piece of a text with its own look. */
export interface TextRun {
  readonly text: string;
  readonly look?: "added" | "removed";
}

export interface NewSheet {
  readonly name: string;
  /** Widths in characters; hidden where 0. */
  readonly columns: readonly number[];
  readonly rows: readonly (readonly NewCell[])[];
  readonly merges?: readonly Merge[];
  /** Rows at the top that stay in sight, and are printed on every page. */
  readonly headRows: number;
  /** Only fields can be changed; no password, since it is a help and no lock. */
  readonly guarded?: true;
  readonly landscape?: true;
  readonly footer?: string;
}

/** Rows and columns from 1, both ends included. */
export interface Merge {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** `B7` for row 7, column 2. */
export function addressOf(row: number, column: number): string {
  let letters = "";
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26))
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  return `${letters}${row}`;
}

/** What cannot be read as a spreadsheet, and why. */
export interface SpreadsheetFault {
  readonly code:
    | "not_a_workbook"
    | "not_a_table"
    | "too_many_files"
    | "file_too_large"
    | "too_many_sheets"
    | "too_many_rows"
    | "too_many_columns"
    | "took_too_much";
  readonly [fact: string]: string | number;
}

export const MAX_ROWS_OF_SHEET = 20_000;
export const MAX_COLUMNS = 200;

export type ReadOutcome =
  | { readonly ok: true; readonly sheets: readonly FoundSheet[] }
  | { readonly ok: false; readonly fault: SpreadsheetFault };
