/**
 * @module The sheets of departments: saved as drafts, handed in as revisions that are never overwritten, signed,
 * accepted or returned. Whether a sheet is open is asked inside the transaction that writes.
 */
import type { InputIssue } from "../../engine/issue.ts";
import { hashOf } from "../../engine/rule-set/hash.ts";
import { validateInputs } from "../../engine/score/validate-inputs.ts";
import type { Changing } from "../changes/change.ts";
import { newId } from "../changes/new-id.ts";
import { Problem } from "../problem.ts";
import type { ServedRuleSet } from "../rule-set-store/published.ts";
import { figuresRefused } from "../score-or-refuse.ts";
import type { Database, Trx } from "../storage/store.ts";
import type { SheetRow } from "../storage/tables.ts";
import { type CityReturn, column, holdReturn } from "./city-return.ts";
import { deadlineOf, optionsOf, ownInputs, planSheets } from "./ownership.ts";
import { EMPTY_SHEET, isAnswers, plainValues, type SheetBody } from "./sheet-body.ts";
import { workingIssues } from "./working.ts";

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
  return row === undefined
    ? {
        ...key,
        version: 0,
        state: "draft",
        revision: 0,
        body: EMPTY_SHEET,
        savedBy: null,
        savedAt: null,
      }
    : sheetOf(row);
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

/** What was handed in last, which is what a head signs and the office accepts; null where nothing was. */
export async function readHandedIn(
  db: Database | Trx,
  { round, city, unit, item }: SheetKey,
  revision: number,
): Promise<{ readonly revision: number; readonly body: SheetBody } | null> {
  if (revision === 0) return null;
  const { body } = await db
    .selectFrom("sheet_revision")
    .select("body")
    .where("round", "=", round)
    .where("city", "=", city)
    .where("unit", "=", unit)
    .where("item", "=", item)
    .where("revision", "=", revision)
    .executeTakeFirstOrThrow();
  return { revision, body: JSON.parse(body) as SheetBody };
}

/** What the engine says of a sheet's own figures; nothing of other sheets. */
export function sheetIssues(
  served: ServedRuleSet,
  item: string,
  body: SheetBody,
): { readonly issues: readonly InputIssue[]; readonly warnings: readonly InputIssue[] } {
  const options = optionsOf(served.prepared, item);
  const values = plainValues(body, options);
  const told = validateInputs(served.prepared, { [item]: values }, ({ id }) => id === item);
  return {
    issues: [...unknownAnswers(item, body, options), ...told.issues],
    warnings: [...told.warnings, ...workingIssues(item, body)],
  };
}

/** A list that is answered option by option names options that there are. */
function unknownAnswers(
  item: string,
  { values }: SheetBody,
  optionsOf: (input: string) => readonly string[],
): readonly InputIssue[] {
  return Object.entries(values).flatMap(([input, value]) => {
    if (!isAnswers(value)) return [];
    const options = optionsOf(input);
    return Object.keys(value.answers)
      .filter((option) => !options.includes(option))
      .map(
        (found): InputIssue => ({
          code: "invalid_choice",
          severity: "error",
          item,
          input,
          path: `/${item}/${input}/answers/${found}`,
          found,
          options,
        }),
      );
  });
}

/**
 * Saves a draft over the version that it is based on.
 *
 * @throws Problem 412 with both versions, 409 where the sheet is closed
 */
export async function saveSheet(
  changing: Changing,
  served: ServedRuleSet,
  key: SheetKey,
  { body, ifMatch }: { readonly body: SheetBody; readonly ifMatch: number },
): Promise<Sheet> {
  const { trx, now, by, note } = changing;
  const at = await holdReturn(changing, key.round, key.city);
  refuseForeignInputs(served, at, key, body);
  const current = await readSheet(trx, key);
  await refuseClosed(trx, at, key, current, now);
  const { state, revision } = current;
  const saved = await writeSheet(trx, current, ifMatch, {
    state,
    revision,
    body,
    savedBy: by,
    savedAt: now,
  });
  note({
    chain: `city/${key.city}`,
    action: "sheet.save",
    object: pathOf(key),
    facts: { version: saved.version },
  });
  return saved;
}

