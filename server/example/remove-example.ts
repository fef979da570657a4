/**
 * @module The example taken away: its city, units, sheets, evidence and people are gone. What is written once (revisions,
 * decisions, scores, the audit trail) stays in the store, and no route leads to it any more.
 */
import { type Changing, change } from "../changes/change.ts";
import type { Store } from "../storage/store.ts";
import { exampleCities } from "./example-cities.ts";
import { readExample } from "./example-file.ts";

/** Tables by city whose rows may go. */
const OF_CITY = ["sheet", "round_city", "evidence", "pushed_figure", "push_code", "unit"] as const;

/** @returns names of the cities that were removed; none where there is no example */
export async function removeExample(store: Store, clock: () => Date): Promise<readonly string[]> {
  const cities = await exampleCities(store.db);
  if (cities.length === 0) return [];
  const origin = { actor: "system", address: "", request: "example" };
  return change(store, clock, { origin }, async (changing) => {
    for (const city of cities) await removeCity(changing, city);
    await removePeople(changing);
    return cities;
  });
}

async function removeCity({ trx, note }: Changing, city: string): Promise<void> {
  const evidence = trx.selectFrom("evidence").select("id").where("city", "=", city);
  await trx.deleteFrom("evidence_chunk").where("evidence", "in", evidence).execute();
  const rounds = await trx
    .selectFrom("round_city")
    .select("round")
    .where("city", "=", city)
    .execute();
  for (const table of OF_CITY) await trx.deleteFrom(table).where("city", "=", city).execute();
  await trx.deleteFrom("role_grant").where("city", "=", city).execute();
  await trx.deleteFrom("city").where("id", "=", city).execute();
  for (const { round } of rounds) {
    // A round that other cities joined, or whose move to an erratum is on record, stays.
    await trx
      .deleteFrom("round")
      .where("id", "=", round)
      .where("id", "not in", trx.selectFrom("round_city").select("round"))
      .where("id", "not in", trx.selectFrom("round_move").select("round"))
      .execute();
  }
  note({ chain: `city/${city}`, action: "example.remove", object: `cities/${city}` });
}

async function removePeople({ trx, note }: Changing): Promise<void> {
  const names = readExample().people.map(({ name }) => name);
  const people = await trx.selectFrom("person").select("id").where("name", "in", names).execute();
  for (const { id } of people) {
    await trx.deleteFrom("session").where("person", "=", id).execute();
    await trx.deleteFrom("role_grant").where("holder", "=", id).execute();
    await trx.deleteFrom("person").where("id", "=", id).execute();
    note({ chain: "people", action: "person.remove", object: `people/${id}` });
  }
}
