/** @module Signing in and out, and the sessions of the person who asks. */
import { Type } from "@sinclair/typebox";
import { change } from "../../changes/change.ts";
import { hashSecret } from "../../changes/new-id.ts";
import { hashPassword, isExpired, isPassword, passwordFaults } from "../../people/passwords.ts";
import { openSession } from "../../people/sessions.ts";
import { signInGuard } from "../../people/sign-in-guard.ts";
import type { Who } from "../../people/who.ts";
import { Problem } from "../../problem.ts";
import type { Services } from "../../services.ts";
import { giveCookie, takeCookie } from "../identify.ts";
import { recordRefusal } from "../refusals.ts";
import { DONE, json, type Route, type RouteRequest, route } from "../route.ts";
import { exactly, listOf, NAME, OBJECT, open } from "../schemas.ts";

const JSON_TYPE = "application/json";
const PASSWORD = Type.String({ minLength: 1, maxLength: 512 });
const ME = open({
  user: open({
    id: Type.String(),
    name: Type.String(),
    roles: Type.Array(Type.String()),
    grants: Type.Array(OBJECT),
  }),
});

/** Wrong passwords in a row after which an account rests, and for how long. */
const FAILURES = 5;
const REST_MINUTES = 15;
const HISTORY_KEPT = 5;

export const sessionRoutes: readonly Route[] = [
  route(
    {
      method: "get",
      path: "/session",
      zh: "当前登录者及其角色",
      en: "Who is signed in, with their roles",
      access: "signed-in",
      answer: { status: 200, type: JSON_TYPE, schema: ME },
      failures: [],
    },
    ({ who }) => json(meOf(who)),
  ),
  route(
    {
      method: "post",
      path: "/session",
      zh: "登录",
      en: "Sign in",
      access: "public",
      body: { kind: "json", schema: exactly({ name: NAME, password: PASSWORD }) },
      answer: { status: 200, type: JSON_TYPE, schema: ME },
      failures: [401, 403, 429],
    },
    signIn,
  ),
  route(
    {
      method: "delete",
      path: "/session",
      zh: "退出登录",
      en: "Sign out",
      access: "signed-in",
      answer: { status: 204, type: JSON_TYPE, schema: Type.Null() },
      failures: [],
    },
    async ({ who, http, change: run }, services) => {
      takeCookie(http, services);
      if (who.session === undefined) return DONE;
      const { session } = who;
      await run(async ({ trx, note }) => {
        await trx.deleteFrom("session").where("id", "=", session).execute();
        note({ chain: "people", action: "session.end", object: `people/${who.id}` });
      });
      return DONE;
    },
  ),
  route(
    {
      method: "post",
      path: "/session/password",
      zh: "修改自己的口令；其他会话随之退出",
      en: "Change one's own password; other sessions end",
      access: "public",
      body: {
        kind: "json",
        schema: exactly({ name: NAME, password: PASSWORD, newPassword: PASSWORD }),
      },
      answer: { status: 204, type: JSON_TYPE, schema: Type.Null() },
      failures: [401, 422, 429],
    },
    async ({ body, ...request }, services) => {
      const person = await checkPassword(services, request, body);
      await setPassword(services, request, person, body.newPassword);
      return DONE;
    },
  ),
  route(
    {
      method: "post",
      path: "/session/invitation",
      zh: "凭一次性链接设定口令",
      en: "Set a password with a one-time link",
      access: "public",
      body: {
        kind: "json",
        schema: exactly({ secret: Type.String({ maxLength: 100 }), password: PASSWORD }),
      },
      answer: { status: 204, type: JSON_TYPE, schema: Type.Null() },
      failures: [401, 422, 429],
    },
    async ({ body, ...request }, services) => {
      await acceptInvitation(services, request, body);
      return DONE;
    },
  ),
  route(
    {
      method: "get",
      path: "/sessions",
      zh: "自己的各处登录",
      en: "One's own sessions",
      access: "signed-in",
      answer: { status: 200, type: JSON_TYPE, schema: listOf("sessions", OBJECT) },
      failures: [],
    },
    async ({ who }, { store }) => {
      const rows = await store.db
        .selectFrom("session")
        .select(["id", "created_at", "seen_at", "expires_at", "address", "agent"])
        .where("person", "=", who.id)
        .orderBy("created_at")
        .execute();
      return json({
        sessions: rows.map((row) => ({
          id: row.id,
          current: row.id === who.session,
          createdAt: row.created_at,
          seenAt: row.seen_at,
          expiresAt: row.expires_at,
          address: row.address,
          agent: row.agent,
        })),
      });
    },
  ),
  route(
    {
      method: "delete",
      path: "/sessions/{session}",
      zh: "结束自己的一处登录",
      en: "End one of one's own sessions",
      access: "signed-in",
      answer: { status: 204, type: JSON_TYPE, schema: Type.Null() },
      failures: [404],
    },
    async ({ who, params, change: run }) => {
      await run(async ({ trx, note }) => {
        const { numDeletedRows } = await trx
          .deleteFrom("session")
          .where("id", "=", params.session ?? "")
          .where("person", "=", who.id)
          .executeTakeFirst();
        if (numDeletedRows === 0n) throw new Problem("not_found");
        note({ chain: "people", action: "session.end", object: `people/${who.id}` });
      });
      return DONE;
    },
  ),
];