/**
 * Hands the sheet in as its next revision, with the evidence that it names.
 *
 * @throws Problem 422 with the figures that are refused, 412, 409
 */
export async function handInSheet(
  changing: Changing,
  served: ServedRuleSet,
  key: SheetKey,
  ifMatch: number,
): Promise<Sheet> {
  const { trx, now, by, note } = changing;
  const at = await holdReturn(changing, key.round, key.city);
  const current = await readSheet(trx, key);
  await refuseClosed(trx, at, key, current, now);
  if (current.version === 0) throw new Problem("conflict", { state: "empty" });
  refuseFaultyFigures(served, key.item, current.body);
  await linkEvidence(trx, key, current.body);
  const revision = current.revision + 1;
  const handedIn = await writeSheet(trx, current, ifMatch, {
    state: "handed_in",
    revision,
    body: current.body,
    savedBy: by,
    savedAt: now,
  });
  await trx
    .insertInto("sheet_revision")
    .values({
      ...rowKey(key),
      revision,
      body: column(current.body),
      rule_set_hash: at.round.rule_set_hash,
      by_person: by,
      at: now,
    })
    .execute();
  await recordEvent(changing, key, revision, "handed_in", null);
  note({
    chain: `city/${key.city}`,
    action: "sheet.hand_in",
    object: pathOf(key),
    facts: { revision, body: hashOf(current.body) },
  });
  return handedIn;
}

const BEFORE: {
  readonly [kind in "signed" | "accepted" | "returned"]: readonly SheetRow["state"][];
} = {
  signed: ["handed_in"],
  accepted: ["handed_in", "signed"],
  returned: ["handed_in", "signed", "accepted"],
};

/**
 * A head signs, or the consolidating office accepts or returns.
 *
 * @throws Problem 409 where the sheet is in no state for it, 412 where it changed meanwhile
 */
export async function judgeSheet(
  changing: Changing,
  key: SheetKey,
  {
    kind,
    reason,
    ifMatch,
  }: {
    readonly kind: keyof typeof BEFORE;
    readonly reason: string | null;
    readonly ifMatch: number;
  },
): Promise<Sheet> {
  const { trx, note } = changing;
  const at = await holdReturn(changing, key.round, key.city);
  if (at.row.state === "frozen" || at.row.state === "filed")
    throw new Problem("locked", { state: at.row.state });
  const current = await readSheet(trx, key);
  const allowed =
    kind === "accepted" && at.round.sign_off === 1 ? (["signed"] as const) : BEFORE[kind];
  if (!allowed.some((state) => state === current.state)) {
    throw new Problem("conflict", { state: current.state, expected: allowed });
  }
  const judged = await writeSheet(trx, current, ifMatch, { ...current, state: kind });
  await recordEvent(changing, key, current.revision, kind, reason);
  note({
    chain: `city/${key.city}`,
    action: `sheet.${kind}`,
    object: pathOf(key),
    facts: { revision: current.revision, ...(reason === null ? {} : { reason }) },
  });
  return judged;
}

/** Another department says that a figure which it also uses is wrong; the owner's sheet stays as it is. */
export async function objectToSheet(
  changing: Changing,
  key: SheetKey,
  { unit, reason }: { readonly unit: string; readonly reason: string },
): Promise<void> {
  const current = await readSheet(changing.trx, key);
  await recordEvent(changing, key, current.revision, "objected", reason);
  changing.note({
    chain: `city/${key.city}`,
    action: "sheet.object",
    object: pathOf(key),
    facts: { unit, revision: current.revision, reason },
  });
}

export function pathOf({ round, city, unit, item }: SheetKey): string {
  return `rounds/${round}/cities/${city}/units/${unit}/sheets/${item}`;
}

