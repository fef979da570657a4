/** @module Which cities of a store are invented. */
import type { Database } from "../storage/store.ts";

export async function exampleCities(db: Database): Promise<readonly string[]> {
  const rows = await db.selectFrom("city").select("id").where("example", "=", 1).execute();
  return rows.map(({ id }) => id);
}
