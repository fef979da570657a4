/** @module People and what they may do: accounts without a password until the person sets one with a one-time link. */
import type { Changing } from "../changes/change.ts";
import { hashSecret, newId, newSecret } from "../changes/new-id.ts";
import { Problem } from "../problem.ts";
import { fitsRole, type Grant, ROLES, type Role } from "./roles.ts";

const INVITATION_HOURS = 72;

/** @throws Problem 409 where the name is taken */
export async function addPerson(
  { trx, now, note }: Changing,
  { name, displayName }: { readonly name: string; readonly displayName: string },
): Promise<string> {
  const id = newId();
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto("person")
    .values({
      id,
      name,
      display_name: displayName,
      password_hash: null,
      password_at: null,
      password_history: "[]",
      active: 1,
      failures: 0,
      locked_until: null,
      invitation_hash: null,
      invitation_until: null,
      version: 1,
      created_at: now,
    })
    .onConflict((conflict) => conflict.column("name").doNothing())
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows === 0n) throw new Problem("conflict", { taken: name });
  note({ chain: "people", action: "person.add", object: `people/${id}`, facts: { name } });
  return id;
}

/** A secret that lets the person set a password once; shown once, kept as a hash. */
export async function invite({ trx, now, note }: Changing, person: string): Promise<string> {
  const secret = newSecret();
  const until = new Date(Date.parse(now) + INVITATION_HOURS * 3_600_000).toISOString();
  const { numUpdatedRows } = await trx
    .updateTable("person")
    .set({ invitation_hash: hashSecret(secret), invitation_until: until })
    .where("id", "=", person)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new Problem("not_found");
  note({ chain: "people", action: "person.invite", object: `people/${person}` });
  return secret;
}

/** @throws Problem 422 where the role is not given for such a part of the world */
export async function grant(
  { trx, now, by, note }: Changing,
  holder: string,
  { role, city, unit }: Grant,
): Promise<string> {
  if (!fitsRole({ role, city, unit })) {
    throw new Problem("invalid_request", {
      issues: [
        { code: "wrong_scope", severity: "error", path: "/role", role, expected: ROLES[role] },
      ],
    });
  }
  const id = newId();
  await trx
    .insertInto("role_grant")
    .values({ id, holder, role, city, unit, granted_by: by, granted_at: now })
    .execute();
  note({
    chain: "people",
    action: "grant.give",
    object: `people/${holder}`,
    facts: { role, city, unit },
  });
  return id;
}

/** The two administrators of a new service are one person until the second is named; both grants can be moved. */
export const FIRST_ROLES: readonly Role[] = ["security-administrator", "system-administrator"];