function rowKey({ round, city, unit, item }: SheetKey): SheetKey {
  return { round, city, unit, item };
}

/** @throws Problem 412 with what is there now and what was sent */
async function writeSheet(
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

async function recordEvent(
  { trx, now, by }: Changing,
  key: SheetKey,
  revision: number,
  kind: "handed_in" | "signed" | "accepted" | "returned" | "objected",
  reason: string | null,
): Promise<void> {
  await trx
    .insertInto("sheet_event")
    .values({ id: newId(), ...rowKey(key), revision, kind, reason, by_person: by, at: now })
    .execute();
}

/** @throws Problem 409: the return is locked, the sheet accepted, or it is too early or too late */
export async function refuseClosed(
  db: Database | Trx,
  { row, round, plan }: CityReturn,
  key: SheetKey,
  current: Sheet,
  now: string,
): Promise<void> {
  if (row.state === "frozen" || row.state === "filed")
    throw new Problem("locked", { state: row.state });
  const deadline = deadlineOf(plan, key.item, round.deadline);
  const closed =
    row.state === "locked" || current.state === "accepted"
      ? new Problem("locked", { state: row.state === "locked" ? "locked" : "accepted" })
      : now < round.opens || now >= deadline
        ? new Problem("closed", { opens: round.opens, deadline, now })
        : null;
  if (closed === null) return;
  const reopened = await db
    .selectFrom("reopening")
    .select("until")
    .where("round", "=", key.round)
    .where("city", "=", key.city)
    .where("unit", "=", key.unit)
    .where("item", "in", [key.item, ""])
    .where("until", ">", now)
    .executeTakeFirst();
  if (reopened === undefined) throw closed;
}

/** @throws Problem 404 where the unit has no figure in the item, 422 for figures that are others' */
function refuseForeignInputs(
  { prepared }: ServedRuleSet,
  { plan }: CityReturn,
  { item, unit }: SheetKey,
  body: SheetBody,
): void {
  const sheet = planSheets(prepared, plan).find((one) => one.item === item);
  const own = sheet === undefined ? [] : ownInputs(sheet, unit);
  if (sheet === undefined || own.length === 0) throw new Problem("not_found");
  const foreign = [...Object.keys(body.values), ...Object.keys(body.told ?? {})].filter(
    (input) => !own.includes(input),
  );
  if (foreign.length === 0) return;
  throw new Problem("invalid_request", {
    issues: foreign.map((input) => ({
      code: "unknown_input",
      severity: "error",
      item,
      input,
      path: `/values/${input}`,
      known: own,
    })),
  });
}

/** @throws Problem 422 with the figures that are refused, and with unlikely ones that nobody explained */
function refuseFaultyFigures(served: ServedRuleSet, item: string, body: SheetBody): void {
  const { issues, warnings } = sheetIssues(served, item, body);
  if (issues.length > 0) throw figuresRefused(issues, served.prepared);
  const unexplained = warnings.filter(
    ({ code, input }) =>
      code === "implausible" && input !== undefined && !body.told?.[input]?.explanation,
  );
  if (unexplained.length > 0) throw figuresRefused(unexplained, served.prepared);
}

/** @throws Problem 422 for evidence that is not there */
async function linkEvidence(
  trx: Trx,
  { round, city, unit }: SheetKey,
  { evidence = [] }: SheetBody,
): Promise<void> {
  const wanted = [...new Set(evidence)];
  if (wanted.length === 0) return;
  const { numUpdatedRows } = await trx
    .updateTable("evidence")
    .set({ state: "linked" })
    .where("id", "in", wanted)
    .where("round", "=", round)
    .where("city", "=", city)
    .where("unit", "=", unit)
    .where("state", "in", ["pending", "linked"])
    .executeTakeFirst();
  if (Number(numUpdatedRows) === wanted.length) return;
  throw new Problem("invalid_request", {
    issues: [{ code: "unknown_evidence", severity: "error", path: "/evidence" }],
  });
}
