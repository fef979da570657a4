/** @module Machine clients and their tokens, kept by the security administrator. */
import { Type } from "@sinclair/typebox";
import { hashSecret, newId, newSecret } from "../../changes/new-id.ts";
import { isRange, tokenText } from "../../people/clients.ts";
import { CLIENT_ROLES } from "../../people/roles.ts";
import { invalid, Problem } from "../../problem.ts";
import { DONE, json, type Route, route } from "../route.ts";
import { DATE, exactly, listOf, NAME, OBJECT, open } from "../schemas.ts";
import {
  GRANT,
  giveRole,
  grantOf,
  grantsSeenBy,
  HOLDER_KEEPERS,
  HOLDER_READERS,
} from "./grants.ts";

const JSON_TYPE = "application/json";
const TOKEN_DAYS = 400;

export const clientRoutes: readonly Route[] = [
  route(
    {
      method: "get",
      path: "/clients",
      zh: "系统接入（令牌）一览",
      en: "Machine clients",
      access: HOLDER_READERS,
      answer: { status: 200, type: JSON_TYPE, schema: listOf("clients", OBJECT) },
      failures: [],
    },
    async ({ who }, { store }) => {
      const rows = await store.db
        .selectFrom("client")
        .select(["id", "name", "ranges", "expires_at", "revoked_at", "created_at"])
        .orderBy("created_at")
        .execute();
      const grants = await grantsSeenBy(who, store);
      return json({
        clients: rows
          .filter(({ id }) => grants.isSeen(id))
          .map((row) => ({
            id: row.id,
            name: row.name,
            ranges: JSON.parse(row.ranges),
            expiresAt: row.expires_at,
            revokedAt: row.revoked_at,
            createdAt: row.created_at,
            grants: grants.of(row.id).map(({ role, city, unit }) => ({ role, city, unit })),
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
      access: HOLDER_KEEPERS,
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
      access: HOLDER_KEEPERS,
      answer: { status: 204, type: JSON_TYPE, schema: Type.Null() },
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
