/** @module A city's return in a round, read from the store: its plan, its sheets, its figures, its score. */
import { canonicalJson } from "../../engine/json/canonical-json.ts";
import type { JsonValue } from "../../engine/json/json-value.ts";
import { hashOf } from "../../engine/rule-set/hash.ts";
import type { ScoreOutcome } from "../../engine/score/result.ts";
import type { Changing } from "../changes/change.ts";
import { Problem } from "../problem.ts";
import type { ServedRuleSet } from "../rule-set-store/published.ts";
import { evaluate } from "../scoring/evaluate.ts";
import { keptByFigures } from "../scoring/kept-by-figures.ts";
import type { Database, Trx } from "../storage/store.ts";
import type { RoundCityRow, RoundRow, SheetRow } from "../storage/tables.ts";
import { isAmong, type Key, together } from "../storage/together.ts";
import { type CityFigures, consolidate, type Decision, type Part } from "./consolidate.ts";
import { askedFigures, type CityPlan, planOf } from "./ownership.ts";
import { onLastRevision } from "./read-sheet.ts";
import type { SheetBody } from "./sheet-body.ts";

export interface CityReturn {
  readonly round: RoundRow;
  readonly row: RoundCityRow;
  readonly plan: CityPlan;
}

/** @throws Problem 404 */
export async function readRound(db: Database | Trx, id: string): Promise<RoundRow> {
  const round = await db.selectFrom("round").selectAll().where("id", "=", id).executeTakeFirst();
  if (round === undefined) throw new Problem("not_found");
  return round;
}

/** @throws Problem 404 */
export async function readReturn(
  db: Database | Trx,
  round: string,
  city: string,
): Promise<CityReturn> {
  const [found] = await returnsAsked(db, [round, city]);
  return returnOf(found);
}

/**
 * Reads a return for a change that its state allows or not: until that change is committed nobody freezes, locks or
 * replans it. SQLite has one writer at a time anyway.
 *
 * @throws Problem 404
 */
export async function holdReturn(
  { trx, kind }: Changing,
  round: string,
  city: string,
): Promise<CityReturn> {
  const query = selectReturn(trx, [[round, city]]);
  const held = kind === "postgres" ? query.forShare() : query;
  return returnOf(await held.executeTakeFirst());
}

const returnsAsked = together(
  (db, keys) => selectReturn(db, keys).execute(),
  ({ round, city }) => [round, city],
);

function selectReturn(db: Database | Trx, keys: readonly Key[]) {
  return db
    .selectFrom("round_city")
    .innerJoin("round", "round.id", "round_city.round")
    .selectAll("round")
    .select([
      "round_city.round",
      "round_city.city",
      "round_city.state",
      "round_city.units",
      "round_city.assignments",
      "round_city.version as plan_version",
    ])
    .where(isAmong(["round_city.round", "round_city.city"], keys));
}

type Selected = RoundRow & Omit<RoundCityRow, "version"> & { readonly plan_version: number };

function returnOf(found: Selected | undefined): CityReturn {
  if (found === undefined) throw new Problem("not_found");
  const { round, city, state, units, assignments, plan_version, ...roundRow } = found;
  return {
    round: roundRow,
    row: { round, city, state, units, assignments, version: plan_version },
    plan: planOf(units, assignments),
  };
}

/** Sheets that count: handed in and not returned; with sign-off, only what a head has signed. */
const COUNTED: { readonly [state in SheetRow["state"]]: "always" | "without sign-off" | "never" } =
  {
    draft: "never",
    handed_in: "without sign-off",
    signed: "always",
    accepted: "always",
    returned: "never",
  };

export async function readParts(
  db: Database | Trx,
  round: RoundRow,
  city: string,
): Promise<readonly Part[]> {
  const rows = await partsAsked(db, [round.id, city]);
  return rows
    .filter(({ state }) => isCounted(state, round))
    .map(({ unit, item, revision, body }) => ({
      unit,
      item,
      revision,
      body: JSON.parse(body) as SheetBody,
    }));
}

const partsAsked = together(
  (db, keys) =>
    db
      .selectFrom("sheet")
      .innerJoin("sheet_revision", onLastRevision)
      .select([
        "sheet.round",
        "sheet.city",
        "sheet.unit",
        "sheet.item",
        "sheet.revision",
        "sheet.state",
        "sheet_revision.body",
      ])
      .where(isAmong(["sheet.round", "sheet.city"], keys))
      .orderBy("sheet.item")
      .orderBy("sheet.unit")
      .execute(),
  ({ round, city }) => [round, city],
);

export function isCounted(
  state: SheetRow["state"],
  { sign_off }: Pick<RoundRow, "sign_off">,
): boolean {
  return COUNTED[state] === "always" || (COUNTED[state] === "without sign-off" && sign_off === 0);
}

/** The latest decision of every item. */
export async function readDecisions(
  db: Database | Trx,
  round: string,
  city: string,
): Promise<readonly Decision[]> {
  const rows = await decisionsAsked(db, [round, city]);
  const latest = new Map(rows.map((row) => [row.item, row]));
  return [...latest.values()].map(({ item, number, method, parts, figures }) => ({
    item,
    number,
    method,
    parts: JSON.parse(parts),
    figures: JSON.parse(figures),
  }));
}

const decisionsAsked = together(
  (db, keys) =>
    db
      .selectFrom("decision")
      .selectAll()
      .where(isAmong(["round", "city"], keys))
      .orderBy("number")
      .execute(),
  ({ round, city }) => [round, city],
);

export async function readFigures(
  db: Database | Trx,
  round: RoundRow,
  city: string,
  served: ServedRuleSet,
): Promise<CityFigures> {
  const [parts, decisions, { plan }] = await Promise.all([
    readParts(db, round, city),
    readDecisions(db, round.id, city),
    readReturn(db, round.id, city),
  ]);
  return consolidate(parts, decisions, askedFigures(served.prepared, plan));
}

export interface ScoredReturn {
  readonly figures: CityFigures;
  readonly outcome: ScoreOutcome;
}

const keptScore = keptByFigures((prepared, inputs) => evaluate(prepared, inputs, {}));

/** @param served loaded before a transaction begins; inside one there is no other connection to wait for */
export async function scoreReturn(
  db: Database | Trx,
  served: ServedRuleSet,
  round: RoundRow,
  city: string,
  options: { readonly final?: boolean; readonly explain?: boolean } = {},
): Promise<ScoredReturn> {
  const figures = await readFigures(db, round, city, served);
  const plain = options.final !== true && options.explain !== true;
  const outcome = plain
    ? keptScore(served.prepared, figures.inputs)
    : evaluate(served.prepared, figures.inputs, options);
  return { figures, outcome };
}

/** What a stored score is known by: the same figures, rules and engine give the same digest. */
export function digestOf(result: unknown): string {
  return hashOf(result);
}

export function inputHash(inputs: CityFigures["inputs"]): string {
  return hashOf(inputs);
}

/** JSON text for a column, the same for the same content. */
export function column(value: unknown): string {
  return canonicalJson(value as JsonValue);
}
