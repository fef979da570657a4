/** @module No figure was handed in while a return was locked, unless it had been reopened for that. */
import type { Database } from "../storage/store.ts";

/** @returns `round/city/unit/item revision` of each revision that should not be there */
export async function findLateRevisions(db: Database): Promise<readonly string[]> {
  const events = await db
    .selectFrom("return_event")
    .select(["round", "city", "kind", "at"])
    .orderBy("at")
    .execute();
  const late: string[] = [];
  for (const { round, city } of distinct(events)) {
    const own = events.filter((event) => event.round === round && event.city === city);
    const reopenings = await db
      .selectFrom("reopening")
      .select(["unit", "item", "at", "until"])
      .where("round", "=", round)
      .where("city", "=", city)
      .execute();
    const revisions = await db
      .selectFrom("sheet_revision")
      .select(["unit", "item", "revision", "at"])
      .where("round", "=", round)
      .where("city", "=", city)
      .execute();
    for (const { unit, item, revision, at } of revisions) {
      // Of the same moment, the revision may have been first.
      const state = own.filter((event) => event.at < at).at(-1)?.kind ?? "unlocked";
      const reopened = reopenings.some(
        (one) =>
          one.unit === unit &&
          (one.item === "" || one.item === item) &&
          one.at <= at &&
          at < one.until,
      );
      if (state === "unlocked" || (state === "locked" && reopened)) continue;
      late.push(`${round}/${city}/${unit}/${item} ${revision}`);
    }
  }
  return late;
}

function distinct(
  events: readonly { readonly round: string; readonly city: string }[],
): readonly { readonly round: string; readonly city: string }[] {
  return [...new Map(events.map((event) => [`${event.round}/${event.city}`, event])).values()];
}
