/**
 * @module Operations on bands: a boundary that two rows share moves for both, and no row is ever left that
 * nothing comes to. `at` is the place of the bands within the formula, rows count from 0.
 */

import { ifOperatorOf } from "../../../engine/idioms/parts.ts";
import { isShare } from "../../../engine/idioms/ratio.ts";
import type { Names } from "../../../engine/language/formula-names.ts";
import {
  nameOf,
  nodeAt,
  operandsOf,
  operation,
  replaceAt,
  withOperands,
} from "../../../engine/logic/json-tree.ts";
import { percentText } from "../../../engine/number/percent.ts";
import type { Logic, Text } from "../../../engine/rule-set/rule-set.ts";
import { type Range, rangesOf } from "../recognise/band-ranges.ts";
import {
  type BandRow,
  type BandsView,
  type Bound,
  bandPlaces,
  bandsLens,
} from "../recognise/bands.ts";
import { type Edited, type Refused, refused } from "./edited.ts";
import { type LabelWords, label, termText } from "./labels.ts";
import { focusIn } from "./slots.ts";

const NO_NAMES: Names = new Map();

export type Side = "from" | "to";

/**
 * Moves a boundary of a row; the row on its other side follows.
 *
 * @issue `band_unreachable` where a row would take nothing, `band_crosses` past a further boundary,
 *   `boundary_is_open` where the row has none on this side
 */
export function setBoundary(
  logic: Logic,
  at: string,
  row: number,
  side: Side,
  value: number,
  names: Names = NO_NAMES,
): Edited {
  const view = viewAt(logic, at);
  if (view === null) return refused("no_bands");
  const range = rangesOf(view).rows[row];
  if (range === undefined) return refused("no_such_row", { row: row + 1 });
  const bound = range[side];
  if (bound === null) return refused("boundary_is_open", { row: row + 1 });
  const moved = view.rows.map((one) => withBoundary(one, bound.value, value));
  const refusal =
    crossing(view, bound.value, value) ?? emptied(view, { ...view, rows: moved }, value);
  if (refusal !== null) return refusal;
  const places = bandPlaces({ ...view, rows: moved });
  const own = places.rows[row]?.[side === "from" ? "lower" : "upper"];
  const shown = boundText(view.subject, names);
  return put(
    logic,
    at,
    { ...view, rows: moved },
    own ?? neighbour(places, moved, value),
    label("boundary", {
      a: termText(view.subject, names),
      b: `${shown(bound.value)} → ${shown(value)}`,
      c: String(row + 1),
    }),
  );
}

/** Where the boundary is written, when it is the other row's. */
function neighbour(
  places: ReturnType<typeof bandPlaces>,
  rows: readonly BandRow[],
  value: number,
): string {
  const index = rows.findIndex(
    ({ lower, upper }) => lower?.value === value || upper?.value === value,
  );
  const place = places.rows[index];
  const lower = rows[index]?.lower?.value === value;
  return (lower ? place?.lower : place?.upper) ?? "";
}

function withBoundary(row: BandRow, from: number, to: number): BandRow {
  const moved = (bound: Bound | undefined): Bound | undefined =>
    bound?.value === from ? { ...bound, value: to } : bound;
  const [lower, upper] = [moved(row.lower), moved(row.upper)];
  return {
    ...(lower === undefined ? {} : { lower }),
    ...(upper === undefined ? {} : { upper }),
    points: row.points,
    form: row.form,
  };
}

/** A boundary stays between the boundaries next to it. */
function crossing(view: BandsView, from: number, to: number): Refused | null {
  const values = view.rows
    .flatMap(({ lower, upper }) => [lower?.value, upper?.value])
    .filter((value): value is number => value !== undefined && value !== from)
    .sort((a, b) => a - b);
  const limit =
    to > from
      ? values.find((value) => value > from && value <= to)
      : values.findLast((value) => value < from && value >= to);
  // On the limit itself a row takes nothing, unless a gap was closed: that is for `emptied` to say.
  return limit === undefined || limit === to ? null : refused("band_crosses", { bound: to, limit });
}

/** No row that took something takes nothing afterwards. */
function emptied(before: BandsView, after: BandsView, bound: number): Refused | null {
  const [old, now] = [rangesOf(before), rangesOf(after)];
  const row = now.rows.findIndex((range, index) => range.empty && old.rows[index]?.empty !== true);
  return row < 0 ? null : refused("band_unreachable", { row: row + 1, bound });
}

