/** @module What a notice's table says, indicator by indicator and item by item. */
import { type Role, wordsOf } from "./columns.ts";
import type { IdReader } from "./ids.ts";
import { joinTexts, NO_TEXT, type NoticeText, partOf } from "./notice-text.ts";
import type { Cell, Grid } from "./read-tables.ts";

export const FIELDS = ["purpose", "method", "data", "departments"] as const;

export type Field = (typeof FIELDS)[number];

export interface NoticeRow {
  /** As the notice has it; `null` where it gives none. */
  readonly id: string | null;
  readonly name: string;
  readonly texts: { readonly [field in Field]?: NoticeText };
  /** The weight beside an indicator's name, as it is printed: `5%`. */
  readonly weight: string | null;
  /** Position in the list of the row that it stands below; `null` for the topmost. */
  readonly above: number | null;
}

/**
 * @param roles what each column holds; columns of indicators stand from the topmost down
 * @param head words of the head row, which notices repeat on every page
 */
export function readRows(
  grid: Grid,
  roles: readonly Role[],
  head: string | null,
  readId: IdReader,
): readonly NoticeRow[] {
  const rows: Draft[] = [];
  const indicatorColumns = columnsOf(roles, "indicator");
  const at: { readonly [field in Field]: number } = {
    purpose: roles.indexOf("purpose"),
    method: roles.indexOf("method"),
    data: roles.indexOf("data"),
    departments: roles.indexOf("departments"),
  };
  const open: Open = { indicators: [], item: null, method: null };
  const body = grid
    .filter((row) => wordsOf(row) !== head && row.some(({ text }) => text !== ""))
    .map((row) => row.map(withoutDashes));
  for (const [index, row] of body.entries()) {
    for (const [level, column] of indicatorColumns.entries())
      takeIndicator(rows, open, level, row[column], readId);
    const group = open.indicators.at(-1)?.row ?? null;
    const purpose = row[at.purpose];
    const holder = group === null ? undefined : rows[group];
    if (holder !== undefined && purpose !== undefined && !holder.cells.has(purpose.key)) {
      holder.cells.add(purpose.key);
      holder.texts.purpose = joinTexts(holder.texts.purpose ?? NO_TEXT, purpose);
    }
    const method = row[at.method];
    if (method === undefined || method.key === open.method) continue;
    open.method = method.key;
    const below = body.slice(index).findIndex((one) => one[at.method]?.key !== method.key);
    const covered = body.slice(index, below < 0 ? undefined : index + below);
    takeItems(rows, open, group, method, covered, at, readId);
  }
  return rows.map(({ cells: _, ...row }) => row);
}

/** A cell with nothing but dashes says nothing. */
function withoutDashes(cell: Cell): Cell {
  return /^[\s\p{Dash}/]*$/u.test(cell.text) ? { ...cell, ...NO_TEXT } : cell;
}

interface Draft extends NoticeRow {
  readonly texts: { [field in Field]?: NoticeText };
  /** Keys of the cells that went into the texts. */
  readonly cells: Set<number>;
}

interface Open {
  /** The indicators that the present row stands below, from the topmost down. */
  indicators: { readonly words: string; readonly row: number }[];
  item: number | null;
  method: number | null;
}

function columnsOf(roles: readonly Role[], wanted: Role): readonly number[] {
  return roles.flatMap((role, column) => (role === wanted ? [column] : []));
}

/** An empty cell, or one that says the same again on the next page, goes on with the indicator before. */
function takeIndicator(
  rows: Draft[],
  open: Open,
  level: number,
  cell: Cell | undefined,
  readId: IdReader,
): void {
  const words = cell?.text ?? "";
  if (words === "" || open.indicators[level]?.words === words) return;
  const id = readId(words);
  const weight = /[(（]\s*([\d.]+\s*[%％])\s*[)）]/.exec(words)?.[1]?.replace("％", "%") ?? null;
  const cut = Math.min(
    id?.from ?? words.length,
    ...[words.search(/[(（]/)].filter((one) => one > 0),
  );
  open.indicators = [...open.indicators.slice(0, level), { words, row: rows.length }];
  rows.push({
    id: id?.id ?? null,
    name: words.slice(0, cut).replaceAll("\n", "").trim(),
    texts: {},
    weight: weight?.replace(/\s/g, "") ?? null,
    above: open.indicators[level - 1]?.row ?? null,
    cells: new Set(),
  });
}

/** One cell may hold several items, and the cells beside it may be as many or one for all. */
function takeItems(
  rows: Draft[],
  open: Open,
  above: number | null,
  method: Cell,
  covered: Grid,
  at: { readonly [field in Field]: number },
  readId: IdReader,
): void {
  const parts = itemsIn(method, readId);
  const beside = (field: "data" | "departments", index: number): NoticeText => {
    const cells = [
      ...new Map(covered.map((row) => [row[at[field]]?.key, row[at[field]]])).values(),
    ];
    if (parts.length > 1 && cells.length === parts.length) return cells[index] ?? NO_TEXT;
    return cells.reduce<NoticeText>((all, cell) => joinTexts(all, cell ?? NO_TEXT), NO_TEXT);
  };
  if (parts.length === 0) {
    // A page ended within the item, and what follows belongs to it; an indicator may also have no items.
    const last = open.item === null ? undefined : rows[open.item];
    const holder = last?.above === above ? last : above === null ? undefined : rows[above];
    for (const field of ["data", "departments"] as const) {
      const more = beside(field, 0);
      if (holder !== undefined && more.text !== "")
        holder.texts[field] = joinTexts(holder.texts[field] ?? NO_TEXT, more);
    }
    return;
  }
  for (const [index, text] of parts.entries()) {
    open.item = rows.length;
    rows.push({
      ...headOf(text.text, readId),
      texts: {
        method: text,
        data: beside("data", index),
        departments: beside("departments", index),
      },
      weight: null,
      above,
      cells: new Set(),
    });
  }
}

/** A new item begins where a numbered line names an id. */
function itemsIn(method: NoticeText, readId: IdReader): readonly NoticeText[] {
  if (method.text === "") return [];
  const starts: number[] = [];
  for (const line of method.text.matchAll(/^.*$/gm)) {
    const isNumbered = /^\s*\d+\s*[.．、]/.test(line[0]);
    if (isNumbered && (readId(line[0]) !== null || starts.length === 0)) starts.push(line.index);
  }
  if (starts.length <= 1) return [partOf(method, 0, method.text.length)];
  const ends = [...starts.slice(1), method.text.length];
  return starts.map((from, index) => partOf(method, index === 0 ? 0 : from, ends[index] ?? from));
}

/** `1.一站式办理率（L1P1-A2）：` is item L1P1-A2 with that name. */
function headOf(
  text: string,
  readId: IdReader,
): { readonly id: string | null; readonly name: string } {
  const found = readId(text);
  const line = text.split("\n")[0] ?? "";
  const isInHead = found !== null && found.from < line.length;
  const before = isInHead ? line.slice(0, found.from) : (line.split(/[:：]/)[0] ?? "");
  const name = before.replace(/^\s*\d+\s*[.．、]\s*/, "").replace(/[\s(（:：]+$/, "");
  return { id: found?.id ?? null, name };
}
