/** @module What a city's return comes to now: its figures, its score, its units' shares, what one more is worth. */
import { Type } from "@sinclair/typebox";
import { inputSentence } from "../../../engine/language/sentence.ts";
import { oneMore } from "../../../engine/what-if/one-more.ts";
import type { Role } from "../../people/roles.ts";
import { readDecisions, readReturn, scoreReturn } from "../../rounds/city-return.ts";
import { planSheets, sheetsOfUnit } from "../../rounds/ownership.ts";
import { compiledRules } from "../../scoring/compiled-rules.ts";
import { keptByFigures } from "../../scoring/kept-by-figures.ts";
import { figuresRefused } from "../../scoring/score-or-refuse.ts";
import type { Services } from "../../services.ts";
import { recordRefusal } from "../refusals.ts";
import { json, type Route, type RouteRequest, route } from "../route.ts";
import { listOf, OBJECT, open, SCORE_RESULT } from "../schemas.ts";

const JSON_TYPE = "application/json";
export const OF_RETURN = "/rounds/{round}/cities/{city}";
const OFFICE_ROLES: readonly Role[] = ["consolidator", "auditor", "analyst", "reviewer"];
export const SCORE_READERS: readonly Role[] = [...OFFICE_ROLES, "read-client"];
const EXPLAIN = {
  explain: {
    zh: "true：附计算过程",
    en: "true: with the trace",
    schema: Type.Union([Type.Literal("true"), Type.Literal("false")]),
  },
};

const keptSteps = keptByFigures((prepared, inputs) => oneMore(compiledRules(prepared), inputs));

export const returnScoreRoutes: readonly Route[] = [
  route(
    {
      method: "get",
      path: `${OF_RETURN}/figures`,
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
      path: `${OF_RETURN}/score`,
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
      path: `${OF_RETURN}/steps`,
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
      path: `${OF_RETURN}/units/{unit}/score`,
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
];

/** @throws Problem 404 */
export async function returnAsked(
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
  const { current, served } = await returnAsked(request, services);
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