type Asked = Omit<RouteRequest, "body">;

async function signIn(
  { body, ...request }: RouteRequest<{ readonly name: string; readonly password: string }>,
  services: Services,
) {
  const { store, clock, configuration } = services;
  const person = await checkPassword(services, request, body);
  if (isExpired(person.password_at, clock(), configuration.passwordProfile))
    throw new Problem("password_expired");
  const origin = { actor: person.id, address: request.address, request: request.requestId };
  const session = await change(store, clock, { origin }, async (changing) => {
    const opened = await openSession(changing, person.id, {
      address: request.address,
      agent: request.header("user-agent") ?? "",
    });
    giveCookie(request.http, services, opened);
    changing.note({ chain: "people", action: "session.start", object: `people/${person.id}` });
    return opened;
  });
  const grants = await store.db
    .selectFrom("role_grant")
    .select(["role", "city", "unit"])
    .where("holder", "=", person.id)
    .execute();
  return json(
    meOf({
      kind: "person",
      id: person.id,
      name: person.display_name,
      grants: grants as Who["grants"],
      session: session.id,
    }),
  );
}

/** @throws Problem 401 for a link that is none, or over; 422 for a password that does not do */
export async function acceptInvitation(
  services: Services,
  request: Pick<Asked, "address" | "requestId">,
  { secret, password }: { readonly secret: string; readonly password: string },
): Promise<void> {
  await signInGuard.take(request.address);
  const person = await services.store.db
    .selectFrom("person")
    .select(["id", "name", "password_history", "invitation_until"])
    .where("invitation_hash", "=", hashSecret(secret))
    .where("active", "=", 1)
    .executeTakeFirst();
  if (person === undefined || (person.invitation_until ?? "") <= services.clock().toISOString())
    throw new Problem("wrong_password");
  await setPassword(services, request, person, password);
  await signInGuard.forgive(request.address);
}

/** @throws Problem 401 (the same for a wrong name, a wrong password and a resting account), 429 */
async function checkPassword(
  { store, clock, ...services }: Services,
  request: Pick<Asked, "address" | "requestId">,
  { name, password }: { readonly name: string; readonly password: string },
) {
  await signInGuard.take(request.address);
  const now = clock().toISOString();
  const person = await store.db
    .selectFrom("person")
    .select([
      "id",
      "name",
      "display_name",
      "password_hash",
      "password_at",
      "password_history",
      "active",
      "failures",
      "locked_until",
    ])
    .where("name", "=", name)
    .executeTakeFirst();
  const resting = person?.locked_until != null && person.locked_until > now;
  const usable = person !== undefined && person.active === 1 && !resting;
  const right = await isPassword(usable ? person.password_hash : null, password);
  if (right && person !== undefined) {
    if (person.failures > 0)
      await store.db
        .updateTable("person")
        .set({ failures: 0, locked_until: null })
        .where("id", "=", person.id)
        .execute();
    await signInGuard.forgive(request.address);
    return person;
  }
  if (person !== undefined && !resting) {
    const failures = person.failures + 1;
    const rest =
      failures >= FAILURES ? new Date(Date.parse(now) + REST_MINUTES * 60_000).toISOString() : null;
    await store.db
      .updateTable("person")
      .set({ failures: rest === null ? failures : 0, locked_until: rest })
      .where("id", "=", person.id)
      .execute();
  }
  await recordRefusal(
    { store, clock, ...services },
    {
      actor: person?.id ?? "nobody",
      address: request.address,
      request: request.requestId,
      object: "session",
      action: "session.refused",
      facts: { resting },
    },
  );
  throw new Problem("wrong_password");
}

async function setPassword(
  { store, clock, configuration }: Services,
  { address, requestId }: Pick<Asked, "address" | "requestId">,
  person: { readonly id: string; readonly name: string; readonly password_history: string },
  password: string,
): Promise<void> {
  const earlier = JSON.parse(person.password_history) as readonly string[];
  const faults = await passwordFaults(
    password,
    person.name,
    earlier,
    configuration.passwordProfile,
  );
  if (faults.length > 0) {
    throw new Problem("weak_password", {
      issues: faults.map((fault) => ({ severity: "error", path: "/password", ...fault })),
    });
  }
  const stored = await hashPassword(password);
  const origin = { actor: person.id, address, request: requestId };
  await change(store, clock, { origin }, async ({ trx, now, note }) => {
    await trx
      .updateTable("person")
      .set({
        password_hash: stored,
        password_at: now,
        password_history: JSON.stringify([stored, ...earlier].slice(0, HISTORY_KEPT)),
        invitation_hash: null,
        invitation_until: null,
        failures: 0,
        locked_until: null,
      })
      .where("id", "=", person.id)
      .execute();
    await trx.deleteFrom("session").where("person", "=", person.id).execute();
    note({ chain: "people", action: "password.set", object: `people/${person.id}` });
  });
}

function meOf({ id, name, grants }: Who) {
  return { user: { id, name, roles: [...new Set(grants.map(({ role }) => role))], grants } };
}
