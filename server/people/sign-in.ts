/**
 * @module An attempt with a name and a password. Attempts are counted in the transaction that judges them, so that a
 * hundred at once are five; every refusal has the same answer and takes the same time, whether there is such a name
 * or not.
 */
import { type Changing, change } from "../changes/change.ts";
import { signIns } from "../metrics.ts";
import { Problem } from "../problem.ts";
import type { Services } from "../services.ts";
import type { PersonRow } from "../storage/tables.ts";
import { isPassword } from "./passwords.ts";

/** Wrong passwords in a row after which an account rests, and for how long. */
const FAILURES = 5;
const REST_MINUTES = 15;

export interface Attempt {
  readonly name: string;
  readonly password: string;
  readonly address: string;
  readonly requestId: string;
}

type Then<T> = (changing: Changing, person: PersonRow) => Promise<T>;

/**
 * @param prepare what takes a while is done here, once the password fits; what it returns runs in the transaction
 * in which the password is found right
 * @throws Problem 401 (the same for a wrong name, a wrong password and a resting account), 429
 */
export async function withPassword<T>(
  { store, clock, rateLimits }: Services,
  { name, password, address, requestId }: Attempt,
  prepare: (person: PersonRow) => Then<T> | Promise<Then<T>>,
): Promise<T> {
  const count = (outcome: string): void => signIns.inc({ way: "password", outcome });
  await rateLimits.take("sign-in", address).catch((error: unknown) => {
    count("slowed");
    throw error;
  });
  const known = await personNamed(store.db, name);
  const able = usable(known, clock()) ? known : undefined;
  const matches = await isPassword(able?.password_hash ?? null, password);
  const then = matches && able !== undefined ? await prepare(able) : null;
  const origin = { actor: known?.id ?? "nobody", address, request: requestId };
  const outcome = await change(store, clock, { origin }, async (changing) => {
    const { trx, now, note } = changing;
    const person = await personNamed(trx, name, store.kind === "postgres");
    // Asked again with the row held: others may have failed, or the password may have changed, meanwhile.
    const same = person !== undefined && person.password_hash === known?.password_hash;
    if (then !== null && same && usable(person, new Date(now))) {
      if (person.failures > 0) await setFailures(changing, person.id, 0, null);
      return { value: await then(changing, person) };
    }
    const resting = isResting(person, new Date(now));
    if (person !== undefined && !resting) await countFailure(changing, person);
    note({
      chain: "refusals",
      action: "session.refused",
      object: "session",
      outcome: "refused",
      facts: { resting },
    });
    return null;
  });
  count(outcome === null ? "refused" : "done");
  if (outcome === null) throw new Problem("wrong_password");
  await rateLimits.giveBack("sign-in", address);
  return outcome.value;
}

function personNamed(
  db: Services["store"]["db"] | Changing["trx"],
  name: string,
  held = false,
): Promise<PersonRow | undefined> {
  const query = db.selectFrom("person").selectAll().where("name", "=", name);
  return (held ? query.forUpdate() : query).executeTakeFirst();
}

function isResting(person: PersonRow | undefined, now: Date): boolean {
  return person?.locked_until != null && person.locked_until > now.toISOString();
}

function usable(person: PersonRow | undefined, now: Date): person is PersonRow {
  return person !== undefined && person.active === 1 && !isResting(person, now);
}

async function countFailure(changing: Changing, { id, failures }: PersonRow): Promise<void> {
  if (failures + 1 < FAILURES) return setFailures(changing, id, failures + 1, null);
  const until = new Date(Date.parse(changing.now) + REST_MINUTES * 60_000).toISOString();
  return setFailures(changing, id, 0, until);
}

async function setFailures(
  { trx }: Changing,
  person: string,
  failures: number,
  lockedUntil: string | null,
): Promise<void> {
  await trx
    .updateTable("person")
    .set({ failures, locked_until: lockedUntil })
    .where("id", "=", person)
    .execute();
}
