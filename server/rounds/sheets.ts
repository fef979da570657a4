/**
 * @module What is done with the sheets of departments: handed in as revisions that are never overwritten, signed,
 * accepted, returned or objected to. Whether a sheet is open is asked inside the transaction that writes.
 */
import { hashOf } from "../../engine/rule-set/hash.ts";
import type { Changing } from "../changes/change.ts";
import { newId } from "../changes/new-id.ts";
import { Problem } from "../problem.ts";
import type { ServedRuleSet } from "../rule-set-store/published.ts";
import { figuresRefused } from "../scoring/score-or-refuse.ts";
import type { Trx } from "../storage/store.ts";
import type { SheetRow } from "../storage/tables.ts";
import { column, holdReturn } from "./city-return.ts";
import { pathOf, readSheet, rowKey, type Sheet, type SheetKey } from "./read-sheet.ts";
import type { SheetBody } from "./sheet-body.ts";
import { sheetIssues } from "./sheet-issues.ts";
import { refuseClosed } from "./sheet-open.ts";
import { writeSheet } from "./write-sheet.ts";

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
