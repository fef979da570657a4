/** @module Is a sheet open to those who fill it in? By the state of the return, the deadline, and what was reopened. */
import { Problem } from "../problem.ts";
import type { Database, Trx } from "../storage/store.ts";
import type { CityReturn } from "./city-return.ts";
import { deadlineOf } from "./ownership.ts";
import type { Sheet, SheetKey } from "./read-sheet.ts";

/** @throws Problem 409: the return is locked, the sheet accepted, or it is too early or too late */
export async function refuseClosed(
  db: Database | Trx,
  at: CityReturn,
  key: SheetKey,
  current: Sheet,
  now: string,
): Promise<void> {
  const closed = whyClosed(at, key.item, current, now);
  if (closed === null) return;
  if (isSettled(at)) throw closed;
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

/** Null where the sheet is open without having been reopened. */
export function whyClosed(
  at: CityReturn,
  item: string,
  { state }: Pick<Sheet, "state">,
  now: string,
): Problem | null {
  const { row, round, plan } = at;
  if (isSettled(at) || row.state === "locked") return new Problem("locked", { state: row.state });
  if (state === "accepted") return new Problem("locked", { state });
  const deadline = deadlineOf(plan, item, round.deadline);
  return now < round.opens || now >= deadline
    ? new Problem("closed", { opens: round.opens, deadline, now })
    : null;
}

/** Nothing is reopened any more. */
function isSettled({ row }: CityReturn): boolean {
  return row.state === "frozen" || row.state === "filed";
}