/** Whether the boundary itself belongs to the row (≥) or to its neighbour (>). */
export function setInclusive(
  logic: Logic,
  at: string,
  row: number,
  side: Side,
  inclusive: boolean,
  names: Names = NO_NAMES,
): Edited {
  const view = viewAt(logic, at);
  if (view === null) return refused("no_bands");
  const bound = rangesOf(view).rows[row]?.[side];
  if (bound === undefined) return refused("no_such_row", { row: row + 1 });
  if (bound === null) return refused("boundary_is_open", { row: row + 1 });
  const above = side === "from" ? inclusive : !inclusive;
  const rows = view.rows.map((one): BandRow => {
    if (one.form.shape === "equal" || one.form.shape === "between") return one;
    const { lower, upper } = one;
    return {
      ...(lower && { lower: lower.value === bound.value ? { ...lower, inclusive: above } : lower }),
      ...(upper && {
        upper: upper.value === bound.value ? { ...upper, inclusive: !above } : upper,
      }),
      points: one.points,
      form: one.form,
    };
  });
  const shown = boundText(view.subject, names)(bound.value);
  const sign = (isIn: boolean): string => (side === "from" ? (isIn ? "≥" : ">") : isIn ? "≤" : "<");
  return put(
    logic,
    at,
    { ...view, rows },
    "",
    label("boundary", {
      a: termText(view.subject, names),
      b: `${sign(bound.inclusive)} ${shown} → ${sign(inclusive)} ${shown}`,
      c: String(row + 1),
    }),
  );
}

/**
 * Cuts a row in two at a value within it; a value among what no row takes begins a new row. Both have the
 * points of the old one.
 *
 * @param points of the new row, where they are known
 * @issue `boundary_outside_band`
 */
export function splitBand(
  logic: Logic,
  at: string,
  row: number | "otherwise",
  value: number,
  points?: Logic,
  names: Names = NO_NAMES,
): Edited {
  const view = viewAt(logic, at);
  if (view === null) return refused("no_bands");
  const ranges = rangesOf(view);
  const range = row === "otherwise" ? ranges.otherwise : ranges.rows[row];
  if (range === undefined) return refused("no_such_row", { row: Number(row) + 1 });
  if (!isWithin(value, range))
    return refused("boundary_outside_band", {
      value,
      from: range.from?.value ?? null,
      to: range.to?.value ?? null,
    });
  const words: LabelWords = {
    a: termText(view.subject, names),
    b: boundText(view.subject, names)(value),
  };
  if (row === "otherwise") {
    const given = points ?? view.otherwise ?? 0;
    const falls = range.to !== null || range.from === null;
    const added: BandRow = falls
      ? { lower: { value, inclusive: true }, points: given, form: SINGLE }
      : { upper: { value, inclusive: false }, points: given, form: SINGLE };
    const rows = [...view.rows, upperClosed(added, view, range)];
    return putRows(logic, at, view, rows, rows.length - 1, label("split", words));
  }
  const old = view.rows[row] as BandRow;
  if (old.form.shape === "equal") return refused("boundary_outside_band", { value });
  const [first, second] = halves(old, value, points ?? old.points);
  const rows = [...view.rows.slice(0, row), first, second, ...view.rows.slice(row + 1)];
  return putRows(logic, at, view, rows, row, label("split", words));
}

const SINGLE = { shape: "single", flipped: false } as const;

/** Among rows that say both of their bounds a new one says both as well. */
function upperClosed(row: BandRow, view: BandsView, { to }: Range): BandRow {
  const last = view.rows.at(-1);
  if (last?.form.shape !== "and" || row.lower === undefined || to === null) return row;
  return { ...row, upper: { value: to.value, inclusive: to.inclusive }, form: last.form };
}

/** The row that is tried first takes its own side of the cut. */
function halves(row: BandRow, value: number, points: Logic): readonly [BandRow, BandRow] {
  const cut: Bound = { value, inclusive: true };
  const under: Bound = { value, inclusive: false };
  const { lower, upper, form } = row;
  if (lower !== undefined && upper === undefined) return [{ lower: cut, points, form }, row];
  if (lower === undefined) return [{ upper: under, points, form }, row];
  const closed = form.shape === "between" ? { value, inclusive: lower.inclusive } : under;
  const opened = form.shape === "between" ? { value, inclusive: lower.inclusive } : cut;
  return [
    { lower: opened, ...(upper && { upper }), points, form },
    { lower, upper: closed, points: row.points, form },
  ];
}

