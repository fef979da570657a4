/** @module A sheet saved as a draft over the version that it is based on. */
import type { Deed } from "../audit/chain.ts";
import type { Changing } from "../changes/change.ts";
import type { Decide } from "../changes/change-in-one-statement.ts";
import { Problem } from "../problem.ts";
import type { ServedRuleSet } from "../rule-set-store/published.ts";
import type { Database } from "../storage/store.ts";
import { type CityReturn, column, holdReturn } from "./city-return.ts";
import { ownInputs, planSheets } from "./ownership.ts";
import { pathOf, readSheet, readSheetWhole, type Sheet, type SheetKey } from "./read-sheet.ts";
import type { SheetBody } from "./sheet-body.ts";
import { refuseClosed, whyClosed } from "./sheet-open.ts";
import { writeIfUnchanged, writeSheet } from "./write-sheet.ts";

/** What is to stand in the sheet, and the version that it is based on. */
export interface SavedBody {
  readonly body: SheetBody;
  readonly ifMatch: number;
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
  { body, ifMatch }: SavedBody,
): Promise<Sheet> {
  const { trx, now, by, note } = changing;
  const at = await holdReturn(changing, key.round, key.city);
  refuseForeign(served, at, key, body);
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
  note(deedOf(saved));
  return saved;
}

/**
 * The same save decided on what was read before: an open sheet in the version that it is based on, own figures only. All
 * else, and every refusal, is `saveSheet`'s.
 */
export function saveAtOnce(
  db: Database,
  served: ServedRuleSet,
  at: CityReturn,
  key: SheetKey,
  { body, ifMatch }: SavedBody,
): Decide<Sheet> {
  return async ({ now, by }) => {
    const { sheet } = await readSheetWhole(db, key);
    const plain =
      sheet.version === ifMatch &&
      whyClosed(at, key.item, sheet, now) === null &&
      foreignInputs(served, at, key, body)?.length === 0;
    if (!plain) return null;
    const saved = { ...sheet, version: ifMatch + 1, body, savedBy: by, savedAt: now };
    const write = writeIfUnchanged(at, key, {
      version: saved.version,
      body: column(body),
      state: saved.state,
      revision: saved.revision,
      saved_by: by,
      saved_at: now,
    });
    return { answer: saved, deed: deedOf(saved), write };
  };
}

function deedOf(saved: Sheet): Deed {
  return {
    chain: `city/${saved.city}`,
    action: "sheet.save",
    object: pathOf(saved),
    facts: { version: saved.version },
  };
}

/** @throws Problem 404 where the unit has no figure in the item, 422 for figures that are others' */
function refuseForeign(
  served: ServedRuleSet,
  at: CityReturn,
  key: SheetKey,
  body: SheetBody,
): void {
  const foreign = foreignInputs(served, at, key, body);
  if (foreign === null) throw new Problem("not_found");
  if (foreign.length > 0) throw new Problem("invalid_request", { issues: foreign });
}

/** What is said of figures that are others'; null where the unit has no figure in the item. */
function foreignInputs(
  { prepared }: ServedRuleSet,
  { plan }: CityReturn,
  { item, unit }: SheetKey,
  body: SheetBody,
): readonly object[] | null {
  const sheet = planSheets(prepared, plan).find((one) => one.item === item);
  const own = sheet === undefined ? [] : ownInputs(sheet, unit);
  if (own.length === 0) return null;
  return [...Object.keys(body.values), ...Object.keys(body.told ?? {})]
    .filter((input) => !own.includes(input))
    .map((input) => ({
      code: "unknown_input",
      severity: "error",
      item,
      input,
      path: `/values/${input}`,
      known: own,
    }));
}
