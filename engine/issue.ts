/**
 * @module What goes wrong, as data: a stable code, the place, and facts. Sentences for people are made from
 * these by `engine/language`, in the reader's language.
 */
import type { Text } from "./rule-set/rule-set.ts";

/** `error` refuses, `warning` asks for an explanation or a second look, `note` only tells. */
export type Severity = "error" | "warning" | "note";

/** Facts of an issue: plain JSON, numbers as decimal text. */
export type Facts = { readonly [name: string]: unknown };

/** A refusal or warning about a city's figures (contract, "Refusals"). */
export interface InputIssue {
  readonly code: InputIssueCode;
  readonly severity: Severity;
  /** Node that the figure belongs to; absent when the request as a whole is meant. */
  readonly item?: string;
  readonly input?: string;
  /** JSON pointer into the `inputs` object of the request. */
  readonly path: string;
  /** The rule set's own words, where it has some for this requirement. */
  readonly message?: Text;
  readonly [fact: string]: unknown;
}

export type InputIssueCode =
  | "missing_input"
  | "unknown_item"
  | "unknown_input"
  | "invalid_type"
  | "not_whole"
  | "negative_value"
  | "out_of_range"
  | "part_exceeds_whole"
  | "invalid_choice"
  | "duplicate_choice"
  | "too_long"
  | "same_as_differs"
  | "implausible"
  | "requirement_not_met"
  | "evaluation_failed";

/** Something that the check, or reading the files, has to say about a rule set. */
export interface Finding {
  readonly severity: Severity;
  readonly code: string;
  /** File and JSON pointer: `L1P1.json#/children/0/score`. */
  readonly path: string;
  readonly facts: Facts;
}
