/** @module Accounts, roles and machine clients, kept by the security administrator. */
import { Type } from "@sinclair/typebox";
import type { Changing } from "../../changes/change.ts";
import { hashSecret, newId, newSecret } from "../../changes/new-id.ts";
import type { Configuration } from "../../configuration.ts";
import { refuseGrant } from "../../people/apart.ts";
import { isRange, tokenText } from "../../people/clients.ts";
import { addPerson, grant, invite } from "../../people/people.ts";
import { CLIENT_ROLES, type Grant, PERSON_ROLES, type Role } from "../../people/roles.ts";
import { citiesOf, type Who } from "../../people/who.ts";
import { invalid, Problem } from "../../problem.ts";
import type { GrantRow } from "../../storage/tables.ts";
import { DONE, json, type Route, route, versionTag } from "../route.ts";
import { DATE, exactly, ID, listOf, NAME, nullable, OBJECT, open } from "../schemas.ts";

const JSON_TYPE = "application/json";
const READERS: readonly Role[] = ["security-administrator", "auditor"];
const ACCESS: readonly Role[] = ["security-administrator"];
const GRANT = (roles: readonly Role[]) =>
  exactly({
    role: Type.Union(roles.map((role) => Type.Literal(role))),
    city: Type.Optional(nullable(ID)),
    unit: Type.Optional(nullable(ID)),
  });
const ADDED = open({ id: Type.String() });
const EMPTY = { status: 204, type: JSON_TYPE, schema: Type.Null() } as const;
const TOKEN_DAYS = 400;

