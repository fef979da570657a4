/** @module Operations on checklists. `at` is the place of the checklist within the formula, rows count from 0. */

import { isNumber } from "../../../engine/idioms/parts.ts";
import { rowsLens } from "../../../engine/idioms/rows.ts";
import type { Names } from "../../../engine/language/formula-names.ts";
import {
  isOperation,
  nameOf,
  nodeAt,
  operandsOf,
  operation,
  replaceAt,
  sameLogic,
} from "../../../engine/logic/json-tree.ts";
import type { Logic, Text } from "../../../engine/rule-set/rule-set.ts";
import {
  type ChecklistRow,
  type ChecklistView,
  checklistLens,
  checklistPlaces,
  getGate,
  putGate,
} from "../recognise/checklist.ts";
import { type Edited, refused } from "./edited.ts";
import { label, termText } from "./labels.ts";

const NO_NAMES: Names = new Map();

/** A row at the end, or before the row at `index`. */
export function addRow(
  logic: Logic,
  at: string,
  condition: Logic,
  points: number,
  index?: number,
  names: Names = NO_NAMES,
): Edited {
  return addRows(
    logic,
    at,
    [{ condition, points }],
    index,
    label("rowAdded", { a: termText(condition, names) }),
  );
}

export function addRows(
  logic: Logic,
  at: string,
  added: readonly { readonly condition: Logic; readonly points: number }[],
  index?: number,
  words: Text = label("pastedRows", { a: String(added.length) }),
): Edited {
  return change(logic, at, (view) => {
    const place = Math.min(index ?? view.rows.length, view.rows.length);
    const put = added.map(
      ({ condition, points }): ChecklistRow => ({
        kind: "tick",
        condition,
        points,
        form: { operator: "if", negated: false },
      }),
    );
    const rows = [...view.rows.slice(0, place), ...put, ...view.rows.slice(place)];
    return { view: { ...view, rows, form: { ...view.form, sum: true } }, row: place, words };
  });
}

export function removeRow(
  logic: Logic,
  at: string,
  index: number,
  names: Names = NO_NAMES,
): Edited {
  return change(logic, at, (view) => {
    const row = view.rows[index];
    if (row === undefined) return refused("no_such_row", { row: index + 1 });
    const rows = view.rows.filter((_, position) => position !== index);
    if (!rows.some(({ kind }) => kind === "tick")) return refused("last_row");
    const words = label("rowRemoved", { a: rowText(row, names) });
    return { view: { ...view, rows }, row: Math.min(index, rows.length - 1), words };
  });
}

export function moveRow(
  logic: Logic,
  at: string,
  from: number,
  to: number,
  names: Names = NO_NAMES,
): Edited {
  return change(logic, at, (view) => {
    const row = view.rows[from];
    if (row === undefined || view.rows[to] === undefined)
      return refused("no_such_row", { row: Math.max(from, to) + 1 });
    const rows = [...view.rows];
    rows.splice(to, 0, ...rows.splice(from, 1));
    return {
      view: { ...view, rows },
      row: to,
      words: label("rowMoved", { a: rowText(row, names) }),
    };
  });
}

/** The most that all rows together give; `null` takes the cap off. */
export function setCap(logic: Logic, at: string, value: number | null): Edited {
  return change(logic, at, (view) => {
    const cap = value === null ? null : { value, first: view.cap?.first ?? true };
    const capOutside = cap !== null && (view.gate === null || view.form.capOutside);
    return {
      view: { ...view, cap, form: { ...view.form, capOutside } },
      row: null,
      words: value === null ? label("capRemoved") : label("cap", { a: String(value) }),
    };
  });
}

/** A term of a score that must hold for anything to count: "不满足①项得 0 分，整体不得分". */
export function isRequired(score: Logic, condition: Logic): boolean {
  const gated = getGate(score);
  if (gated === null) return false;
  const { gate, inner } = gated;
  const conditions = isOperation(gate.condition, "and")
    ? operandsOf(gate.condition)
    : [gate.condition];
  return conditions.some((one) => sameLogic(one, condition)) || isRequired(inner, condition);
}

