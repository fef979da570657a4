/**
 * @module A pasted table read as bands: columns by their headings, full-width as half-width, bounds in any of the
 * ways that offices write them. Gaps and what cannot be read are told before anything is done.
 */

import type { Names } from "../../../engine/language/formula-names.ts";
import { nodeAt, replaceAt } from "../../../engine/logic/json-tree.ts";
import { shareOf, shiftDecimal } from "../../../engine/number/percent.ts";
import type { Logic } from "../../../engine/rule-set/rule-set.ts";
import type { Table } from "../../ui/clipboard-table.ts";
import { halfWidth } from "../../ui/half-width.ts";
import { type Edited, refused } from "../operations/edited.ts";
import { label } from "../operations/labels.ts";
import { type BandRow, type BandsView, bandsLens } from "../recognise/bands.ts";

export interface PastedBand {
  /** `null`: open on this side. */
  readonly from: number | null;
  readonly to: number | null;
  readonly points: number;
}

export type PastedBandCell = "from" | "to" | "points";

export interface PastedBandRow {
  /** Cells as they were pasted. */
  readonly texts: readonly string[];
  /** `null` where a cell cannot be read. */
  readonly band: PastedBand | null;
  /** Cells that cannot be read. */
  readonly unreadable: readonly PastedBandCell[];
  /** Something in it was full-width. */
  readonly normalised: boolean;
}

export interface BandGap {
  /** Index of the row below the gap. */
  readonly row: number;
  readonly from: number;
  readonly to: number;
}

export interface BandsPaste {
  readonly rows: readonly PastedBandRow[];
  readonly gaps: readonly BandGap[];
  /** Rows that begin below where the next one ends: index of the upper one. */
  readonly overlaps: readonly number[];
  /** Points of what is left over; `null` where no row says so. */
  readonly otherwise: number | null;
}

const HEADINGS: readonly (readonly [PastedBandCell, RegExp])[] = [
  ["to", /^(低于|小于|不到|以下|上限|<|below|to|upper|less)/i],
  ["from", /^(不低于|不小于|大于|高于|达到|下限|起|>|≥|atleast|at least|from|lower)/i],
  ["points", /(得分|分值|分数|^分$|points|score)/i],
];

/** @param percent bounds are shares: 95 and 95 % are both 0.95 */
export function readBandsTable(table: Table, percent: boolean): BandsPaste {
  const heading = headingOf(table[0] ?? []);
  const columns = heading ?? usualColumns(table[0]?.length ?? 0);
  const read = (heading === null ? table : table.slice(1)).map((cells) =>
    readRow(cells, columns, percent),
  );
  // A row that is open below is what is left over.
  const last = read.at(-1)?.band;
  const isRest = last !== null && last !== undefined && last.from === null && read.length > 1;
  const rows = isRest ? read.slice(0, -1) : read;
  return {
    rows,
    otherwise: isRest ? last.points : null,
    gaps: gapsBetween(rows, isRest ? last.to : null),
    overlaps: rows.flatMap(({ band }, index) => {
      const next = rows[index + 1]?.band;
      const over =
        band?.from != null && next?.to !== undefined && (next?.to === null || next.to > band.from);
      return over && next !== null ? [index] : [];
    }),
  };
}

function headingOf(row: readonly string[]): readonly (PastedBandCell | null)[] | null {
  const found = row.map((cell) => {
    const text = halfWidth(cell);
    if (/\d/.test(text)) return null;
    return HEADINGS.find(([, wording]) => wording.test(text))?.[0] ?? null;
  });
  return found.some((one) => one === "points") && found.filter(Boolean).length >= 2 ? found : null;
}

function usualColumns(count: number): readonly (PastedBandCell | null)[] {
  return count >= 3 ? ["from", "to", "points"] : ["from", "points"];
}

function readRow(
  cells: readonly string[],
  columns: readonly (PastedBandCell | null)[],
  percent: boolean,
): PastedBandRow {
  const textOf = (cell: PastedBandCell): string | undefined => {
    const index = columns.indexOf(cell);
    return index < 0 ? undefined : halfWidth(cells[index] ?? "");
  };
  const interval = readInterval(textOf("from") ?? "", percent);
  const from = interval?.from ?? readBound(textOf("from") ?? "", percent);
  const to = interval?.to ?? readBound(textOf("to") ?? "", percent);
  const points = /^-?\d+(?:\.\d+)?/.exec((textOf("points") ?? "").replace(/分$/, "").trim());
  const unreadable = (
    [
      ["from", from],
      ["to", to],
      ["points", points === null || points[0] === "" ? undefined : points],
    ] as const
  ).flatMap(([cell, value]) => (value === undefined ? [cell] : []));
  const ok = from !== undefined && to !== undefined && points !== null;
  return {
    texts: cells,
    band: ok ? { from, to, points: Number(points[0]) } : null,
    unreadable,
    normalised: cells.some((cell) => halfWidth(cell) !== cell.trim()),
  };
}

