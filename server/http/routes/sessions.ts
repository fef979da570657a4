/** @module Signing in and out, and the sessions of the person who asks. */
import { Type } from "@sinclair/typebox";
import { type Changing, change } from "../../changes/change.ts";
import { hashSecret } from "../../changes/new-id.ts";
import {
  hashPassword,
  isExpired,
  type PasswordFault,
  passwordFaults,
} from "../../people/passwords.ts";
import { endSession, grantsOf, listSessions } from "../../people/sessions.ts";
import { withPassword } from "../../people/sign-in.ts";
import { startSession } from "../../people/start-session.ts";
import type { Who } from "../../people/who.ts";
import { Problem } from "../../problem.ts";
import type { Services } from "../../services.ts";
import type { PersonRow } from "../../storage/tables.ts";
import { giveCookie, takeCookie } from "../identify.ts";
import { OIDC_PATH } from "../oidc-path.ts";
import { recordRefusal } from "../refusals.ts";
import { DONE, json, type Route, type RouteRequest, route } from "../route.ts";
import { exactly, listOf, NAME, nullable, OBJECT, open } from "../schemas.ts";

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

const HISTORY_KEPT = 5;

export const sessionRoutes: readonly Route[] = [
  route(
    {
      method: "get",
      path: "/session/ways",
      zh: "可用的登录方式",
      en: "The ways to sign in that there are",
      access: "public",
      answer: {
        status: 200,
        type: JSON_TYPE,
        schema: open({ password: Type.Boolean(), oidc: nullable(Type.String()) }),
      },
      failures: [],
    },
    (_, { oidc }) => json({ password: true, oidc: oidc === null ? null : OIDC_PATH }),
  ),
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
      takeCookie(http(), services);
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
    async (request, services) => {
      await changePassword(services, request, request.body);
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
    async (request, services) => {
      await acceptInvitation(services, request, request.body);
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
    async ({ who }, { store }) =>
      json({ sessions: await listSessions(store.db, who.id, who.session) }),
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
      await run((changing) => endSession(changing, who.id, params.session ?? ""));
      return DONE;
    },
  ),
];

type Asked = Omit<RouteRequest, "body">;

async function changePassword(
  services: Services,
  { address, requestId }: Asked,
  { name, password, newPassword }: { name: string; password: string; newPassword: string },
): Promise<void> {
  await withPassword(services, { name, password, address, requestId }, async (known) => {
    const chosen = await choosePassword(services, known, newPassword);
    return (changing, person) => setPassword(changing, person, chosen, null);
  });
}

async function signIn(
  request: RouteRequest<{ readonly name: string; readonly password: string }>,
  services: Services,
) {
  const { passwordProfile } = services.configuration;
  const { body, address, requestId } = request;
  const me = await withPassword(
    services,
    { ...body, address, requestId },
    () => async (changing, person) => {
      if (isExpired(person.password_at, new Date(changing.now), passwordProfile))
        throw new Problem("password_expired");
      const agent = request.header("user-agent") ?? "";
      const opened = await startSession(changing, person.id, { address, agent });
      giveCookie(request.http(), services, opened);
      const grants = await grantsOf(changing.trx, person.id);
      return { id: person.id, name: person.display_name, grants, session: opened.id };
    },
  );
  return json(meOf({ kind: "person", ...me }));
}

/** @throws Problem 401 for a link that is none, or over; 422 for a password that does not do */
export async function acceptInvitation(
  services: Services,
  request: Pick<Asked, "address" | "requestId">,
  { secret, password }: { readonly secret: string; readonly password: string },
): Promise<void> {
  const { store, clock, rateLimits } = services;
  await rateLimits.take("sign-in", request.address);
  const invited = hashSecret(secret);
  const person = await store.db
    .selectFrom("person")
    .selectAll()
    .where("invitation_hash", "=", invited)
    .where("active", "=", 1)
    .executeTakeFirst();
  if (person === undefined || (person.invitation_until ?? "") <= clock().toISOString()) {
    await recordRefusal(services, {
      actor: person?.id ?? "nobody",
      address: request.address,
      request: request.requestId,
      object: "session/invitation",
      action: "invitation.refused",
      facts: {},
    });
    throw new Problem("wrong_password");
  }
  const chosen = await choosePassword(services, person, password);
  const origin = { actor: person.id, address: request.address, request: request.requestId };
  await change(store, clock, { origin }, (changing) =>
    setPassword(changing, person, chosen, invited),
  );
  await rateLimits.giveBack("sign-in", request.address);
}

type Chosen =
  | { readonly faults: readonly PasswordFault[] }
  | { readonly hash: string; readonly earlier: readonly string[] };

/** Hashing takes a while, so it is done before the transaction that writes. */
async function choosePassword(
  { configuration }: Services,
  { name, password_history }: Pick<PersonRow, "name" | "password_history">,
  password: string,
): Promise<Chosen> {
  const earlier = JSON.parse(password_history) as readonly string[];
  const { passwordProfile } = configuration;
  const faults = await passwordFaults(password, name, earlier, passwordProfile);
  return faults.length > 0 ? { faults } : { hash: await hashPassword(password), earlier };
}

/**
 * @param invited hash of the link that it is set with, which works once
 * @throws Problem 422 with what the password lacks, 401 where the link was used meanwhile
 */
async function setPassword(
  { trx, now, note }: Changing,
  { id }: Pick<PersonRow, "id">,
  chosen: Chosen,
  invited: string | null,
): Promise<void> {
  if ("faults" in chosen) {
    throw new Problem("weak_password", {
      issues: chosen.faults.map((fault) => ({ severity: "error", path: "/password", ...fault })),
    });
  }
  const { hash, earlier } = chosen;
  let update = trx
    .updateTable("person")
    .set({
      password_hash: hash,
      password_at: now,
      password_history: JSON.stringify([hash, ...earlier].slice(0, HISTORY_KEPT)),
      invitation_hash: null,
      invitation_until: null,
      failures: 0,
      locked_until: null,
    })
    .where("id", "=", id);
  if (invited !== null) update = update.where("invitation_hash", "=", invited);
  const { numUpdatedRows } = await update.executeTakeFirst();
  if (numUpdatedRows === 0n) throw new Problem("wrong_password");
  await trx.deleteFrom("session").where("person", "=", id).execute();
  note({ chain: "people", action: "password.set", object: `people/${id}` });
}

function meOf({ id, name, grants }: Who) {
  return { user: { id, name, roles: [...new Set(grants.map(({ role }) => role))], grants } };
}
