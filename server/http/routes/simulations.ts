/** @module Simulations: cities under other weights and thresholds, of a request or of a round; what moves a total most. */
import { type Static, Type } from "@sinclair/typebox";
import type { InputIssue } from "../../../engine/issue.ts";
import type { JsonValue } from "../../../engine/json/json-value.ts";
import type { SimulationSummary } from "../../../engine/simulate/summary.ts";
import { MAX_CITIES } from "../../../engine/simulate/tally.ts";
import type { Tornado } from "../../../engine/simulate/tornado.ts";
import { shareRules } from "../../computing/shared-rules.ts";
import { serviceThreads } from "../../computing/threads.ts";
import { rankPicture } from "../../pictures/rank-picture.ts";
import { tornadoPicture } from "../../pictures/tornado-picture.ts";
import { invalid, Problem } from "../../problem.ts";
import { readFigures, readRound } from "../../rounds/city-return.ts";
import type { ServedRuleSet } from "../../rule-set-store/published.ts";
import { compiledRules } from "../../scoring/compiled-rules.ts";
import { figuresRefused } from "../../scoring/score-or-refuse.ts";
import { readVariation } from "../../simulate/ask-simulation.ts";
import { runSimulation, type WholeCity } from "../../simulate/run-simulation.ts";
import { type Answer, json, type Route, type RouteRequest, route } from "../route.ts";
import { ANY, exactly, OBJECT, open } from "../schemas.ts";
import { findRuleSet } from "./rule-sets.ts";

const JSON_TYPE = "application/json";
const SVG = "image/svg+xml";
const NDJSON = "application/x-ndjson";
const MAX_BODY_BYTES = 4 * 1_048_576;
/** Scores that one request may ask for: some ten seconds of two cores. */
const MAX_SCORES = 5_000_000;

const VARIATION = {
  weights: Type.Optional(Type.Number({ minimum: 0, maximum: 0.9 })),
  vary: Type.Optional(Type.Array(Type.String({ maxLength: 300 }), { maxItems: 8 })),
  draws: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000 })),
  grid: Type.Optional(Type.Boolean()),
  seed: Type.Optional(Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER })),
};
const SHARE = Type.String({ pattern: "^0\\.(?!0+$)[0-9]{1,4}$" });

const SUMMARY = open({
  ruleSet: Type.String(),
  runs: Type.Integer(),
  moved: Type.Number(),
  cities: Type.Array(
    open({
      id: Type.String(),
      total: Type.String(),
      rank: Type.Integer(),
      best: Type.Integer(),
      worst: Type.Integer(),
      median: Type.Integer(),
      interval: Type.Array(Type.Integer(), { minItems: 2, maxItems: 2 }),
      moved: Type.Number(),
      ranks: Type.Array(Type.Array(Type.Integer(), { minItems: 2, maxItems: 2 })),
    }),
  ),
  varied: Type.Array(Type.String()),
  grid: Type.Optional(
    Type.Array(open({ values: OBJECT, moved: Type.Integer(), ranks: Type.Array(Type.Integer()) })),
  ),
  leftOut: Type.Optional(Type.Array(Type.String())),
});
const TORNADO = open({
  total: Type.String(),
  bars: Type.Array(
    open({
      node: Type.String(),
      input: Type.Optional(Type.String()),
      option: Type.Optional(Type.String()),
      from: ANY,
      low: open({ value: ANY, total: Type.String() }),
      high: open({ value: ANY, total: Type.String() }),
      width: Type.String(),
    }),
  ),
});

const AS_PICTURE = {
  as: {
    zh: "svg：作为图（SVG）应答",
    en: "svg: the answer as a picture (SVG)",
    schema: Type.Literal("svg"),
  },
};
const AS_ANYTHING = {
  as: {
    zh: "svg：作为图（SVG）应答；ndjson：逐行报告进度，末行为结果",
    en: "svg: the answer as a picture (SVG); ndjson: lines of progress, the last one the result",
    schema: Type.Union([Type.Literal("svg"), Type.Literal("ndjson")]),
  },
};
const OF_CITY = {
  ...AS_PICTURE,
  share: {
    zh: "各数据与权重上下变动的幅度（默认 0.1）",
    en: "share that figures and weights go down and up by (0.1)",
    schema: SHARE,
  },
};

