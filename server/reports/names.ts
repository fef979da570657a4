/** @module Names of a city and its units, for everything that people read. */
import { Problem } from "../problem.ts";
import type { Database } from "../storage/store.ts";

export interface CityNames {
  readonly city: string;
  readonly units: ReadonlyMap<string, string>;
  /** True for the invented example; whatever is printed of it says so. */
  readonly example: boolean;
}

/** @throws Problem 404 */
export async function readNames(db: Database, city: string): Promise<CityNames> {
  const row = await db.selectFrom("city").selectAll().where("id", "=", city).executeTakeFirst();
  if (row === undefined) throw new Problem("not_found");
  const units = await db
    .selectFrom("unit")
    .select(["id", "name"])
    .where("city", "=", city)
    .execute();
  return {
    city: row.name,
    units: new Map(units.map(({ id, name }) => [id, name])),
    example: row.example === 1,
  };
}