/** `[90%, 95%)`, `90%-95%`, `90%～95%` in one cell. */
function readInterval(text: string, percent: boolean): { from: number; to: number } | null {
  const found = /^[[(]?\s*([\d.]+\s*%?)\s*(?:,|-|~|至|到|–)\s*([\d.]+\s*%?)\s*[\])]?$/.exec(text);
  if (found === null) return null;
  const [from, to] = [readBound(found[1] ?? "", percent), readBound(found[2] ?? "", percent)];
  return typeof from === "number" && typeof to === "number" ? { from, to } : null;
}

/** `null`: open; `undefined`: not to be read. */
function readBound(text: string, percent: boolean): number | null | undefined {
  const plain = text
    .replaceAll(/[≥≤<>=]|以上|以下|不低于|低于|含/g, "")
    .replaceAll(/[()（）\s]/g, "");
  if (/^(|-|—|\/|不限|∞|无)$/.test(plain)) return null;
  const found = /^(-?\d+(?:\.\d+)?)(%?)$/.exec(plain);
  if (found === null) return undefined;
  const [, number = "", sign = ""] = found;
  if (sign === "%") return shareOf(number);
  // 95 in a column of percents is 95 %, 0.95 is a share already.
  return percent && Number(number) > 1 ? Number(shiftDecimal(number, -2)) : Number(number);
}

function gapsBetween(rows: readonly PastedBandRow[], restTo: number | null): readonly BandGap[] {
  const gaps: BandGap[] = [];
  for (const [index, { band }] of rows.entries()) {
    const next = rows[index + 1]?.band;
    const reaches = index === rows.length - 1 ? restTo : next?.to;
    if (band?.from == null || reaches == null) continue;
    if (reaches < band.from) gaps.push({ row: index + 1, from: reaches, to: band.from });
  }
  return gaps;
}

/** 补齐: the row below each gap reaches up to the row above it. */
export function fillGaps(paste: BandsPaste): BandsPaste {
  const rows = paste.rows.map((row, index): PastedBandRow => {
    const gap = paste.gaps.find((one) => one.row === index);
    if (gap === undefined || row.band === null) return row;
    return { ...row, band: { ...row.band, to: gap.to } };
  });
  return { ...paste, rows, gaps: [] };
}

/**
 * Puts pasted rows in the place of the rows of bands, in one step: the subject stays, and otherwise unless the
 * table says it. Gaps that are left stay gaps: such rows say both of their bounds.
 *
 * @issue `no_bands`; `rows_not_alike` where a cell cannot be read or rows overlap
 */
export function pasteBands(
  logic: Logic,
  at: string,
  paste: BandsPaste,
  _names: Names = new Map(),
): Edited {
  const node = nodeAt(logic, at);
  const recognition = node === undefined ? null : bandsLens.get(node);
  if (!recognition?.ok) return refused("no_bands");
  const unreadable = paste.rows.findIndex(({ band }) => band === null);
  const bad = unreadable >= 0 ? unreadable : (paste.overlaps[0] ?? -1);
  if (bad >= 0 || paste.rows.length === 0) return refused("rows_not_alike", { row: bad + 1 });
  const { view } = recognition;
  const gapped = new Set(paste.gaps.map(({ row }) => row));
  const rows = paste.rows.flatMap(({ band }, index): readonly BandRow[] => {
    if (band?.from == null) return [];
    const lower = { value: band.from, inclusive: true };
    const single: BandRow = {
      lower,
      points: band.points,
      form: { shape: "single", flipped: false },
    };
    if (!gapped.has(index) || band.to === null) return [single];
    const form = {
      shape: "and",
      lowerFirst: true,
      lowerFlipped: false,
      upperFlipped: false,
    } as const;
    return [{ ...single, upper: { value: band.to, inclusive: false }, form }];
  });
  const otherwise = paste.otherwise ?? view.otherwise ?? 0;
  const operator = view.chain[0]?.operator ?? "if";
  const pasted: BandsView = {
    subject: view.subject,
    rows,
    otherwise,
    chain: [{ operator, rows: rows.length }],
  };
  return {
    ok: true,
    logic: replaceAt(logic, at, bandsLens.put(pasted)),
    at,
    label: label("pastedRows", { a: String(rows.length) }),
  };
}