export const simulationRoutes: readonly Route[] = [
  route(
    {
      method: "post",
      path: "/rule-sets/{id}/simulations",
      zh: "模拟：权重随机变动或某数逐一取值时，各城市的名次区间与频次",
      en: "Simulate: ranks of cities, how wide and how often, under drawn weights or on a grid",
      access: "open",
      query: AS_ANYTHING,
      body: {
        kind: "json",
        maximum: MAX_BODY_BYTES,
        schema: exactly({
          cities: Type.Array(exactly({ id: Type.String({ maxLength: 200 }), inputs: ANY }), {
            minItems: 1,
            maxItems: MAX_CITIES,
          }),
          ...VARIATION,
        }),
      },
      answer: { status: 200, type: JSON_TYPE, schema: SUMMARY },
      failures: [400, 404, 413, 415, 422],
    },
    async (request, services) => {
      const served = await findRuleSet(services.ruleSets, request.params.id);
      const { cities, ...asked } = request.body;
      const issues = cities.flatMap(({ inputs }, index) =>
        issuesOf(served, inputs).map((one) => ({
          ...one,
          path: `/cities/${index}/inputs${one.path}`,
        })),
      );
      if (issues.length > 0) throw figuresRefused(issues.slice(0, MAX_ISSUES), served.prepared);
      return simulated(request, served, cities, asked, { leftOut: [] });
    },
  ),
  route(
    {
      method: "post",
      path: "/rounds/{round}/simulations",
      zh: "模拟一个批次中数据齐全的城市",
      en: "Simulate the cities of a round that have all figures",
      access: ["analyst", "reviewer"],
      query: AS_ANYTHING,
      body: { kind: "json", schema: exactly(VARIATION) },
      answer: { status: 200, type: JSON_TYPE, schema: SUMMARY },
      failures: [400, 409, 413, 415, 422],
    },
    async (request, services) => {
      const { store, ruleSets } = services;
      const round = await readRound(store.db, request.params.round ?? "");
      const served = await ruleSets.byHash(round.rule_set_hash);
      const members = await store.db
        .selectFrom("round_city")
        .innerJoin("city", "city.id", "round_city.city")
        .select(["city.id", "city.name"])
        .where("round", "=", round.id)
        .orderBy("city.id")
        .execute();
      const cities: WholeCity[] = [];
      const leftOut: string[] = [];
      for (const { id } of members) {
        const { inputs } = await readFigures(store.db, round, id, served);
        if (issuesOf(served, inputs).length === 0) cities.push({ id, inputs });
        else leftOut.push(id);
      }
      if (cities.length === 0) throw new Problem("conflict", { reason: "no_whole_city", leftOut });
      const names = new Map(members.map(({ id, name }) => [id, name]));
      return simulated(request, served, cities, request.body, { leftOut, names });
    },
  ),
  route(
    {
      method: "post",
      path: "/rule-sets/{id}/tornado",
      zh: "什么最影响一个城市的总分：逐项上下变动数据与权重",
      en: "What moves a city's total most: every figure and weight down and up, one at a time",
      access: "open",
      query: AS_PICTURE,
      body: { kind: "json", schema: exactly({ inputs: ANY, share: Type.Optional(SHARE) }) },
      answer: { status: 200, type: JSON_TYPE, schema: TORNADO },
      failures: [400, 404, 413, 415, 422],
    },
    async (request, services) => {
      const served = await findRuleSet(services.ruleSets, request.params.id);
      return tornado(request, served, request.body.inputs, request.body.share);
    },
  ),
  route(
    {
      method: "get",
      path: "/rounds/{round}/cities/{city}/tornado",
      zh: "什么最影响该城市在批次中的总分",
      en: "What moves the total of a city in a round most",
      access: ["consolidator", "auditor", "analyst", "reviewer", "read-client"],
      query: OF_CITY,
      answer: { status: 200, type: JSON_TYPE, schema: TORNADO },
      failures: [422],
    },
    async (request, { store, ruleSets }) => {
      const { round: id = "", city = "" } = request.params;
      const round = await readRound(store.db, id);
      const served = await ruleSets.byHash(round.rule_set_hash);
      const { inputs } = await readFigures(store.db, round, city, served);
      return tornado(request, served, inputs, request.query.share);
    },
  ),
];

