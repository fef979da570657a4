/** @module What each row of bands takes in the end: its own bounds, less what the rows before it took. */
import type { BandRow, BandsView, Bound } from "./bands.ts";

export interface Range {
  /** `null`: open, there is no bound on this side. */
  readonly from: RangeBound | null;
  readonly to: RangeBound | null;
  /** No value ever comes to this row. */
  readonly empty: boolean;
}

export interface RangeBound extends Bound {
  /** The row says it itself; otherwise it is the other side of a bound of a row before it. */
  readonly own: boolean;
}

export interface Ranges {
  readonly rows: readonly Range[];
  /** What is left for otherwise, rows in the midst of it not taken off; empty when the rows take everything. */
  readonly otherwise: Range;
  /** Stretches between two rows that no row takes, so that they fall to otherwise. */
  readonly gaps: readonly { readonly from: Bound; readonly to: Bound }[];
}

export function rangesOf({ rows }: BandsView): Ranges {
  let rest: { from: RangeBound | null; to: RangeBound | null } = { from: null, to: null };
  const ranges = rows.map((row): Range => {
    const from = tighter(own(row.lower), rest.from, "from");
    const to = tighter(own(row.upper), rest.to, "to");
    const empty = isEmpty(from, to);
    // A row that takes all above (below) its bound leaves the others what is below (above) it.
    const reachesTop = row.upper === undefined || !isTighter(row.upper, rest.to, "to");
    const reachesBottom = row.lower === undefined || !isTighter(row.lower, rest.from, "from");
    if (reachesTop && row.lower !== undefined) {
      rest = { ...rest, to: tighter(otherSide(row.lower), rest.to, "to") };
    } else if (reachesBottom && row.upper !== undefined) {
      rest = { ...rest, from: tighter(otherSide(row.upper), rest.from, "from") };
    }
    return { from, to, empty };
  });
  return {
    rows: ranges,
    otherwise: { ...rest, empty: isEmpty(rest.from, rest.to) },
    gaps: gapsOf(rows),
  };
}

function own(bound: Bound | undefined): RangeBound | null {
  return bound === undefined ? null : { ...bound, own: true };
}

function otherSide({ value, inclusive }: Bound): RangeBound {
  return { value, inclusive: !inclusive, own: false };
}

function isTighter(bound: Bound, than: Bound | null, side: "from" | "to"): boolean {
  if (than === null) return true;
  if (bound.value !== than.value)
    return side === "from" ? bound.value > than.value : bound.value < than.value;
  return than.inclusive && !bound.inclusive;
}

/** Of two bounds the one that takes less; of equal ones the row's own. */
function tighter(
  bound: RangeBound | null,
  other: RangeBound | null,
  side: "from" | "to",
): RangeBound | null {
  if (bound === null || other === null) return bound ?? other;
  return isTighter(other, bound, side) ? other : bound;
}

function isEmpty(from: Bound | null, to: Bound | null): boolean {
  if (from === null || to === null) return false;
  if (from.value !== to.value) return from.value > to.value;
  return !(from.inclusive && to.inclusive);
}

function gapsOf(rows: readonly BandRow[]): Ranges["gaps"] {
  const sorted = [...rows].sort(
    (a, b) => (a.lower?.value ?? -Infinity) - (b.lower?.value ?? -Infinity),
  );
  const gaps: { from: Bound; to: Bound }[] = [];
  let reached: Bound | undefined | null = null;
  for (const { lower, upper } of sorted) {
    if (reached && lower) {
      const touches = reached.value === lower.value && (reached.inclusive || lower.inclusive);
      if (reached.value < lower.value || (reached.value === lower.value && !touches)) {
        gaps.push({
          from: { value: reached.value, inclusive: !reached.inclusive },
          to: { value: lower.value, inclusive: !lower.inclusive },
        });
      }
    }
    const further =
      reached === null ||
      (reached !== undefined && (upper === undefined || isTighter(reached, upper, "to")));
    if (further) reached = upper;
  }
  return gaps;
}
