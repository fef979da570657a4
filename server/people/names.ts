/** @module Names of people by id, for those who see what the people did but may not list them. */
import type { Database, Trx } from "../storage/store.ts";

export async function namesOf(
  db: Database | Trx,
  ids: readonly (string | null | undefined)[],
): Promise<{ readonly [id: string]: string }> {
  const wanted = [...new Set(ids.filter((id) => id != null))];
  if (wanted.length === 0) return {};
  const rows = await db
    .selectFrom("person")
    .select(["id", "display_name"])
    .where("id", "in", wanted)
    .execute();
  return Object.fromEntries(rows.map((row) => [row.id, row.display_name]));
}
