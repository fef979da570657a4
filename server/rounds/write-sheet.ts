/** @module The row of a sheet, written over the version that was read and no other. */
import { type RawBuilder, sql } from "kysely";
import { Problem } from "../problem.ts";
import type { Trx } from "../storage/store.ts";
import type { SheetRow } from "../storage/tables.ts";
import { type CityReturn, column } from "./city-return.ts";
import { readSheet, rowKey, type Sheet, type SheetKey } from "./read-sheet.ts";

/** @throws Problem 412 with what is there now and what was sent */
export async function writeSheet(
  trx: Trx,
  current: Sheet,
  ifMatch: number,
  next: Pick<Sheet, "body" | "state" | "revision" | "savedBy" | "savedAt">,
): Promise<Sheet> {
  const stale = (now: Sheet): Problem =>
    new Problem("stale", { current: now, yours: { body: next.body } });
  if (current.version !== ifMatch) throw stale(current);
  const key = rowKey(current);
  const version = ifMatch + 1;
  const values = {
    version,
    body: column(next.body),
    state: next.state,
    revision: next.revision,
    saved_by: next.savedBy ?? "",
    saved_at: next.savedAt ?? "",
  };
  const written = await writeRow(trx, key, values);
  if (!written) throw stale(await readSheet(trx, key));
  return { ...current, ...next, version };
}

type SheetValues = Omit<SheetRow, keyof SheetKey>;

/** Writes the version after the one that was read; false where somebody else was first. */
export async function writeRow(trx: Trx, key: SheetKey, values: SheetValues): Promise<boolean> {
  if (values.version === 1) {
    const { numInsertedOrUpdatedRows } = await trx
      .insertInto("sheet")
      .values({ ...rowKey(key), ...values })
      .onConflict((conflict) => conflict.columns(["round", "city", "unit", "item"]).doNothing())
      .executeTakeFirst();
    return numInsertedOrUpdatedRows === 1n;
  }
  const { numUpdatedRows } = await trx
    .updateTable("sheet")
    .set(values)
    .where("round", "=", key.round)
    .where("city", "=", key.city)
    .where("unit", "=", key.unit)
    .where("item", "=", key.item)
    .where("version", "=", values.version - 1)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/**
 * The same as queries of one statement (`changeAtOnce`): the return is held as `holdReturn` does, and the row is written
 * where both are as they were read.
 */
export function writeIfUnchanged(
  { round, row }: CityReturn,
  key: SheetKey,
  { version, body, state, revision, saved_by, saved_at }: SheetValues,
): RawBuilder<unknown> {
  const held = sql`held as (
    select 1 from round_city join round on round.id = round_city.round
    where round_city.round = ${key.round} and round_city.city = ${key.city}
      and round_city.version = ${row.version} and round.version = ${round.version}
    for share)`;
  return version === 1
    ? sql`${held}, written as (
        insert into sheet (round, city, unit, item, version, body, state, revision, saved_by, saved_at)
        select ${key.round}, ${key.city}, ${key.unit}, ${key.item}, 1, ${body}, ${state},
          ${revision}, ${saved_by}, ${saved_at}
        from held on conflict do nothing returning 1)`
    : sql`${held}, written as (
        update sheet
        set version = ${version}, body = ${body}, state = ${state}, revision = ${revision},
          saved_by = ${saved_by}, saved_at = ${saved_at}
        where round = ${key.round} and city = ${key.city} and unit = ${key.unit} and item = ${key.item}
          and version = ${version - 1} and exists (select 1 from held)
        returning 1)`;
}
