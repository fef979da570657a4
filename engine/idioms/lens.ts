/**
 * @module What a recogniser is: a formula seen as fields that people fill in, and written back in the very form
 * that it had. `put(get(formula))` is the formula again, and `get(put(view))` the view again.
 */
import type { Facts } from "../issue.ts";
import type { Logic } from "../rule-set/rule-set.ts";

export type WhyNotCode =
  | "not_a_ratio"
  | "guard_tests_another_term"
  | "no_division"
  | "not_a_chain_of_conditions"
  | "row_is_no_comparison"
  | "row_has_another_subject"
  | "bound_is_no_number"
  | "bounds_contradict"
  | "no_row_with_points"
  | "mostly_other_terms"
  | "nothing_counted"
  | "not_over_rows"
  | "not_a_sum";

/** Why a formula is not seen so, where it is, and how it could be. */
export interface WhyNot {
  readonly code: WhyNotCode;
  readonly facts: Facts;
  /** JSON pointer within what was looked at. */
  readonly at: string;
  readonly fix?: Fix;
}

/** An operation that removes the reason; `subject` is what every row would then speak of. */
export interface Fix {
  readonly operation: "unifySubject";
  readonly subject: Logic;
}

export type Recognition<View> =
  | { readonly ok: true; readonly view: View }
  | { readonly ok: false; readonly whyNot: WhyNot };

export interface Lens<View> {
  get(logic: Logic): Recognition<View>;
  put(view: View): Logic;
}

export function recognised<View>(view: View): Recognition<View> {
  return { ok: true, view };
}

export function notRecognised(
  code: WhyNotCode,
  at = "",
  facts: Facts = {},
  fix?: Fix,
): { readonly ok: false; readonly whyNot: WhyNot } {
  return { ok: false, whyNot: { code, facts, at, ...(fix === undefined ? {} : { fix }) } };
}
