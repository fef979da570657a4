/** @module A new service has no account at all: its first start makes one without a password, and prints a link once. */
import { change } from "../changes/change.ts";
import { Problem } from "../problem.ts";
import type { Store } from "../storage/store.ts";
import { addPerson, FIRST_ROLES, grant, invite } from "./people.ts";

const FIRST_NAME = "admin";

/** @returns name and secret of the first administrator's link; null where there are people already */
export async function prepareFirstStart(
  store: Store,
  clock: () => Date,
): Promise<{ readonly name: string; readonly secret: string } | null> {
  const usable = await store.db
    .selectFrom("person")
    .select("id")
    .where((where) =>
      where.or([where("password_hash", "is not", null), where("name", "<>", FIRST_NAME)]),
    )
    .limit(1)
    .executeTakeFirst();
  if (usable !== undefined) return null;
  const waiting = await store.db
    .selectFrom("person")
    .select("id")
    .where("name", "=", FIRST_NAME)
    .executeTakeFirst();
  const origin = { actor: "system", address: "", request: "start" };
  try {
    const secret = await change(store, clock, { origin }, async (changing) => {
      // Until somebody used it, every start prints a new link and the earlier one is void.
      if (waiting !== undefined) return invite(changing, waiting.id);
      const id = await addPerson(changing, { name: FIRST_NAME, displayName: FIRST_NAME });
      for (const role of FIRST_ROLES) await grant(changing, id, { role, city: null, unit: null });
      return invite(changing, id);
    });
    return { name: FIRST_NAME, secret };
  } catch (error) {
    // Another server that started at the same moment made the account, and prints its link.
    if (error instanceof Problem && error.code === "conflict") return null;
    throw error;
  }
}
