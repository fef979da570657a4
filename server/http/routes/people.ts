/** @module Accounts and their roles, kept by the security administrator. */
import { Type } from "@sinclair/typebox";
import { addPerson, invite } from "../../people/people.ts";
import { PERSON_ROLES } from "../../people/roles.ts";
import { Problem } from "../../problem.ts";
import { DONE, json, type Route, route, versionTag } from "../route.ts";
import { exactly, listOf, NAME, OBJECT, open } from "../schemas.ts";
import {
  GRANT,
  giveRole,
  grantOf,
  grantsSeenBy,
  HOLDER_KEEPERS,
  HOLDER_READERS,
} from "./grants.ts";

const JSON_TYPE = "application/json";
const ADDED = open({ id: Type.String() });
const EMPTY = { status: 204, type: JSON_TYPE, schema: Type.Null() } as const;

export const peopleRoutes: readonly Route[] = [
  route(
    {
      method: "get",
      path: "/people",
      zh: "账号与角色",
      en: "Accounts and their roles",
      access: HOLDER_READERS,
      answer: { status: 200, type: JSON_TYPE, schema: listOf("people", OBJECT) },
      failures: [],
    },
    async ({ who }, { store }) => {
      const people = await store.db
        .selectFrom("person")
        .select(["id", "name", "display_name", "active", "locked_until", "version", "created_at"])
        .orderBy("name")
        .execute();
      const grants = await grantsSeenBy(who, store);
      return json({
        people: people
          .filter(({ id }) => grants.isSeen(id))
          .map((row) => ({
            id: row.id,
            name: row.name,
            displayName: row.display_name,
            active: row.active === 1,
            lockedUntil: row.locked_until,
            version: row.version,
            createdAt: row.created_at,
            grants: grants.of(row.id).map(({ id, role, city, unit }) => ({ id, role, city, unit })),
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
      access: HOLDER_KEEPERS,
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
      access: HOLDER_KEEPERS,
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
      access: HOLDER_KEEPERS,
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
      access: HOLDER_KEEPERS,
      body: { kind: "json", schema: GRANT(PERSON_ROLES) },
      answer: { status: 201, type: JSON_TYPE, schema: ADDED },
      failures: [409],
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
      access: HOLDER_KEEPERS,
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
];
