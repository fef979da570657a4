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
  readonly severities: { readonly error: string; readonly warning: string; readonly note: string };
  readonly line: (line: string, column: string) => string;
  readonly didYouMean: (closest: string) => string;
  readonly colon: string;
  readonly listSeparator: string;
}

export type JsonCode =
  | "json_syntax"
  | "json_too_deep"
  | "json_duplicate_key"
  | "json_number_not_exact";