function isWithin(value: number, { from, to }: Range): boolean {
  return (from === null || value > from.value) && (to === null || value < to.value);
}

/** Makes one row of a row and the next; its points are those of the row itself. */
export function mergeBand(logic: Logic, at: string, row: number, names: Names = NO_NAMES): Edited {
  const view = viewAt(logic, at);
  if (view === null) return refused("no_bands");
  const [first, second] = [view.rows[row], view.rows[row + 1]];
  if (first === undefined) return refused("no_such_row", { row: row + 1 });
  if (second === undefined) return removeBand(logic, at, row, names);
  const merged = mergedRow(first, second);
  if (merged === null) return refused("rows_not_alike", { row: row + 1 });
  const rows = [...view.rows.slice(0, row), merged, ...view.rows.slice(row + 2)];
  const words = { a: termText(view.subject, names), b: String(row + 1) };
  return putRows(logic, at, view, rows, row, label("merged", words));
}

function mergedRow(first: BandRow, second: BandRow): BandRow | null {
  const both = (row: BandRow): boolean => row.lower !== undefined && row.upper !== undefined;
  const { points } = first;
  if (both(first) && both(second)) {
    const falls = (first.lower as Bound).value >= (second.lower as Bound).value;
    const [high, low] = falls ? [first, second] : [second, first];
    return {
      lower: low.lower as Bound,
      upper: high.upper as Bound,
      points,
      form: first.form.shape === "equal" ? second.form : first.form,
    };
  }
  if (second.lower !== undefined && second.upper === undefined && first.lower !== undefined)
    return { ...second, points };
  if (second.lower === undefined && first.upper !== undefined && first.lower === undefined)
    return { ...second, points };
  // The first row is open above, the second says where it ends: the two together are open above.
  if (first.upper === undefined && first.lower !== undefined && second.lower !== undefined)
    return { lower: second.lower, points, form: first.form };
  return null;
}

/** What the row took falls to the row after it, or to otherwise. */
export function removeBand(logic: Logic, at: string, row: number, names: Names = NO_NAMES): Edited {
  const view = viewAt(logic, at);
  if (view === null) return refused("no_bands");
  const gone = view.rows[row];
  if (gone === undefined) return refused("no_such_row", { row: row + 1 });
  if (view.rows.length === 1) return refused("last_row");
  const rows = view.rows.filter((_, index) => index !== row);
  const next = rows[row];
  // Rows that say both bounds close up, so that no gap opens.
  const closes = next?.upper !== undefined && next.upper.value === gone.lower?.value;
  if (closes && next !== undefined) {
    const { upper: _, ...open } = next;
    const lower = open.lower;
    rows[row] =
      gone.upper === undefined && lower !== undefined && next.form.shape === "and"
        ? { ...open, form: { shape: "single", flipped: next.form.lowerFlipped } }
        : { ...next, ...(gone.upper && { upper: gone.upper }) };
  }
  const words = { a: termText(view.subject, names), b: String(row + 1) };
  return putRows(
    logic,
    at,
    view,
    rows,
    Math.min(row, rows.length - 1),
    label("bandRemoved", words),
  );
}

/** Puts a row elsewhere in the order in which rows are tried. @issue `band_unreachable` */
export function moveBand(
  logic: Logic,
  at: string,
  from: number,
  to: number,
  names: Names = NO_NAMES,
): Edited {
  const view = viewAt(logic, at);
  if (view === null) return refused("no_bands");
  if (view.rows[from] === undefined || view.rows[to] === undefined)
    return refused("no_such_row", { row: Math.max(from, to) + 1 });
  const rows = [...view.rows];
  rows.splice(to, 0, ...rows.splice(from, 1));
  const moved = { ...view, rows };
  const row = rangesOf(moved).rows.findIndex(({ empty }) => empty);
  if (row >= 0 && !rangesOf(view).rows.some(({ empty }) => empty))
    return refused("band_unreachable", { row: row + 1, bound: rows[row]?.lower?.value ?? null });
  const words = { a: termText(view.subject, names), b: String(from + 1) };
  return putRows(logic, at, view, rows, to, label("bandMoved", words));
}

