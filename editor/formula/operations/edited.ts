/** @module What an operation on a formula answers: the formula as it then is, or why it is refused. */
import type { Facts } from "../../../engine/issue.ts";
import type { Logic, Text } from "../../../engine/rule-set/rule-set.ts";

/** Why something cannot be done; sentences are made from the code and its facts. */
export type RefusalCode =
  | "no_such_place"
  /** facts: operator, minimum, maximum */
  | "operand_count"
  | "root_has_no_siblings"
  | "nothing_to_unwrap"
  | "no_such_run"
  | "into_itself"
  | "last_operand"
  | "no_two_operands"
  | "at_the_end"
  | "no_ratio"
  | "no_bands"
  | "no_checklist"
  | "no_such_row"
  | "last_row"
  /** The row would take nothing any more; facts: row (from 1), bound */
  | "band_unreachable"
  /** facts: bound, limit */
  | "band_crosses"
  | "boundary_is_open"
  /** facts: value, from, to */
  | "boundary_outside_band"
  | "rows_not_alike"
  | "nothing_to_convert"
  /** facts: name */
  | "name_taken"
  | "name_not_allowed"
  | "no_such_name";

export interface Refusal {
  readonly code: RefusalCode;
  readonly facts: Facts;
}

export interface Refused {
  readonly ok: false;
  readonly refusal: Refusal;
}

export type Edited =
  | {
      readonly ok: true;
      readonly logic: Logic;
      /** What is in focus afterwards, as JSON pointer within the formula. */
      readonly at: string;
      /** How many siblings from `at` on are selected, where they are several. */
      readonly span?: number;
      /** What was put aside, to be put into the workspace's tray. */
      readonly tray?: readonly Logic[];
      /** Position in the tray of what was put in: it lies there no more. */
      readonly fromTray?: number;
      /** Words for the history. */
      readonly label: Text;
      /** One number took the place of another: quick ones at one place are one step of the history. */
      readonly typed?: true;
    }
  | Refused;

export function refused(code: RefusalCode, facts: Facts = {}): Refused {
  return { ok: false, refusal: { code, facts } };
}
