/** @module The sessions of somebody else, listed and ended by the security administrator. */
import { Type } from "@sinclair/typebox";
import type { Role } from "../../people/roles.ts";
import { endSession, listSessions } from "../../people/sessions.ts";
import { DONE, json, type Route, route } from "../route.ts";
import { listOf, OBJECT } from "../schemas.ts";

const JSON_TYPE = "application/json";
const ACCESS: readonly Role[] = ["security-administrator"];
const EMPTY = { status: 204, type: JSON_TYPE, schema: Type.Null() } as const;

export const peopleSessionRoutes: readonly Route[] = [
  route(
    {
      method: "get",
      path: "/people/{person}/sessions",
      zh: "某人的各处登录",
      en: "The sessions of a person",
      access: ACCESS,
      answer: { status: 200, type: JSON_TYPE, schema: listOf("sessions", OBJECT) },
      failures: [],
    },
    async ({ who, params }, { store }) =>
      json({ sessions: await listSessions(store.db, params.person ?? "", who.session) }),
  ),
  route(
    {
      method: "delete",
      path: "/people/{person}/sessions",
      zh: "结束某人的全部登录",
      en: "End every session of a person",
      access: ACCESS,
      answer: EMPTY,
      failures: [],
    },
    async ({ params, change }) => {
      await change(async ({ trx, note }) => {
        await trx
          .deleteFrom("session")
          .where("person", "=", params.person ?? "")
          .execute();
        note({ chain: "people", action: "session.end_all", object: `people/${params.person}` });
      });
      return DONE;
    },
  ),
  route(
    {
      method: "delete",
      path: "/people/{person}/sessions/{session}",
      zh: "结束某人的一处登录",
      en: "End one session of a person",
      access: ACCESS,
      answer: EMPTY,
      failures: [],
    },
    async ({ params, change }) => {
      await change((changing) => endSession(changing, params.person ?? "", params.session ?? ""));
      return DONE;
    },
  ),
];