/** Faults of figures that one answer tells. */
const MAX_ISSUES = 50;

function issuesOf({ prepared }: ServedRuleSet, inputs: unknown): readonly InputIssue[] {
  const outcome = compiledRules(prepared).score(inputs, { final: true });
  return outcome.ok ? [] : outcome.issues;
}

async function simulated(
  { query, raw, language }: RouteRequest,
  { prepared, files }: ServedRuleSet,
  cities: readonly WholeCity[],
  asked: Static<ReturnType<typeof exactly<typeof VARIATION>>>,
  {
    leftOut,
    names,
  }: { readonly leftOut: readonly string[]; readonly names?: ReadonlyMap<string, string> },
): Promise<Answer> {
  const read = readVariation(prepared, asked, language);
  if (!read.ok) throw invalid(`/${read.place}`, read.code, { ...read.facts });
  const { variation } = read;
  const scores = cities.length * (variation.draws ?? 1);
  if (scores > MAX_SCORES)
    throw invalid("/draws", "out_of_range", { maximum: Math.floor(MAX_SCORES / cities.length) });
  const run: Run = (stop, onProgress) =>
    runSimulation(
      {
        rules: { prepared, files },
        cities,
        variation,
        stop,
        ...(onProgress ? { onProgress } : {}),
      },
      serviceThreads(),
    );
  const told = (summary: SimulationSummary) => ({
    ...summary,
    ...(leftOut.length > 0 ? { leftOut } : {}),
  });
  if (query.as === "ndjson") return lines(run, told, raw.signal);
  const summary = await run(raw.signal);
  if (summary === null) throw new Problem("too_slow");
  return query.as === "svg" ? picture(rankPicture(summary, language, names)) : json(told(summary));
}

type Run = (
  stop: AbortSignal,
  onProgress?: (done: number, runs: number) => void,
) => Promise<SimulationSummary | null>;

/** Progress a line, the result last; when nobody reads any more, the work ends. */
function lines(run: Run, told: (summary: SimulationSummary) => object, gone: AbortSignal): Answer {
  const encoder = new TextEncoder();
  const stopping = new AbortController();
  const stop = AbortSignal.any([gone, stopping.signal]);
  const stream = new ReadableStream<Uint8Array>({
    async start(controller) {
      const line = (value: object): void => {
        if (!stop.aborted) controller.enqueue(encoder.encode(`${JSON.stringify(value)}\n`));
      };
      try {
        const summary = await run(stop, (done, runs) => line({ done, runs }));
        if (summary === null) return;
        line({ result: told(summary) });
        controller.close();
      } catch (error) {
        controller.error(error);
      }
    },
    cancel() {
      stopping.abort();
    },
  });
  const headers = { "content-type": NDJSON, "cache-control": "no-store" };
  return { kind: "response", response: new Response(stream, { headers }) };
}

async function tornado(
  { query, language }: RouteRequest | RouteRequest<never>,
  served: ServedRuleSet,
  inputs: unknown,
  share = "0.1",
): Promise<Answer> {
  const { prepared, files } = served;
  const issues = issuesOf(served, inputs);
  if (issues.length > 0) throw figuresRefused(issues, prepared);
  const answer = await serviceThreads().tornado({ rules: shareRules(files), inputs, share });
  if (!answer.ok) throw figuresRefused(answer.issues, prepared);
  return query.as === "svg"
    ? picture(tornadoPicture(prepared, answer.tornado, share, language))
    : json(answer.tornado satisfies Tornado as unknown as JsonValue);
}

/** Scripts in it would not run, and there are none. */
function picture(svg: string): Answer {
  return {
    kind: "response",
    response: new Response(svg, {
      headers: { "content-type": `${SVG}; charset=utf-8`, "cache-control": "no-store" },
    }),
  };
}
