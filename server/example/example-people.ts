/** @module Links for the people of the example: printed at every start until somebody used them, as for a first start. */
import { change } from "../changes/change.ts";
import { invite } from "../people/people.ts";
import type { Services } from "../services.ts";
import { exampleCities } from "./example-cities.ts";
import { readExample } from "./example-file.ts";

export interface ExampleLink {
  readonly name: string;
  readonly displayName: string;
  readonly role: string;
  readonly secret: string;
}

/** One for each person of the example that has no password yet; none where there is no example. */
export async function exampleLinks({ store, clock }: Services): Promise<readonly ExampleLink[]> {
  if ((await exampleCities(store.db)).length === 0) return [];
  const people = readExample().people;
  const waiting = await store.db
    .selectFrom("person")
    .select(["id", "name"])
    .where("password_hash", "is", null)
    .where(
      "name",
      "in",
      people.map(({ name }) => name),
    )
    .execute();
  if (waiting.length === 0) return [];
  const origin = { actor: "system", address: "", request: "example" };
  return change(store, clock, { origin }, async (changing) => {
    const links: ExampleLink[] = [];
    for (const { name, displayName, role } of people) {
      const person = waiting.find((one) => one.name === name);
      if (person === undefined) continue;
      links.push({ name, displayName, role, secret: await invite(changing, person.id) });
    }
    return links;
  });
}
