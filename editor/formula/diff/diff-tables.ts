/** @module Tables of two years one above the other: which rows continue which, and which cells differ. */

import { sameLogic } from "../../../engine/logic/json-tree.ts";
import type { BandRow, BandsView } from "../recognise/bands.ts";
import type { ChecklistRow, ChecklistView } from "../recognise/checklist.ts";

export interface RowDiff<Cell extends string> {
  /** Index of the row in the earlier table; `null` for one that is new. */
  readonly before: number | null;
  /** Index in the later table; `null` for one that is gone. */
  readonly after: number | null;
  /** Cells that differ. */
  readonly changed: readonly Cell[];
  /** The row has another place in the order. */
  readonly moved: boolean;
}

export type BandCell = "lower" | "upper" | "points";
export type ChecklistCell = "condition" | "points";

/** Rows of bands continue one another by equal bounds, then by equal points, then by place. */
export function diffBands(before: BandsView, after: BandsView): readonly RowDiff<BandCell>[] {
  const sameBounds = (a: BandRow, b: BandRow): boolean =>
    a.lower?.value === b.lower?.value && a.upper?.value === b.upper?.value;
  return diffRows(before.rows, after.rows, {
    tests: [
      (a, b) => sameBounds(a, b) && sameLogic(a.points, b.points),
      (a, b) => sameLogic(a.points, b.points),
      sameBounds,
    ],
    changed: (a, b) => [
      ...(JSON.stringify(a.lower) === JSON.stringify(b.lower) ? [] : (["lower"] as const)),
      ...(JSON.stringify(a.upper) === JSON.stringify(b.upper) ? [] : (["upper"] as const)),
      ...(sameLogic(a.points, b.points) ? [] : (["points"] as const)),
    ],
  });
}

/** Rows of checklists continue one another by their condition. */
export function diffChecklists(
  before: ChecklistView,
  after: ChecklistView,
): readonly RowDiff<ChecklistCell>[] {
  const condition = (row: ChecklistRow) => (row.kind === "tick" ? row.condition : row.logic);
  const points = (row: ChecklistRow) => (row.kind === "tick" ? row.points : null);
  return diffRows(before.rows, after.rows, {
    tests: [
      (a, b) => sameLogic(condition(a), condition(b)) && points(a) === points(b),
      (a, b) => sameLogic(condition(a), condition(b)),
    ],
    changed: (a, b) => [
      ...(sameLogic(condition(a), condition(b)) ? [] : (["condition"] as const)),
      ...(points(a) === points(b) ? [] : (["points"] as const)),
    ],
  });
}

interface RowRules<Row, Cell extends string> {
  /** When rows continue one another, the surest first. */
  readonly tests: readonly ((a: Row, b: Row) => boolean)[];
  readonly changed: (a: Row, b: Row) => readonly Cell[];
}

function diffRows<Row, Cell extends string>(
  before: readonly Row[],
  after: readonly Row[],
  { tests, changed }: RowRules<Row, Cell>,
): readonly RowDiff<Cell>[] {
  const toBefore = new Map<number, number>();
  const taken = new Set<number>();
  const match = (test: (a: Row, b: Row, old: number, now: number) => boolean): void => {
    for (const [now, row] of after.entries()) {
      if (toBefore.has(now)) continue;
      const old = before.findIndex((one, index) => !taken.has(index) && test(one, row, index, now));
      if (old < 0) continue;
      toBefore.set(now, old);
      taken.add(old);
    }
  };
  for (const test of tests) match(test);
  if (before.length === after.length) match((_a, _b, old, now) => old === now);

  const rows = after.map((row, now): RowDiff<Cell> => {
    const old = toBefore.get(now);
    if (old === undefined) return { before: null, after: now, changed: [], moved: false };
    // It has moved when a row that now stands before it stood behind it.
    const moved = [...toBefore].some(([other, was]) => other < now && was > old);
    return { before: old, after: now, changed: changed(before[old] as Row, row), moved };
  });
  for (const index of before.keys()) {
    if (taken.has(index)) continue;
    const following = rows.findIndex((row) => row.before !== null && row.before > index);
    const gone: RowDiff<Cell> = { before: index, after: null, changed: [], moved: false };
    rows.splice(following < 0 ? rows.length : following, 0, gone);
  }
  return rows;
}
