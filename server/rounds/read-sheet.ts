/** @module A sheet as the store has it, with what was handed in of it last. */
import type { JoinBuilder } from "kysely";
import type { Database, Trx } from "../storage/store.ts";
import type { SheetRow, Tables } from "../storage/tables.ts";
import { isAmong, together } from "../storage/together.ts";
import { EMPTY_SHEET, type SheetBody } from "./sheet-body.ts";

export interface SheetKey {
  readonly round: string;
  readonly city: string;
  readonly unit: string;
  readonly item: string;
}

export interface Sheet extends SheetKey {
  readonly version: number;
  readonly state: SheetRow["state"];
  readonly revision: number;
  readonly body: SheetBody;
  readonly savedBy: string | null;
  readonly savedAt: string | null;
}

export async function readSheet(db: Database | Trx, key: SheetKey): Promise<Sheet> {
  const row = await selectSheet(db, key);
  return row === undefined ? emptySheet(key) : sheetOf(row);
}

/** What nobody has saved yet. */
function emptySheet(key: SheetKey): Sheet {
  return {
    ...key,
    version: 0,
    state: "draft",
    revision: 0,
    body: EMPTY_SHEET,
    savedBy: null,
    savedAt: null,
  };
}

export function sheetOf(row: SheetRow): Sheet {
  const { round, city, unit, item, version, state, revision, body, saved_by, saved_at } = row;
  return {
    round,
    city,
    unit,
    item,
    version,
    state,
    revision,
    body: JSON.parse(body) as SheetBody,
    savedBy: saved_by,
    savedAt: saved_at,
  };
}

function selectSheet(
  db: Database | Trx,
  { round, city, unit, item }: SheetKey,
): Promise<SheetRow | undefined> {
  return db
    .selectFrom("sheet")
    .selectAll()
    .where("round", "=", round)
    .where("city", "=", city)
    .where("unit", "=", unit)
    .where("item", "=", item)
    .executeTakeFirst();
}

export interface HandedIn {
  readonly revision: number;
  readonly body: SheetBody;
}

type SheetJoin = JoinBuilder<Tables, "sheet" | "sheet_revision">;

/** What was handed in last of a sheet. */
export function onLastRevision(join: SheetJoin): SheetJoin {
  return join
    .onRef("sheet_revision.round", "=", "sheet.round")
    .onRef("sheet_revision.city", "=", "sheet.city")
    .onRef("sheet_revision.unit", "=", "sheet.unit")
    .onRef("sheet_revision.item", "=", "sheet.item")
    .onRef("sheet_revision.revision", "=", "sheet.revision");
}

const sheetsAsked = together(
  (db, keys) =>
    db
      .selectFrom("sheet")
      .leftJoin("sheet_revision", onLastRevision)
      .selectAll("sheet")
      .select("sheet_revision.body as handed_in")
      .where(isAmong(["sheet.round", "sheet.city", "sheet.unit", "sheet.item"], keys))
      .execute(),
  ({ round, city, unit, item }) => [round, city, unit, item],
);

/** A sheet with what was handed in last, which is what a head signs and the office accepts; null where nothing was. */
export async function readSheetWhole(
  db: Database,
  key: SheetKey,
): Promise<{ readonly sheet: Sheet; readonly handedIn: HandedIn | null }> {
  const { round, city, unit, item } = key;
  const [row] = await sheetsAsked(db, [round, city, unit, item]);
  if (row === undefined) return { sheet: emptySheet(key), handedIn: null };
  const { handed_in, ...own } = row;
  const handedIn =
    handed_in === null
      ? null
      : { revision: own.revision, body: JSON.parse(handed_in) as SheetBody };
  return { sheet: sheetOf(own), handedIn };
}

/** State of every sheet that a unit has saved, without what stands in it. */
export function readSheetsOfUnit(
  db: Database,
  { round, city, unit }: Omit<SheetKey, "item">,
): Promise<readonly Pick<SheetRow, "item" | "state" | "version" | "revision" | "saved_at">[]> {
  return unitsAsked(db, [round, city, unit]);
}

const unitsAsked = together(
  (db, keys) =>
    db
      .selectFrom("sheet")
      .select(["round", "city", "unit", "item", "state", "version", "revision", "saved_at"])
      .where(isAmong(["round", "city", "unit"], keys))
      .execute(),
  ({ round, city, unit }) => [round, city, unit],
);

/** What was handed in, in the order in which it was. */
export function readRevisions(db: Database, { round, city, unit, item }: SheetKey) {
  return revisionsAsked(db, [round, city, unit, item]);
}

const revisionsAsked = together(
  (db, keys) =>
    db
      .selectFrom("sheet_revision")
      .selectAll()
      .where(isAmong(["round", "city", "unit", "item"], keys))
      .orderBy("revision")
      .execute(),
  ({ round, city, unit, item }) => [round, city, unit, item],
);

/** What was done with it, in the order in which it was. */
export function readEvents(db: Database, { round, city, unit, item }: SheetKey) {
  return eventsAsked(db, [round, city, unit, item]);
}

const eventsAsked = together(
  (db, keys) =>
    db
      .selectFrom("sheet_event")
      .selectAll()
      .where(isAmong(["round", "city", "unit", "item"], keys))
      .orderBy("at")
      .execute(),
  ({ round, city, unit, item }) => [round, city, unit, item],
);

export function pathOf({ round, city, unit, item }: SheetKey): string {
  return `rounds/${round}/cities/${city}/units/${unit}/sheets/${item}`;
}

export function rowKey({ round, city, unit, item }: SheetKey): SheetKey {
  return { round, city, unit, item };
}
