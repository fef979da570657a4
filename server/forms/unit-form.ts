/** @module The form of a unit in the store: made from its sheets, previewed against them, and saved as one change. */
import type { Language } from "../../engine/language/language.ts";
import type { Changing } from "../changes/change.ts";
import { Problem } from "../problem.ts";
import { readReturn } from "../rounds/city-return.ts";
import { planSheets, sheetsOfUnit } from "../rounds/ownership.ts";
import { readSheet, type Sheet, sheetOf } from "../rounds/read-sheet.ts";
import { saveSheet } from "../rounds/save-sheet.ts";
import { refuseClosed } from "../rounds/sheet-open.ts";
import type { ServedRuleSet } from "../rule-set-store/published.ts";
import type { Database, Trx } from "../storage/store.ts";
import type { FormSource } from "./form.ts";
import type { ImportPlan } from "./import-plan.ts";
import { planImport } from "./plan-import.ts";
import type { Entry } from "./read-form.ts";

export interface UnitPlace {
  readonly round: string;
  readonly city: string;
  readonly unit: string;
}

export interface UnitForm extends FormSource {
  /** Sum of the versions of the unit's sheets: it grows with every change of any of them. */
  readonly version: number;
}

/** @throws Problem 404 where the unit fills in nothing */
export async function readUnitForm(
  db: Database | Trx,
  served: ServedRuleSet,
  place: UnitPlace,
  now: string,
): Promise<UnitForm> {
  const { prepared } = served;
  const at = await readReturn(db, place.round, place.city);
  const own = sheetsOfUnit(planSheets(prepared, at.plan), place.unit);
  if (own.length === 0) throw new Problem("not_found");
  const rows = await db
    .selectFrom("sheet")
    .selectAll()
    .where("round", "=", place.round)
    .where("city", "=", place.city)
    .where("unit", "=", place.unit)
    .execute();
  const sheets = new Map<string, Sheet>(rows.map((row) => [row.item, sheetOf(row)]));
  const closed = new Set<string>();
  for (const { item } of own) {
    const key = { ...place, item };
    const sheet = sheets.get(item) ?? (await readSheet(db, key));
    await refuseClosed(db, at, key, sheet, now).catch((error: unknown) => {
      if (!(error instanceof Problem)) throw error;
      closed.add(item);
    });
  }
  const version = rows.reduce((sum, row) => sum + row.version, 0);
  return { prepared, plan: at.plan, unit: place.unit, sheets, closed, version };
}

/**
 * Saves every item that the form changes, each as any save is; all of them or none.
 *
 * @param ifMatch the form's version that the preview told
 * @throws Problem 412 where anything was saved since, 422 with every cell that is refused
 */
export async function importForm(
  changing: Changing,
  served: ServedRuleSet,
  place: UnitPlace,
  {
    entries,
    ifMatch,
    language,
    hash,
  }: {
    readonly entries: readonly Entry[];
    readonly ifMatch: number;
    readonly language: Language;
    /** Of the file, for the audit trail. */
    readonly hash: string;
  },
): Promise<{ readonly plan: ImportPlan; readonly version: number }> {
  const form = await readUnitForm(changing.trx, served, place, changing.now);
  if (form.version !== ifMatch)
    throw new Problem("stale", { current: { version: form.version }, yours: { version: ifMatch } });
  const plan = planImport(form, entries, language);
  if (plan.refused.length > 0) throw cellsRefused(plan);
  for (const { item, body, version } of plan.items)
    await saveSheet(changing, served, { ...place, item }, { body, ifMatch: version });
  changing.note({
    chain: `city/${place.city}`,
    action: "form.import",
    object: `rounds/${place.round}/cities/${place.city}/units/${place.unit}`,
    facts: { hash, items: plan.items.map(({ item }) => item) },
  });
  return { plan, version: ifMatch + plan.items.length };
}

function cellsRefused({ refused }: ImportPlan): Problem {
  return new Problem("files_refused", {
    issues: refused.map((one) => ({
      severity: "error",
      path: one.sheet === null ? one.cell : `${one.sheet}!${one.cell}`,
      ...one,
    })),
  });
}
