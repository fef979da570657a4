/** @module Every sentence that a code can become; each language holds the same keys, the compiler sees to it. */
import type { InputIssueCode } from "../issue.ts";

/** Facts as text, by name; lists are joined. */
export type Words = { readonly [fact: string]: string };

export interface Messages {
  /** Refusals and warnings about figures; the place is said by whoever shows them. */
  readonly inputs: { readonly [code in InputIssueCode]: (words: Words) => string };
  /** What a figure should be, by declared type. */
  readonly types: { readonly [type: string]: string };
  /** What is wrong with a JSON text. */
  readonly json: { readonly [code in JsonCode]: (words: Words) => string };
  /** Findings of reading, preparing and checking a rule set; unknown codes show themselves. */
  readonly findings: { readonly [code: string]: (words: Words) => string };
  /** Why a formula has no value. */
  readonly problems: { readonly [code: string]: string };
  /** Kinds and sides of coverage targets. */
  readonly targets: { readonly [kind: string]: string };
  readonly sides: { readonly [side: string]: string };
  /** Causes of disagreement with stock JSON Logic. */
  readonly causes: { readonly [cause: string]: string };
  /** Kinds of change between two rule sets, and the causes that effects are split by. */
  readonly changes: { readonly [kind: string]: string };
  readonly changeCauses: { readonly [cause: string]: string };
  /** What a changed number of a formula is. */
  readonly changePlaces: {
    /** Bounds of a band, by what is compared and the points of the row, where they are known. */
    readonly lower: (subject: string, points: string | null) => string;
    readonly upper: (subject: string, points: string | null) => string;
    readonly exact: (subject: string, points: string | null) => string;
    /** Points, by the condition that gives them. */
    readonly points: (condition: string) => string;
    readonly otherwise: string;
    readonly cap: string;
    readonly floor: string;
  };
  /** Heads of the table of a notice, by the names of its levels. */
  readonly noticeHeads: {
    readonly weight: (level: string) => string;
    readonly purpose: (level: string) => string;
    readonly method: (level: string) => string;
    readonly data: string;
    readonly source: string;
  };
  /** What is said of a figure or constant. */
  readonly saidOf: (name: string, what: string) => string;
  /** "method changed", by what is called so in the file. */
  readonly changed: (subject: string) => string;
  readonly truth: { readonly yes: string; readonly no: string };
  readonly period: (from: string, to: string) => string;
  readonly severities: { readonly error: string; readonly warning: string; readonly note: string };
  readonly line: (line: string, column: string) => string;
  readonly didYouMean: (closest: string) => string;
  readonly colon: string;
  readonly listSeparator: string;
  /** Between the members of one thing: "type: count; at most: 100". */
  readonly memberSeparator: string;
}

export type JsonCode =
  | "json_syntax"
  | "json_too_deep"
  | "json_duplicate_key"
  | "json_number_not_exact";
