/** @module Rows of a new notice matched with last year's items: by id, by name, then by what their texts share. */
import type { Source } from "../../engine/rule-set/rule-set.ts";
import { foldedText, likeness } from "./notice-text.ts";
import { FIELDS, type NoticeRow } from "./rows.ts";

/** An item of the draft, with what last year's notice said of it. */
export interface Item {
  readonly id: string;
  /** As last year's notice had it. */
  readonly name: string;
  readonly source: Source | undefined;
  /** An indicator has others below it; only the like are matched with each other. */
  readonly isGroup: boolean;
}

export type MatchedBy = "id" | "name" | "text" | "hand";

export interface Match {
  /** Position in the list of rows. */
  readonly row: number;
  readonly item: Item;
  readonly by: MatchedBy;
}

export interface Matching {
  readonly matches: readonly Match[];
  /** Positions of rows that are new. */
  readonly added: readonly number[];
  /** Items with a text of last year's notice that this one does not have. */
  readonly gone: readonly Item[];
}

/** With the same id, texts that share less than this are rather two different items. */
const SAME_ID = 0.3;
const SAME_TEXT = 0.6;

/** @param hand what somebody decided: item (or `null`, new) by row */
export function matchRows(
  rows: readonly NoticeRow[],
  items: readonly Item[],
  hand: ReadonlyMap<number, string | null> = new Map(),
): Matching {
  const open = new Map(items.map((item) => [item.id, item]));
  const left = new Set(rows.keys());
  const matches: Match[] = [];
  const take = (row: number, item: Item, by: MatchedBy): void => {
    matches.push({ row, item, by });
    left.delete(row);
    open.delete(item.id);
  };
  for (const [row, id] of hand) {
    const item = id === null ? undefined : open.get(id);
    if (item !== undefined) take(row, item, "hand");
  }
  for (const [row, id] of hand) if (id === null) left.delete(row);
  const pass = (by: MatchedBy, fits: (row: NoticeRow, item: Item) => boolean): void => {
    for (const row of [...left]) {
      const found = [...open.values()].find((item) => fits(rows[row] as NoticeRow, item));
      if (found !== undefined) take(row, found, by);
    }
  };
  const sameId = (row: NoticeRow, item: Item): boolean => row.id === item.id;
  pass("id", (row, item) => sameId(row, item) && sameName(row, item));
  pass("name", (row, item) => sameName(row, item) && mayFit(row, item));
  pass("id", (row, item) => sameId(row, item) && alike(row, item) >= SAME_ID);
  takeMostAlike(rows, left, open, take);
  pass("id", sameId);
  matches.sort((a, b) => a.row - b.row);
  const byHand = [...hand].filter(([, id]) => id === null).map(([row]) => row);
  return {
    matches,
    added: [...left, ...byHand].sort((a, b) => a - b),
    gone: [...open.values()].filter(({ source }) => FIELDS.some((field) => source?.[field])),
  };
}

function sameName(row: NoticeRow, item: Item): boolean {
  return row.name !== "" && foldedText(row.name) === foldedText(item.name);
}

/** A row of an item has a method; one of an indicator has none. */
function mayFit(row: NoticeRow, item: Item): boolean {
  return (row.texts.method !== undefined) !== item.isGroup;
}

function alike(row: NoticeRow, item: Item): number {
  const said = FIELDS.map((field) => row.texts[field]?.text ?? "").join("\n");
  const was = FIELDS.map((field) => item.source?.[field]?.text ?? "").join("\n");
  // Above the items there is a name only.
  return said.trim() === "" || was.trim() === ""
    ? likeness(row.name, item.name)
    : likeness(`${row.name}\n${said}`, `${item.name}\n${was}`);
}

function takeMostAlike(
  rows: readonly NoticeRow[],
  left: ReadonlySet<number>,
  open: ReadonlyMap<string, Item>,
  take: (row: number, item: Item, by: MatchedBy) => void,
): void {
  const pairs = [...left].flatMap((row) =>
    [...open.values()]
      .filter((item) => mayFit(rows[row] as NoticeRow, item))
      .map((item) => ({ row, item, likeness: alike(rows[row] as NoticeRow, item) }))
      .filter((pair) => pair.likeness >= SAME_TEXT),
  );
  pairs.sort((a, b) => b.likeness - a.likeness);
  for (const { row, item } of pairs)
    if (left.has(row) && open.has(item.id)) take(row, item, "text");
}
