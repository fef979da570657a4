/** @module Sessions of people: 256 random bits in a cookie, of which only the hash is kept. */

import type { Changing } from "../changes/change.ts";
import { hashSecret, newId, newSecret } from "../changes/new-id.ts";
import { Problem } from "../problem.ts";
import type { Database, Trx } from "../storage/store.ts";
import { isAmong, together } from "../storage/together.ts";
import { type Grant, isRole } from "./roles.ts";
import type { Who } from "./who.ts";

const ABSOLUTE_HOURS = 12;
/** A session's last use is written down this often at most. */
const SEEN_EVERY_MS = 60_000;

/** Clocks of two servers may differ by so much. */
const SKEW_MS = 120_000;

export interface NewSession {
  readonly secret: string;
  readonly id: string;
  readonly expiresAt: string;
}

export async function openSession(
  { trx, now }: Changing,
  person: string,
  { address, agent }: { readonly address: string; readonly agent: string },
): Promise<NewSession> {
  const secret = newSecret();
  const id = newId();
  const expiresAt = new Date(Date.parse(now) + ABSOLUTE_HOURS * 3_600_000).toISOString();
  await trx
    .insertInto("session")
    .values({
      id,
      secret_hash: hashSecret(secret),
      person,
      created_at: now,
      seen_at: now,
      expires_at: expiresAt,
      address,
      agent: agent.slice(0, 200),
    })
    .execute();
  return { secret, id, expiresAt };
}

/** A session with its person and, a row each, the roles that the person has now. */
const readSession = together(
  (db, hashes) =>
    db
      .selectFrom("session")
      .innerJoin("person", "person.id", "session.person")
      .leftJoin("role_grant", "role_grant.holder", "person.id")
      .select([
        "session.id",
        "session.secret_hash",
        "session.created_at",
        "session.seen_at",
        "session.expires_at",
        "person.id as person",
        "person.display_name",
        "person.active",
        "role_grant.role",
        "role_grant.city",
        "role_grant.unit",
      ])
      .where(isAmong(["session.secret_hash"], hashes))
      .execute(),
  ({ secret_hash }) => [secret_hash],
);

/** Whose session a cookie is; null when it is none, over, or its person is not active. */
export async function personOfSession(
  db: Database,
  secret: string,
  now: Date,
  idleMinutes: number,
): Promise<Who | null> {
  const rows = await readSession(db, [hashSecret(secret)]);
  const [row] = rows;
  if (row === undefined || row.active === 0) return null;
  const moment = now.getTime();
  // The clock was set back: nobody knows how long this session has lasted, so it is over.
  if (Math.max(Date.parse(row.created_at), Date.parse(row.seen_at)) > moment + SKEW_MS) return null;
  const idleSince = moment - Date.parse(row.seen_at);
  if (Date.parse(row.expires_at) <= moment || idleSince > idleMinutes * 60_000) return null;
  if (idleSince > SEEN_EVERY_MS) {
    await db
      .updateTable("session")
      .set({ seen_at: now.toISOString() })
      .where("id", "=", row.id)
      .execute();
  }
  return {
    kind: "person",
    id: row.person,
    name: row.display_name,
    grants: rows.flatMap(grantOf),
    session: row.id,
  };
}

/** @param current the session that the request came with */
export async function listSessions(db: Database, person: string, current: string | undefined) {
  const rows = await db
    .selectFrom("session")
    .select(["id", "created_at", "seen_at", "expires_at", "address", "agent"])
    .where("person", "=", person)
    .orderBy("created_at")
    .execute();
  return rows.map((row) => ({
    id: row.id,
    current: row.id === current,
    createdAt: row.created_at,
    seenAt: row.seen_at,
    expiresAt: row.expires_at,
    address: row.address,
    agent: row.agent,
  }));
}

/** @throws Problem 404 where the person has no such session */
export async function endSession(
  { trx, note }: Changing,
  person: string,
  session: string,
): Promise<void> {
  const { numDeletedRows } = await trx
    .deleteFrom("session")
    .where("id", "=", session)
    .where("person", "=", person)
    .executeTakeFirst();
  if (numDeletedRows === 0n) throw new Problem("not_found");
  note({ chain: "people", action: "session.end", object: `people/${person}` });
}

export async function grantsOf(db: Database | Trx, holder: string): Promise<readonly Grant[]> {
  const rows = await db
    .selectFrom("role_grant")
    .select(["role", "city", "unit"])
    .where("holder", "=", holder)
    .execute();
  return rows.flatMap(grantOf);
}

function grantOf({
  role,
  city,
  unit,
}: {
  readonly role: string | null;
  readonly city: string | null;
  readonly unit: string | null;
}): readonly Grant[] {
  return role !== null && isRole(role) ? [{ role, city, unit }] : [];
}
