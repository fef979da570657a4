/** @module What the office does with a city's whole return: decisions, lock, freeze, filing; and the feed of its changes. */
import { Type } from "@sinclair/typebox";
import { readReturn } from "../../rounds/city-return.ts";
import { decideItem, reopen, settleReturn } from "../../rounds/settle.ts";
import { DONE, json, type Route, type RouteRequest, route, versionTag } from "../route.ts";
import { exactly, ID, MOMENT, OBJECT, open, REASON } from "../schemas.ts";
import { OF_RETURN, returnAsked, SCORE_READERS } from "./return-scores.ts";

const JSON_TYPE = "application/json";
const FEED_PAGE = 500;

export const returnRoutes: readonly Route[] = [
  route(
    {
      method: "post",
      path: `${OF_RETURN}/decisions/{item}`,
      zh: "对各单位不一致的分项作出决定，写明依据的修订与理由",
      en: "Settle an item on which units differ, citing the revisions and the reason",
      access: ["consolidator"],
      repeatable: true,
      body: {
        kind: "json",
        schema: exactly({
          method: Type.Union([
            Type.Literal("pick"),
            Type.Literal("merge"),
            Type.Literal("sum"),
            Type.Literal("own"),
          ]),
          parts: Type.Array(exactly({ unit: ID, revision: Type.Integer({ minimum: 1 }) }), {
            maxItems: 50,
          }),
          figures: Type.Record(Type.String({ maxLength: 100 }), Type.Unknown()),
          reason: REASON,
        }),
      },
      answer: { status: 201, type: JSON_TYPE, schema: open({ number: Type.Integer() }) },
      failures: [409],
    },
    async (request, services) => {
      const { served } = await returnAsked(request, services);
      const { round = "", city = "", item = "" } = request.params;
      const number = await request.change((changing) =>
        decideItem(changing, served, { round, city, item }, request.body),
      );
      return json({ number }, { status: 201 });
    },
  ),
  route(
    {
      method: "post",
      path: `${OF_RETURN}/reopenings`,
      zh: "重新开放某单位（某分项），写明理由与期限",
      en: "Reopen a unit's sheets (or one item) with a reason, until a moment",
      access: ["consolidator"],
      repeatable: true,
      body: {
        kind: "json",
        schema: exactly({
          unit: ID,
          item: Type.Optional(Type.String({ maxLength: 100 })),
          until: MOMENT,
          reason: REASON,
        }),
      },
      answer: { status: 204, type: JSON_TYPE, schema: Type.Null() },
      failures: [409],
    },
    async ({ params, body, change }) => {
      const { round = "", city = "" } = params;
      await change((changing) => reopen(changing, { round, city }, body).then(() => null));
      return DONE;
    },
  ),
  step("lock", "锁定全市填报", "Lock the city's return", "locked"),
  step("unlock", "解除锁定", "Unlock it", "unlocked"),
  step(
    "freeze",
    "定稿：各分项均已采纳或决定，存最终得分",
    "Freeze it: every item accepted or settled; the final score is stored",
    "frozen",
  ),
  step("file", "报出", "File it", "filed"),
  route(
    {
      method: "get",
      path: `${OF_RETURN}/changes`,
      zh: "变动记录（游标续读）",
      en: "Feed of changes, by cursor",
      access: SCORE_READERS,
      query: {
        after: {
          zh: "上次读到的游标",
          en: "cursor that was read last",
          schema: Type.String({ pattern: "^\\d{1,9}$" }),
        },
      },
      answer: {
        status: 200,
        type: JSON_TYPE,
        schema: open({ changes: Type.Array(OBJECT), next: Type.Integer() }),
      },
      failures: [],
    },
    async ({ params, query }, { store }) => {
      const { round = "", city = "" } = params;
      await readReturn(store.db, round, city);
      const after = Number(query.after ?? "0");
      const rows = await store.db
        .selectFrom("audit")
        .select(["number", "at", "action", "object", "facts"])
        .where("chain", "=", `city/${city}`)
        .where("number", ">", after)
        .orderBy("number")
        .limit(FEED_PAGE)
        .execute();
      const own = rows.filter(({ object }) => object.startsWith(`rounds/${round}/`));
      return json({
        changes: own.map(({ number, at, action, object, facts }) => ({
          cursor: number,
          at,
          action,
          object,
          facts: JSON.parse(facts),
        })),
        next: rows.at(-1)?.number ?? after,
        more: rows.length === FEED_PAGE,
      });
    },
  ),
];

function step(
  verb: string,
  zh: string,
  en: string,
  to: "locked" | "unlocked" | "frozen" | "filed",
): Route {
  return route(
    {
      method: "post",
      path: `${OF_RETURN}/${verb}`,
      zh,
      en,
      access: ["consolidator"],
      conditional: true,
      repeatable: true,
      body: { kind: "json", schema: exactly({ reason: REASON }) },
      answer: { status: 200, type: JSON_TYPE, schema: open({ state: Type.String() }) },
      failures: [409],
    },
    async (request: RouteRequest<{ reason: string }>, services) => {
      const { served } = await returnAsked(request, services);
      const { round = "", city = "" } = request.params;
      const ifMatch = request.ifMatch();
      const score = await request.change((changing) =>
        settleReturn(
          changing,
          served,
          { round, city },
          { step: to, reason: request.body.reason, ifMatch },
        ),
      );
      return json(
        { state: to === "unlocked" ? "open" : to, score },
        { headers: versionTag(ifMatch + 1) },
      );
    },
  );
}