/** Every row compares this subject; works where the rows still differ in theirs. */
export function unifySubject(
  logic: Logic,
  at: string,
  subject: Logic,
  names: Names = NO_NAMES,
): Edited {
  const node = nodeAt(logic, at);
  if (node === undefined) return refused("no_such_place");
  const unified = withSubject(node, subject);
  if (!bandsLens.get(unified).ok) return refused("no_bands");
  return {
    ok: true,
    logic: replaceAt(logic, at, unified),
    at,
    label: label("subject", { a: termText(subject, names) }),
  };
}

function withSubject(node: Logic, subject: Logic): Logic {
  if (ifOperatorOf(node) === null) return node;
  const operands = operandsOf(node);
  const changed = operands.map((operand, index) => {
    const isTest = index % 2 === 0 && index + 1 < operands.length;
    if (isTest) return withSubjectInTest(operand, subject);
    return index === operands.length - 1 && operands.length % 2 === 1
      ? withSubject(operand, subject)
      : operand;
  });
  return withOperands(node, changed);
}

function withSubjectInTest(test: Logic, subject: Logic): Logic {
  const [a, ...others] = operandsOf(test);
  const compares = [a, ...others].some((operand) => typeof operand === "number");
  if (!compares)
    return withOperands(
      test,
      operandsOf(test).map((one) => withSubjectInTest(one, subject)),
    );
  return withOperands(
    test,
    operandsOf(test).map((operand) => (typeof operand === "number" ? operand : subject)),
  );
}

export interface BandToMake {
  /** Not below this. */
  readonly from: number;
  readonly points: Logic;
}

/** Bands on what is selected, falling; made by a dialog that shows them before and after. */
export function toBands(
  logic: Logic,
  at: string,
  rows: readonly BandToMake[],
  otherwise: Logic = 0,
  names: Names = NO_NAMES,
): Edited {
  const node = nodeAt(logic, at);
  if (node === undefined) return refused("no_such_place");
  if (rows.length === 0) return refused("nothing_to_convert");
  const old = bandsLens.get(node);
  const subject = old.ok ? old.view.subject : node;
  const sorted = [...rows].sort((a, b) => b.from - a.from);
  const twice = sorted.findIndex(({ from }, index) => from === sorted[index - 1]?.from);
  if (twice >= 0)
    return refused("band_unreachable", { row: twice + 1, bound: sorted[twice]?.from });
  const made = operation("if", [
    ...sorted.flatMap(({ from, points }) => [operation(">=", [subject, from]), points]),
    otherwise,
  ]);
  const edited = replaceAt(logic, at, made);
  return {
    ok: true,
    logic: edited,
    at: focusIn(edited, at),
    label: label("toBands", { a: termText(subject, names) }),
  };
}

function viewAt(logic: Logic, at: string): BandsView | null {
  const node = nodeAt(logic, at);
  const recognition = node === undefined ? null : bandsLens.get(node);
  return recognition?.ok ? recognition.view : null;
}

/** @param focus place within the bands */
function put(logic: Logic, at: string, view: BandsView, focus: string, words: Text): Edited {
  return {
    ok: true,
    logic: replaceAt(logic, at, bandsLens.put(view)),
    at: at + focus,
    label: words,
  };
}

/** Writes other rows; a chain of nested conditions grows or shrinks where it ends. */
function putRows(
  logic: Logic,
  at: string,
  view: BandsView,
  rows: readonly BandRow[],
  focus: number,
  words: Text,
): Edited {
  const chain = view.chain.map((level) => ({ ...level }));
  let difference = rows.length - view.rows.length;
  for (let index = chain.length - 1; index >= 0 && difference !== 0; index--) {
    const level = chain[index] as { rows: number };
    const change = Math.max(difference, -level.rows);
    level.rows += change;
    difference -= change;
  }
  const changed = { ...view, rows, chain: chain.filter((level) => level.rows > 0) };
  const test = bandPlaces(changed).rows[focus]?.test ?? "";
  return {
    ok: true,
    logic: replaceAt(logic, at, bandsLens.put(changed)),
    at: at + test,
    label: words,
  };
}

/** Bounds as the reader knows them: percent where the subject is a share. */
function boundText(subject: Logic, names: Names): (value: number) => string {
  const name = nameOf(subject);
  const percent = name === null ? isShare(subject) : names.get(name)?.percent === true;
  return (value) => (percent ? percentText(value) : String(value));
}
