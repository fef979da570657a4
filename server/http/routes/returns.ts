/** @module A city's whole return: figures, scores, decisions, lock, freeze, filing, its feed of changes. */
import { Type } from "@sinclair/typebox";
import { inputSentence } from "../../../engine/language/sentence.ts";
import { oneMore } from "../../../engine/what-if/one-more.ts";
import { compiledRules } from "../../compiled-rules.ts";
import { keptByFigures } from "../../kept-answers.ts";
import type { Role } from "../../people/roles.ts";
import { Problem } from "../../problem.ts";
import { readDecisions, readReturn, scoreReturn } from "../../rounds/city-return.ts";
import { planSheets, sheetsOfUnit } from "../../rounds/ownership.ts";
import { decideItem, reopen, settleReturn } from "../../rounds/settle.ts";
import { readScore, storeScore, verifyScore } from "../../rounds/stored-scores.ts";
import { figuresRefused } from "../../score-or-refuse.ts";
import type { Services } from "../../services.ts";
import type { ScoreRow } from "../../storage/tables.ts";
import { recordRefusal } from "../refusals.ts";
import { DONE, json, type Route, type RouteRequest, route, versionTag } from "../route.ts";
import { exactly, ID, listOf, MOMENT, OBJECT, open, REASON, SCORE_RESULT } from "../schemas.ts";

const JSON_TYPE = "application/json";
const EMPTY = { status: 204, type: JSON_TYPE, schema: Type.Null() } as const;
const BASE = "/rounds/{round}/cities/{city}";
const OFFICE_ROLES: readonly Role[] = ["consolidator", "auditor", "analyst", "reviewer"];
const SCORE_READERS: readonly Role[] = [...OFFICE_ROLES, "read-client"];
const EXPLAIN = {
  explain: {
    zh: "true：附计算过程",
    en: "true: with the trace",
    schema: Type.Union([Type.Literal("true"), Type.Literal("false")]),
  },
};
const FEED_PAGE = 500;

const keptSteps = keptByFigures((prepared, inputs) => oneMore(compiledRules(prepared), inputs));

