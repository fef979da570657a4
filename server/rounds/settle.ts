/** @module What the consolidating office does with the whole return: decides, locks, reopens, freezes, files. */
import type { JsonValue } from "../../engine/json/json-value.ts";
import { validateInputs } from "../../engine/score/validate-inputs.ts";
import type { Changing } from "../changes/change.ts";
import { newId } from "../changes/new-id.ts";
import { invalid, Problem } from "../problem.ts";
import type { ServedRuleSet } from "../rule-set-store/published.ts";
import { figuresRefused } from "../scoring/score-or-refuse.ts";
import type { ReturnState } from "../storage/tables.ts";
import { readMoment } from "../text/moment.ts";
import { column, holdReturn, readFigures, readParts, readReturn } from "./city-return.ts";
import { methodFault } from "./decision-method.ts";
import { optionsOf, planSheets } from "./ownership.ts";
import { type StoredScore, storeScore } from "./stored-scores.ts";

export interface NewDecision {
  readonly method: "pick" | "merge" | "sum" | "own";
  /** The exact revisions that were looked at. */
  readonly parts: readonly { readonly unit: string; readonly revision: number }[];
  readonly figures: { readonly [input: string]: unknown };
  readonly reason: string;
}

/**
 * Records how differing sheets of an item are settled; a later decision takes an earlier one's place.
 *
 * @throws Problem 409 where a cited revision is not the latest, 422 for figures that the rules refuse
 */
export async function decideItem(
  changing: Changing,
  served: ServedRuleSet,
  { round, city, item }: { readonly round: string; readonly city: string; readonly item: string },
  { method, parts, figures, reason }: NewDecision,
): Promise<number> {
  const { trx, now, by, note } = changing;
  const at = await holdReturn(changing, round, city);
  refuseSettled(at.row.state);
  const node = served.prepared.nodes.get(item);
  if (node === undefined) throw new Problem("not_found");
  const known = Object.keys(node.node.inputs ?? {});
  const unknown = Object.keys(figures).find((input) => !known.includes(input));
  if (unknown !== undefined) throw invalid(`/figures/${unknown}`, "unknown_input", { known });
  const { issues } = validateInputs(served.prepared, { [item]: figures }, ({ id }) => id === item);
  if (issues.length > 0) throw figuresRefused(issues, served.prepared);
  const present = (await readParts(trx, at.round, city)).filter((part) => part.item === item);
  const cited = column([...parts].map(({ unit, revision }) => ({ unit, revision })).sort(byUnit));
  const there = column(present.map(({ unit, revision }) => ({ unit, revision })).sort(byUnit));
  if (cited !== there)
    throw new Problem("conflict", { reason: "other_revisions", present: JSON.parse(there) });
  const fault = methodFault({ method, figures }, present, optionsOf(served.prepared, item));
  if (fault !== null) throw fault;
  const last = await trx
    .selectFrom("decision")
    .select("number")
    .where("round", "=", round)
    .where("city", "=", city)
    .where("item", "=", item)
    .orderBy("number", "desc")
    .limit(1)
    .executeTakeFirst();
  const number = (last?.number ?? 0) + 1;
  await trx
    .insertInto("decision")
    .values({
      round,
      city,
      item,
      number,
      method,
      parts: cited,
      figures: column(figures),
      reason,
      by_person: by,
      at: now,
    })
    .execute();
  note({
    chain: `city/${city}`,
    action: "item.decide",
    object: `rounds/${round}/cities/${city}/decisions/${item}`,
    facts: {
      number,
      method,
      parts: JSON.parse(cited),
      figures: figures as { [input: string]: JsonValue },
      reason,
    },
  });
  return number;
}

/** A unit may work on an item again, past the deadline or the lock, until a moment. */
export async function reopen(
  changing: Changing,
  { round, city }: { readonly round: string; readonly city: string },
  {
    unit,
    item = "",
    until,
    reason,
  }: {
    readonly unit: string;
    readonly item?: string;
    readonly until: string;
    readonly reason: string;
  },
): Promise<void> {
  const { trx, now, by, note } = changing;
  const { row } = await holdReturn(changing, round, city);
  refuseSettled(row.state);
  const moment = readMoment(until, "/until");
  if (moment <= now) throw invalid("/until", "out_of_range", { minimum: now });
  const found = await trx
    .selectFrom("unit")
    .select("id")
    .where("city", "=", city)
    .where("id", "=", unit)
    .executeTakeFirst();
  if (found === undefined) throw new Problem("not_found");
  await trx
    .insertInto("reopening")
    .values({ id: newId(), round, city, unit, item, until: moment, reason, by_person: by, at: now })
    .execute();
  note({
    chain: `city/${city}`,
    action: "return.reopen",
    object: `rounds/${round}/cities/${city}`,
    facts: { unit, item, until: moment, reason },
  });
}

