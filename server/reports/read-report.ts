/** @module What reports are made of: a city's figures or a unit's own sheets, the score, and what is to be said beside. */
import type { Language } from "../../engine/language/language.ts";
import { score } from "../../engine/score/score.ts";
import { FORM_WORDS } from "../forms/form-words.ts";
import { type CityReturn, readDecisions, readFigures, readReturn } from "../rounds/city-return.ts";
import type { CityFigures, Decision } from "../rounds/consolidate.ts";
import { optionsOf, planSheets, sheetsOfUnit } from "../rounds/ownership.ts";
import { plainValues, type SheetBody } from "../rounds/sheet-body.ts";
import type { PublishedRuleSets, ServedRuleSet } from "../rule-set-store/published.ts";
import { figuresRefused } from "../scoring/score-or-refuse.ts";
import type { Database } from "../storage/store.ts";
import type { SheetRow } from "../storage/tables.ts";
import { type CityNames, readNames } from "./names.ts";
import type { ScoreSheetSource } from "./score-sheet.ts";

export interface CityReport {
  readonly at: CityReturn;
  readonly served: ServedRuleSet;
  readonly names: CityNames;
  readonly figures: CityFigures;
  readonly decisions: readonly Decision[];
  readonly source: ScoreSheetSource;
}

/** @throws Problem 404, 422 where the rules refuse the figures */
export async function readCityReport(
  db: Database,
  ruleSets: PublishedRuleSets,
  { round, city }: { readonly round: string; readonly city: string },
  language: Language,
): Promise<CityReport> {
  const words = FORM_WORDS[language];
  const at = await readReturn(db, round, city);
  const served = await ruleSets.byHash(at.round.rule_set_hash);
  const figures = await readFigures(db, at.round, city, served);
  const decisions = await readDecisions(db, round, city);
  const remarks = new Map<string, string[]>();
  const say = (item: string, text: string): void => {
    remarks.set(item, [...(remarks.get(item) ?? []), text]);
  };
  for (const { item } of figures.conflicts) say(item, words.conflict);
  for (const { item, method } of decisions) say(item, `${words.decided}${words.methods[method]}`);
  for (const item of figures.stale) say(item, words.stale);
  const names = await readNames(db, city);
  const source = {
    ...scored(served, figures.inputs),
    remarks,
    items: null,
    city: names.city,
    unit: null,
    round: at.round.name,
    example: names.example,
  };
  return { at, served, names, figures, decisions, source };
}

/**
 * A unit's own sheet of scores: what it has saved, handed in or not, over what the city has.
 *
 * @throws Problem 404, 422 where the rules refuse the figures
 */
export async function readUnitReport(
  db: Database,
  ruleSets: PublishedRuleSets,
  place: { readonly round: string; readonly city: string; readonly unit: string },
): Promise<ScoreSheetSource> {
  const at = await readReturn(db, place.round, place.city);
  const served = await ruleSets.byHash(at.round.rule_set_hash);
  const { inputs } = await readFigures(db, at.round, place.city, served);
  const rows: readonly Pick<SheetRow, "item" | "body">[] = await db
    .selectFrom("sheet")
    .select(["item", "body"])
    .where("round", "=", place.round)
    .where("city", "=", place.city)
    .where("unit", "=", place.unit)
    .execute();
  const own = new Map(rows.map(({ item, body }) => [item, JSON.parse(body) as SheetBody]));
  const items = sheetsOfUnit(planSheets(served.prepared, at.plan), place.unit).map(
    ({ item }) => item,
  );
  const mine = Object.fromEntries(
    items.map((item) => [
      item,
      {
        ...inputs[item],
        ...plainValues(own.get(item) ?? { values: {} }, optionsOf(served.prepared, item)),
      },
    ]),
  );
  const names = await readNames(db, place.city);
  return {
    ...scored(served, { ...inputs, ...withFigures(mine) }),
    remarks: new Map(items.map((item) => [item, remarksOf(own.get(item))])),
    items: new Set(items),
    city: names.city,
    unit: names.units.get(place.unit) ?? place.unit,
    round: at.round.name,
    example: names.example,
  };
}

function scored(served: ServedRuleSet, inputs: CityFigures["inputs"]) {
  const outcome = score(served.prepared, inputs, {});
  if (!outcome.ok) throw figuresRefused(outcome.issues, served.prepared);
  return { prepared: served.prepared, result: outcome.result, inputs };
}

function withFigures(inputs: CityFigures["inputs"]): CityFigures["inputs"] {
  return Object.fromEntries(
    Object.entries(inputs).filter(([, figures]) => Object.keys(figures).length > 0),
  );
}

function remarksOf(body: SheetBody | undefined): readonly string[] {
  const explained = Object.values(body?.told ?? {}).flatMap(({ explanation }) =>
    explanation ? [explanation] : [],
  );
  return [...(body?.remark ? [body.remark] : []), ...new Set(explained)];
}