export const returnRoutes: readonly Route[] = [
  route(
    {
      method: "get",
      path: `${BASE}/figures`,
      zh: "全市数据：来源修订、分歧、待更新的决定",
      en: "The city's figures: where they come from, conflicts, stale decisions",
      access: OFFICE_ROLES,
      answer: {
        status: 200,
        type: JSON_TYPE,
        schema: open({ inputs: OBJECT, conflicts: Type.Array(OBJECT) }),
      },
      failures: [],
    },
    async (request, services) => {
      const { figures } = await scored(request, services);
      const { round = "", city = "" } = request.params;
      return json({ ...figures, decisions: await readDecisions(services.store.db, round, city) });
    },
  ),
  route(
    {
      method: "get",
      path: `${BASE}/score`,
      zh: "全市得分：未齐时为暂定，含可能区间",
      en: "The city's score; provisional with ranges while sheets are missing",
      access: SCORE_READERS,
      query: EXPLAIN,
      answer: { status: 200, type: JSON_TYPE, schema: SCORE_RESULT },
      failures: [422],
    },
    async (request, services) => {
      const { served, figures, outcome } = await scored(request, services);
      if (!outcome.ok) throw figuresRefused(outcome.issues, served.prepared);
      return json({ ...outcome.result, conflicts: figures.conflicts, stale: figures.stale });
    },
  ),
  route(
    {
      method: "get",
      path: `${BASE}/steps`,
      zh: "各数据再增一个单位（或达到下一档）值多少分",
      en: "What one more of each figure, or the next band, is worth",
      access: SCORE_READERS,
      answer: { status: 200, type: JSON_TYPE, schema: listOf("steps", OBJECT) },
      failures: [422],
    },
    async (request, services) => {
      const { served, figures } = await scored(request, services);
      const result = keptSteps(served.prepared, figures.inputs);
      if (!result.ok) throw figuresRefused(result.issues, served.prepared);
      return json({ steps: result.steps });
    },
  ),
  route(
    {
      method: "get",
      path: `${BASE}/units/{unit}/score`,
      zh: "一个单位所填各分项的得分、提示，以及再增一个单位值多少分",
      en: "Scores of the items that a unit fills in, with warnings and what one more is worth",
      access: ["clerk", "head", "consolidator", "auditor"],
      query: EXPLAIN,
      answer: {
        status: 200,
        type: JSON_TYPE,
        schema: open({ scores: OBJECT, steps: Type.Array(OBJECT) }),
      },
      failures: [422],
    },
    async (request, services) => {
      await takePreview(request, services);
      const { served, current, figures, outcome } = await scored(request, services);
      const { prepared } = served;
      if (!outcome.ok) throw figuresRefused(outcome.issues, prepared);
      const own = sheetsOfUnit(planSheets(prepared, current.plan), request.params.unit ?? "").map(
        ({ item }) => item,
      );
      const keep = <T>(
        record: { readonly [node: string]: T } | undefined,
      ): { readonly [node: string]: T } =>
        Object.fromEntries(Object.entries(record ?? {}).filter(([node]) => own.includes(node)));
      const { result } = outcome;
      const steps = keptSteps(prepared, figures.inputs);
      return json({
        ruleSet: result.ruleSet,
        engine: result.engine,
        scores: keep(result.scores),
        ranges: keep(result.ranges),
        pending: keep(result.pending),
        outputs: keep(result.outputs),
        warnings: result.warnings
          .filter(({ item }) => item !== undefined && own.includes(item))
          .map((issue) => ({
            ...issue,
            message: inputSentence(issue, request.language, prepared),
          })),
        steps: steps.ok ? steps.steps.filter(({ node }) => own.includes(node)) : [],
        ...(result.trace ? { trace: keep(result.trace) } : {}),
      });
    },
  ),
  route(
    {
      method: "post",
      path: `${BASE}/decisions/{item}`,
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
      const { served } = await placeOf(request, services);
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
      path: `${BASE}/reopenings`,
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
      answer: EMPTY,
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
      path: `${BASE}/scores`,
      zh: "已存的得分",
      en: "Stored scores",
      access: SCORE_READERS,
      answer: { status: 200, type: JSON_TYPE, schema: listOf("scores", OBJECT) },
      failures: [],
    },
    async ({ params }, { store }) => {
      const { round = "", city = "" } = params;
      const rows = await store.db
        .selectFrom("score")
        .selectAll()
        .where("round", "=", round)
        .where("city", "=", city)
        .orderBy("at")
        .execute();
      return json({
        scores: rows.map(({ result, ...row }) => ({
          ...plainScore({ result, ...row }),
          result: undefined,
        })),
      });
    },
  ),
  route(
    {
      method: "post",
      path: `${BASE}/scores`,
      zh: "存下现在的得分",
      en: "Store the score as it is now",
      access: ["consolidator", "analyst"],
      repeatable: true,
      body: { kind: "json", schema: exactly({ why: REASON }) },
      answer: {
        status: 201,
        type: JSON_TYPE,
        schema: open({ id: Type.String(), digest: Type.String() }),
      },
      failures: [409],
    },
    async (request, services) => {
      const { served, current } = await placeOf(request, services);
      const stored = await request.change((changing) =>
        storeScore(changing, served, current.round, request.params.city ?? "", {
          why: request.body.why,
        }).then((one) => {
          if (one === null) throw new Problem("conflict", { reason: "figures_refused" });
          return one;
        }),
      );
      return json(stored, { status: 201 });
    },
  ),
  route(
    {
      method: "get",
      path: `${BASE}/scores/{score}`,
      zh: "一次已存得分的全部依据与结果",
      en: "One stored score with everything that it was made from",
      access: SCORE_READERS,
      answer: {
        status: 200,
        type: JSON_TYPE,
        schema: open({ id: Type.String(), result: SCORE_RESULT }),
      },
      failures: [],
    },
    async ({ params }, { store }) => {
      const { round = "", city = "", score = "" } = params;
      return json(plainScore(await readScore(store.db, round, city, score)));
    },
  ),
  route(
    {
      method: "get",
      path: `${BASE}/scores/{score}/verify`,
      zh: "重新计算并核验",
      en: "Compute it again and compare",
      access: SCORE_READERS,
      answer: {
        status: 200,
        type: JSON_TYPE,
        schema: open({ verified: Type.Boolean(), digest: Type.String() }),
      },
      failures: [],
    },
    async ({ params }, { store, ruleSets }) => {
      const { round = "", city = "", score = "" } = params;
      return json(await verifyScore(ruleSets, await readScore(store.db, round, city, score)));
    },
  ),
  route(
    {
      method: "get",
      path: `${BASE}/changes`,
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
      path: `${BASE}/${verb}`,
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
      const { served } = await placeOf(request, services);
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

async function placeOf(
  { params }: { readonly params: RouteRequest["params"] },
  { store, ruleSets }: Services,
) {
  const current = await readReturn(store.db, params.round ?? "", params.city ?? "");
  return { current, served: await ruleSets.byHash(current.round.rule_set_hash) };
}

/** @throws Problem 429; the first of a minute stands in the audit trail */
async function takePreview(
  { who, address, requestId, params }: RouteRequest<never> | RouteRequest,
  services: Services,
): Promise<void> {
  const { city = "", unit = "" } = params;
  await services.rateLimits.takePreview(who.id, () =>
    recordRefusal(services, {
      actor: who.id,
      address,
      request: requestId,
      object: `cities/${city}/units/${unit}/score`,
      facts: { code: "too_many_requests", city, unit },
    }),
  );
}

async function scored(
  request: { readonly params: RouteRequest["params"]; readonly query: RouteRequest["query"] },
  services: Services,
) {
  const { current, served } = await placeOf(request, services);
  const explain = request.query.explain === "true";
  const { figures, outcome } = await scoreReturn(
    services.store.db,
    served,
    current.round,
    request.params.city ?? "",
    { explain },
  );
  return { current, served, figures, outcome };
}

function plainScore(row: ScoreRow) {
  return {
    id: row.id,
    round: row.round,
    city: row.city,
    ruleSet: { filesHash: row.rule_set_hash, scoringHash: row.scoring_hash },
    engine: row.engine,
    inputHash: row.input_hash,
    inputs: JSON.parse(row.inputs),
    parts: JSON.parse(row.parts),
    total: JSON.parse(row.result).total,
    result: JSON.parse(row.result),
    digest: row.digest,
    why: row.why,
    by: row.by_person,
    at: row.at,
  };
}