type Step = "locked" | "unlocked" | "frozen" | "filed";

const STEPS: {
  readonly [step in Step]: { readonly from: readonly ReturnState[]; readonly to: ReturnState };
} = {
  locked: { from: ["open"], to: "locked" },
  unlocked: { from: ["locked"], to: "open" },
  frozen: { from: ["open", "locked"], to: "frozen" },
  filed: { from: ["frozen"], to: "filed" },
};

/**
 * Moves the whole return on. Freezing asks that everything is settled, and stores the final score.
 *
 * @throws Problem 409 with what is open, 412 where the plan changed meanwhile
 */
export async function settleReturn(
  changing: Changing,
  served: ServedRuleSet,
  { round, city }: { readonly round: string; readonly city: string },
  {
    step,
    reason,
    ifMatch,
  }: { readonly step: Step; readonly reason: string; readonly ifMatch: number },
): Promise<StoredScore | null> {
  const { trx, now, by, note } = changing;
  const at = await readReturn(trx, round, city);
  const { from, to } = STEPS[step];
  if (!from.includes(at.row.state))
    throw new Problem("conflict", { state: at.row.state, expected: from });
  const { numUpdatedRows } = await trx
    .updateTable("round_city")
    .set({ state: to, version: ifMatch + 1 })
    .where("round", "=", round)
    .where("city", "=", city)
    .where("version", "=", ifMatch)
    .where("state", "=", at.row.state)
    .executeTakeFirst();
  if (numUpdatedRows === 0n)
    throw new Problem("stale", { current: { state: at.row.state, version: at.row.version } });
  let stored: StoredScore | null = null;
  if (step === "frozen") {
    await refuseOpen(changing, served, round, city);
    stored = await storeScore(changing, served, at.round, city, { why: "frozen", final: true });
    if (stored === null) throw new Problem("conflict", { reason: "figures_incomplete" });
  }
  await trx
    .insertInto("return_event")
    .values({ id: newId(), round, city, kind: step, reason, by_person: by, at: now })
    .execute();
  note({
    chain: `city/${city}`,
    action: `return.${step}`,
    object: `rounds/${round}/cities/${city}`,
    facts: { reason },
  });
  return stored;
}

/** @throws Problem 409 with every sheet that is not accepted, every conflict and every stale decision */
async function refuseOpen(
  { trx }: Changing,
  served: ServedRuleSet,
  round: string,
  city: string,
): Promise<void> {
  const at = await readReturn(trx, round, city);
  const rows = await trx
    .selectFrom("sheet")
    .select(["unit", "item", "state"])
    .where("round", "=", round)
    .where("city", "=", city)
    .execute();
  const { conflicts, stale, parts } = await readFigures(trx, at.round, city, served);
  const decided = new Set(parts.flatMap((part) => (part.kind === "decision" ? [part.item] : [])));
  const open = planSheets(served.prepared, at.plan).flatMap(({ item, figures }) =>
    [...new Set(figures.flatMap(({ owners }) => owners))]
      .filter(
        (unit) => rows.find((row) => row.unit === unit && row.item === item)?.state !== "accepted",
      )
      .filter(() => !decided.has(item))
      .map((unit) => ({ unit, item })),
  );
  if (open.length + conflicts.length + stale.length === 0) return;
  throw new Problem("conflict", { reason: "not_settled", open, conflicts, stale });
}

function refuseSettled(state: ReturnState): void {
  if (state === "frozen" || state === "filed") throw new Problem("locked", { state });
}

function byUnit(a: { readonly unit: string }, b: { readonly unit: string }): number {
  return a.unit < b.unit ? -1 : a.unit > b.unit ? 1 : 0;
}