export const peopleRoutes: readonly Route[] = [
  route(
    {
      method: "get",
      path: "/people",
      zh: "账号与角色",
      en: "Accounts and their roles",
      access: READERS,
      answer: { status: 200, type: JSON_TYPE, schema: listOf("people", OBJECT) },
      failures: [],
    },
    async ({ who }, { store }) => {
      const people = await store.db
        .selectFrom("person")
        .select(["id", "name", "display_name", "active", "locked_until", "version", "created_at"])
        .orderBy("name")
        .execute();
      const grants = await store.db.selectFrom("role_grant").selectAll().execute();
      const visible = holdersSeenBy(who, grants);
      return json({
        people: people
          .filter(({ id }) => visible(id))
          .map((row) => ({
            id: row.id,
            name: row.name,
            displayName: row.display_name,
            active: row.active === 1,
            lockedUntil: row.locked_until,
            version: row.version,
            createdAt: row.created_at,
            grants: grants
              .filter(({ holder }) => holder === row.id)
              .map(({ id, role, city, unit }) => ({ id, role, city, unit })),
          })),
      });
    },
  ),
  route(
    {
      method: "post",
      path: "/people",
      zh: "新建账号，并得到设定口令的一次性链接",
      en: "Add an account; the answer holds the secret of a one-time link for its password",
      access: ACCESS,
      body: {
        kind: "json",
        schema: exactly({
          name: Type.String({ pattern: "^[\\p{L}\\p{N}][\\p{L}\\p{N}._-]{0,63}$" }),
          displayName: NAME,
          grants: Type.Optional(Type.Array(GRANT(PERSON_ROLES), { maxItems: 20 })),
        }),
      },
      answer: {
        status: 201,
        type: JSON_TYPE,
        schema: open({ id: Type.String(), invitation: Type.String() }),
      },
      failures: [409],
    },
    async ({ body, change }, { configuration }) => {
      const added = await change(async (changing) => {
        const id = await addPerson(changing, body);
        for (const one of body.grants ?? [])
          await giveRole(changing, id, grantOf(one), configuration);
        return { id, invitation: await invite(changing, id) };
      });
      return json(added, { status: 201 });
    },
  ),
  route(
    {
      method: "put",
      path: "/people/{person}",
      zh: "停用、启用账号或改显示名；停用后其登录即告结束",
      en: "Switch an account off or on, or change its display name; switched off, its sessions end",
      access: ACCESS,
      conditional: true,
      body: { kind: "json", schema: exactly({ displayName: NAME, active: Type.Boolean() }) },
      answer: EMPTY,
      failures: [409],
    },
    async ({ params, body, ifMatch, who, change }) => {
      const person = params.person ?? "";
      if (person === who.id && !body.active)
        throw new Problem("conflict", { reason: "own_account" });
      await change(async ({ trx, note }) => {
        const row = await trx
          .selectFrom("person")
          .select("version")
          .where("id", "=", person)
          .executeTakeFirst();
        if (row === undefined) throw new Problem("not_found");
        const version = ifMatch();
        const { numUpdatedRows } = await trx
          .updateTable("person")
          .set({
            display_name: body.displayName,
            active: body.active ? 1 : 0,
            version: version + 1,
          })
          .where("id", "=", person)
          .where("version", "=", version)
          .executeTakeFirst();
        if (numUpdatedRows === 0n) throw new Problem("stale", { current: row, yours: body });
        if (!body.active) await trx.deleteFrom("session").where("person", "=", person).execute();
        note({
          chain: "people",
          action: "person.change",
          object: `people/${person}`,
          facts: { active: body.active },
        });
      });
      return { kind: "empty", headers: versionTag(ifMatch() + 1) };
    },
  ),
  route(
    {
      method: "post",
      path: "/people/{person}/invitation",
      zh: "重发设定口令的一次性链接",
      en: "A new one-time link for a password",
      access: ACCESS,
      answer: { status: 201, type: JSON_TYPE, schema: open({ invitation: Type.String() }) },
      failures: [],
    },
    async ({ params, change }) => {
      const invitation = await change((changing) => invite(changing, params.person ?? ""));
      return json({ invitation }, { status: 201 });
    },
  ),
  route(
    {
      method: "post",
      path: "/people/{person}/grants",
      zh: "授予角色",
      en: "Give a role",
      access: ACCESS,
      body: { kind: "json", schema: GRANT(PERSON_ROLES) },
      answer: { status: 201, type: JSON_TYPE, schema: ADDED },
      failures: [],
    },
    async ({ params, body, change }, { configuration }) => {
      const person = params.person ?? "";
      const id = await change(async (changing) => {
        const found = await changing.trx
          .selectFrom("person")
          .select("id")
          .where("id", "=", person)
          .executeTakeFirst();
        if (found === undefined) throw new Problem("not_found");
        return giveRole(changing, person, grantOf(body), configuration);
      });
      return json({ id }, { status: 201 });
    },
  ),
  route(
    {
      method: "delete",
      path: "/people/{person}/grants/{grant}",
      zh: "收回角色",
      en: "Take a role back",
      access: ACCESS,
      answer: EMPTY,
      failures: [409],
    },
    async ({ params, change }) => {
      await change(async ({ trx, note }) => {
        const { person = "", grant: id = "" } = params;
        const row = await trx
          .selectFrom("role_grant")
          .selectAll()
          .where("id", "=", id)
          .where("holder", "=", person)
          .executeTakeFirst();
        if (row === undefined) throw new Problem("not_found");
        const others = await trx
          .selectFrom("role_grant")
          .innerJoin("person", "person.id", "role_grant.holder")
          .select("role_grant.id")
          .where("role", "=", row.role)
          .where("role_grant.id", "<>", id)
          .where("person.active", "=", 1)
          .executeTakeFirst();
        if (row.role === "security-administrator" && others === undefined)
          throw new Problem("conflict", { reason: "last_security_administrator" });
        await trx.deleteFrom("role_grant").where("id", "=", id).execute();
        note({
          chain: "people",
          action: "grant.take",
          object: `people/${person}`,
          facts: { role: row.role, city: row.city, unit: row.unit },
        });
      });
      return DONE;
    },
  ),
  route(
    {
      method: "get",
      path: "/clients",
      zh: "系统接入（令牌）一览",
      en: "Machine clients",
      access: READERS,
      answer: { status: 200, type: JSON_TYPE, schema: listOf("clients", OBJECT) },
      failures: [],
    },
    async ({ who }, { store }) => {
      const rows = await store.db
        .selectFrom("client")
        .select(["id", "name", "ranges", "expires_at", "revoked_at", "created_at"])
        .orderBy("created_at")
        .execute();
      const grants = await store.db.selectFrom("role_grant").selectAll().execute();
      const visible = holdersSeenBy(who, grants);
      return json({
        clients: rows
          .filter(({ id }) => visible(id))
          .map((row) => ({
            id: row.id,
            name: row.name,
            ranges: JSON.parse(row.ranges),
            expiresAt: row.expires_at,
            revokedAt: row.revoked_at,
            createdAt: row.created_at,
            grants: grants
              .filter(({ holder }) => holder === row.id)
              .map(({ role, city, unit }) => ({ role, city, unit })),
          })),
      });
    },
  ),
  route(
    {
      method: "post",
      path: "/clients",
      zh: "新建系统接入；令牌只显示这一次",
      en: "Add a machine client; its token is shown this once",
      access: ACCESS,
      body: {
        kind: "json",
        schema: exactly({
          name: NAME,
          expires: DATE,
          ranges: Type.Array(Type.String({ maxLength: 60 }), { minItems: 1, maxItems: 20 }),
          grants: Type.Array(GRANT(CLIENT_ROLES), { minItems: 1, maxItems: 20 }),
        }),
      },
      answer: {
        status: 201,
        type: JSON_TYPE,
        schema: open({ id: Type.String(), token: Type.String() }),
      },
      failures: [],
    },
    async ({ body, change }, { clock, configuration }) => {
      const now = clock();
      const latest = new Date(now.getTime() + TOKEN_DAYS * 86_400_000).toISOString();
      const expires = `${body.expires}T00:00:00.000Z`;
      if (expires <= now.toISOString() || expires > latest)
        throw invalid("/expires", "out_of_range", { minimum: now.toISOString(), maximum: latest });
      const wrong = body.ranges.findIndex((range) => !isRange(range));
      if (wrong >= 0) throw invalid(`/ranges/${wrong}`, "not_a_range", { expected: "10.1.0.0/16" });
      const secret = newSecret();
      const id = newId();
      await change(async (changing) => {
        const { trx, now: at, by, note } = changing;
        await trx
          .insertInto("client")
          .values({
            id,
            name: body.name,
            secret_hash: hashSecret(secret),
            ranges: JSON.stringify(body.ranges),
            expires_at: expires,
            revoked_at: null,
            created_by: by,
            created_at: at,
          })
          .execute();
        for (const one of body.grants) await giveRole(changing, id, grantOf(one), configuration);
        note({
          chain: "people",
          action: "client.add",
          object: `clients/${id}`,
          facts: { name: body.name },
        });
      });
      return json({ id, token: tokenText(id, secret) }, { status: 201 });
    },
  ),
  route(
    {
      method: "delete",
      path: "/clients/{client}",
      zh: "作废令牌",
      en: "Revoke a token",
      access: ACCESS,
      answer: EMPTY,
      failures: [],
    },
    async ({ params, change }) => {
      await change(async ({ trx, now, note }) => {
        const { numUpdatedRows } = await trx
          .updateTable("client")
          .set({ revoked_at: now })
          .where("id", "=", params.client ?? "")
          .where("revoked_at", "is", null)
          .executeTakeFirst();
        if (numUpdatedRows === 0n) throw new Problem("not_found");
        note({ chain: "people", action: "client.revoke", object: `clients/${params.client}` });
      });
      return DONE;
    },
  ),
];

/** An auditor of one city sees who holds a role there, and nobody else. */
function holdersSeenBy(who: Who, grants: readonly GrantRow[]): (holder: string) => boolean {
  const cities = citiesOf(who, READERS);
  if (cities === "all") return () => true;
  const seen = new Set(
    grants.flatMap(({ holder, city }) => (city !== null && cities.includes(city) ? [holder] : [])),
  );
  return (holder) => seen.has(holder);
}

async function giveRole(
  changing: Changing,
  holder: string,
  wanted: Grant,
  configuration: Configuration,
): Promise<string> {
  await refuseGrant(changing, holder, wanted, configuration);
  return grant(changing, holder, wanted);
}

function grantOf({
  role,
  city = null,
  unit = null,
}: {
  role: Role;
  city?: string | null;
  unit?: string | null;
}): Grant {
  return { role, city, unit };
}
