/** @module A case with what the engine answered to it: a row of the grid, the same object as long as both are. */
import type { Case } from "../../engine/cases/case.ts";
import type { CaseAnswer } from "../evaluation/answers.ts";

export interface CaseRow {
  readonly case: Case;
  /** `undefined` until it has been run. */
  readonly answer: CaseAnswer | undefined;
}

const rows = new WeakMap<Case, CaseRow>();

export function caseRow(one: Case, answer: CaseAnswer | undefined): CaseRow {
  const known = rows.get(one);
  if (known !== undefined && known.answer === answer) return known;
  const row = { case: one, answer };
  rows.set(one, row);
  return row;
}
