/**
 * @module A checklist: conditions with their points, added up; with a condition that must hold for anything to
 * count ("不满足①项得 0 分，整体不得分"), and with a cap on the sum.
 */

import { type Lens, notRecognised, recognised } from "../../../engine/idioms/lens.ts";
import {
  type Cap,
  type IfOperator,
  ifOperatorOf,
  isNumber,
  recap,
  uncap,
} from "../../../engine/idioms/parts.ts";
import { isOperation, operandsOf, operation } from "../../../engine/logic/json-tree.ts";
import type { Logic } from "../../../engine/rule-set/rule-set.ts";

export interface ChecklistView {
  readonly gate: Gate | null;
  readonly cap: Cap | null;
  readonly rows: readonly ChecklistRow[];
  readonly form: ChecklistForm;
}

export type ChecklistRow =
  /** Points for what is fulfilled. */
  | {
      readonly kind: "tick";
      readonly condition: Logic;
      readonly points: number;
      readonly form: TickForm;
    }
  /** A term of the sum that is no tick: a count, a capped sum … */
  | { readonly kind: "other"; readonly logic: Logic };

export interface TickForm {
  readonly operator: IfOperator;
  /** `if (not c) 0 else points`. */
  readonly negated: boolean;
}

export interface Gate {
  readonly condition: Logic;
  readonly form: TickForm;
}

export interface ChecklistForm {
  /** The rows are operands of `+`; otherwise there is one row and no sum. */
  readonly sum: boolean;
  /** The cap stands around the gate rather than within it. */
  readonly capOutside: boolean;
}

export const checklistLens: Lens<ChecklistView> = {
  get(logic) {
    const outside = uncap(logic);
    const gated = getGate(outside.inner);
    const inside = gated === null ? null : uncap(gated.inner);
    const inner = inside?.inner ?? outside.inner;
    if (outside.cap !== null && inside !== null && inside.cap !== null)
      return notRecognised("no_row_with_points");
    const sum = isOperation(inner, "+");
    const rows = (sum ? operandsOf(inner) : [inner]).map(getRow);
    const ticks = rows.filter(({ kind }) => kind === "tick").length;
    if (ticks === 0) return notRecognised("no_row_with_points");
    if (ticks < rows.length - ticks)
      return notRecognised("mostly_other_terms", "", { ticks, others: rows.length - ticks });
    return recognised({
      gate: gated?.gate ?? null,
      cap: outside.cap ?? inside?.cap ?? null,
      rows,
      form: { sum, capOutside: outside.cap !== null },
    });
  },

  put({ gate, cap, rows, form }) {
    const terms = rows.map(putRow);
    const sum = form.sum ? operation("+", terms) : (terms[0] as Logic);
    const capped = form.capOutside ? sum : recap({ cap, inner: sum });
    const gated = gate === null ? capped : putGate({ gate, inner: capped });
    return form.capOutside ? recap({ cap, inner: gated }) : gated;
  },
};

function getRow(logic: Logic): ChecklistRow {
  const tick = getTick(logic);
  return tick ?? { kind: "other", logic };
}

function getTick(logic: Logic): ChecklistRow | null {
  const branch = getBranch(logic);
  if (branch === null || !isNumber(branch.inner)) return null;
  const { condition, inner: points, form } = branch;
  return { kind: "tick", condition, points, form };
}

export function putRow(row: ChecklistRow): Logic {
  if (row.kind === "other") return row.logic;
  return putBranch(row.condition, row.points, row.form);
}

export interface Gated {
  readonly gate: Gate;
  readonly inner: Logic;
}

/** `if condition then … else 0`, where what then counts is computed rather than a number of points. */
export function getGate(logic: Logic): Gated | null {
  const branch = getBranch(logic);
  if (branch === null || isNumber(branch.inner)) return null;
  const { condition, inner, form } = branch;
  return { gate: { condition, form }, inner };
}

export function putGate({ gate, inner }: Gated): Logic {
  return putBranch(gate.condition, inner, gate.form);
}

/** A condition with what it gives, where otherwise is 0. */
function getBranch(logic: Logic): { condition: Logic; inner: Logic; form: TickForm } | null {
  const operator = ifOperatorOf(logic);
  const [condition, a, b, ...more] = operandsOf(logic);
  if (operator === null || condition === undefined || a === undefined || more.length > 0)
    return null;
  if (b === 0) return { condition, inner: a, form: { operator, negated: false } };
  const [negated, ...others] = operandsOf(condition);
  const isNot = isOperation(condition, "!") && negated !== undefined && others.length === 0;
  if (a === 0 && b !== undefined && isNot)
    return { condition: negated, inner: b, form: { operator, negated: true } };
  return null;
}

function putBranch(condition: Logic, inner: Logic, { operator, negated }: TickForm): Logic {
  return negated
    ? operation(operator, [operation("!", [condition]), 0, inner])
    : operation(operator, [condition, inner, 0]);
}

/** Where the parts of a checklist stand in its formula. */
export interface ChecklistPlaces {
  readonly rows: readonly {
    readonly row: string;
    readonly condition: string | null;
    readonly points: string | null;
  }[];
  readonly gate: string | null;
  readonly cap: string | null;
  /** What is added up. */
  readonly sum: string;
}

export function checklistPlaces({ gate, cap, rows, form }: ChecklistView): ChecklistPlaces {
  let at = "";
  let capAt: string | null = null;
  const throughCap = (): void => {
    if (cap === null) return;
    capAt = `${at}/min/${cap.first ? 0 : 1}`;
    at += `/min/${cap.first ? 1 : 0}`;
  };
  if (form.capOutside) throughCap();
  const gatePlaces = gate === null ? null : branchPlaces(at, gate.form);
  at = gatePlaces?.inner ?? at;
  if (!form.capOutside) throughCap();
  const places = rows.map((row, index) => {
    const place = form.sum ? `${at}/+/${index}` : at;
    if (row.kind === "other") return { row: place, condition: null, points: null };
    const { condition, inner } = branchPlaces(place, row.form);
    return { row: place, condition, points: inner };
  });
  return { rows: places, gate: gatePlaces?.condition ?? null, cap: capAt, sum: at };
}

function branchPlaces(at: string, { operator, negated }: TickForm) {
  const condition = `${at}/${operator}/0`;
  return {
    condition: negated ? `${condition}/!/0` : condition,
    inner: `${at}/${operator}/${negated ? 2 : 1}`,
  };
}