/** Makes a condition one without which the whole score is 0, or no longer so. */
export function setRequired(
  score: Logic,
  condition: Logic,
  required: boolean,
  names: Names = NO_NAMES,
): Edited {
  const words = label(required ? "required" : "notRequired", { a: termText(condition, names) });
  const done = (logic: Logic): Edited => ({ ok: true, logic, at: "", label: words });
  if (required === isRequired(score, condition)) return done(score);
  const gated = getGate(score);
  if (required) {
    if (gated === null || gated.gate.form.negated)
      return done(putGate({ gate: { condition, form: USUAL_FORM }, inner: score }));
    const both = isOperation(gated.gate.condition, "and")
      ? [...operandsOf(gated.gate.condition), condition]
      : [gated.gate.condition, condition];
    return done(putGate({ ...gated, gate: { ...gated.gate, condition: operation("and", both) } }));
  }
  return done(withoutRequired(score, condition));
}

const USUAL_FORM = { operator: "if", negated: false } as const;

function withoutRequired(score: Logic, condition: Logic): Logic {
  const gated = getGate(score);
  if (gated === null) return score;
  const { gate } = gated;
  const inner = withoutRequired(gated.inner, condition);
  if (sameLogic(gate.condition, condition)) return inner;
  if (!isOperation(gate.condition, "and")) return putGate({ gate, inner });
  const left = operandsOf(gate.condition).filter((one) => !sameLogic(one, condition));
  const [only] = left;
  if (only === undefined) return inner;
  const conditions = left.length === 1 ? only : operation("and", left);
  return putGate({ gate: { ...gate, condition: conditions }, inner });
}

/**
 * Makes ticks of what can be ticked: yes/no names, alone, in a sum or times points; and of counted choices times
 * points one row for each choice.
 *
 * @param choices codes of the list input that is counted, where it is one
 */
export function toChecklist(
  logic: Logic,
  at: string,
  choices: readonly string[] = [],
  names: Names = NO_NAMES,
): Edited {
  const node = nodeAt(logic, at);
  if (node === undefined) return refused("no_such_place");
  const terms = isOperation(node, "+") ? operandsOf(node) : [node];
  const rows = terms.flatMap((term): readonly Logic[] => ticksOf(term, choices, names) ?? [term]);
  const made = operation("+", rows);
  const nothingNew =
    rows.length === terms.length && rows.every((row, index) => row === terms[index]);
  if (nothingNew || !checklistLens.get(made).ok) return refused("nothing_to_convert");
  return {
    ok: true,
    logic: replaceAt(logic, at, made),
    at,
    label: label("toChecklist", { a: termText(node, names) }),
  };
}

function ticksOf(term: Logic, choices: readonly string[], names: Names): readonly Logic[] | null {
  const [a, b, ...more] = operandsOf(term);
  const product = isOperation(term, "*") && a !== undefined && b !== undefined && more.length === 0;
  const [what, points] = product ? (isNumber(a) ? [b, a] : [a, b]) : [term, 1];
  if (!isNumber(points)) return null;
  const tick = (condition: Logic): Logic => operation("if", [condition, points, 0]);
  if (names.get(nameOf(what) ?? "")?.type === "boolean") return [tick(what)];
  const counted = rowsLens.get(what);
  if (counted.ok && counted.view.each === null && choices.length > 0)
    return choices.map((code) => tick(operation("in", [code, counted.view.list])));
  return null;
}

type Change =
  | { readonly view: ChecklistView; readonly row: number | null; readonly words: Text }
  | ReturnType<typeof refused>;

function change(logic: Logic, at: string, edit: (view: ChecklistView) => Change): Edited {
  const node = nodeAt(logic, at);
  const recognition = node === undefined ? null : checklistLens.get(node);
  if (!recognition?.ok) return refused("no_checklist");
  const changed = edit(recognition.view);
  if (!("view" in changed)) return changed;
  const place =
    changed.row === null ? "" : (checklistPlaces(changed.view).rows[changed.row]?.row ?? "");
  return {
    ok: true,
    logic: replaceAt(logic, at, checklistLens.put(changed.view)),
    at: at + place,
    label: changed.words,
  };
}

function rowText(row: ChecklistRow, names: Names): Text {
  return termText(row.kind === "tick" ? row.condition : row.logic, names);
}
