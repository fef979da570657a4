/** @module Stateless scoring: one city, or a stream of them. */
import { Type } from "@sinclair/typebox";
import type { BatchAnswers } from "../../batch/answer-piece.ts";
import { type BatchFormat, beginBatch, HeaderRefused } from "../../batch/run-batch.ts";
import { serviceThreads } from "../../computing/threads.ts";
import { Problem } from "../../problem.ts";
import { countEvaluations } from "../../scoring/evaluate.ts";
import { scoreOrRefuse } from "../../scoring/score-or-refuse.ts";
import { CSV } from "../../spreadsheet/spreadsheets.ts";
import { readStream } from "../body.ts";
import { type Route, route } from "../route.ts";
import { ANY, exactly, SCORE_RESULT } from "../schemas.ts";
import { findRuleSet } from "./rule-sets.ts";

const NDJSON = "application/x-ndjson";

export const scoreRoutes: readonly Route[] = [
  route(
    {
      method: "post",
      path: "/rule-sets/{id}/score",
      zh: "计算一个城市的得分",
      en: "Score one city",
      access: "open",
      body: {
        kind: "json",
        schema: exactly({
          inputs: ANY,
          final: Type.Optional(Type.Boolean()),
          explain: Type.Optional(Type.Boolean()),
        }),
        unread: "inputs",
      },
      answer: { status: 200, type: "application/json", schema: SCORE_RESULT },
      failures: [400, 404, 413, 415, 422],
    },
    async ({ params, body }, { ruleSets, evaluationMs }) => {
      const { prepared, supersededBy } =
        ruleSets.known(params.id ?? "") ?? (await findRuleSet(ruleSets, params.id));
      const { inputs, final = false, explain = false } = body;
      const result = scoreOrRefuse(prepared, inputs, { final, explain, evaluationMs });
      if (supersededBy === null) return { kind: "json-text", text: result };
      const more = `,"supersededBy":${JSON.stringify(supersededBy)}`;
      const text = Buffer.from(result).toString("utf8");
      return { kind: "json-text", text: `${text.slice(0, -1)}${more}}` };
    },
  ),
  route(
    {
      method: "post",
      path: "/rule-sets/{id}/score/batch",
      zh: "批量计算：NDJSON 或 CSV（首行为 id 与“分项/数据项”各列）逐行输入输出，次序不变；按 Accept 应答",
      en: "Score many: NDJSON or CSV (first line: id and columns item/input) in, answers streamed in order, as Accept asks",
      access: "open",
      query: {
        final: {
          zh: "true：缺项即退回",
          en: "true: what is missing is refused",
          schema: Type.Union([Type.Literal("true"), Type.Literal("false")]),
        },
        fromLine: {
          zh: "从第几行开始，用于中断后继续",
          en: "number of the first line to score, to go on after an interruption",
          schema: Type.String({ pattern: "^[1-9][0-9]{0,14}$" }),
        },
      },
      body: { kind: "stream", types: [NDJSON, CSV], maximum: null },
      answer: { status: 200, type: NDJSON, schema: Type.String() },
      failures: [404, 422],
    },
    async ({ params, query, raw, header }, { ruleSets, evaluationMs }) => {
      const rules = await findRuleSet(ruleSets, params.id);
      const citiesAs = formatOf(header("content-type")) ?? "ndjson";
      const answersAs = formatOf(header("accept")) ?? citiesAs;
      const fromLine = Number(query.fromLine ?? "1");
      const final = query.final === "true";
      const batch = { rules, citiesAs, answersAs, final, evaluationMs, fromLine, stop: raw.signal };
      const answers = await begun(beginBatch(readStream(raw), batch, serviceThreads()));
      const type = answersAs === "csv" ? CSV : NDJSON;
      return {
        kind: "response",
        response: new Response(streamOf(answers), {
          headers: { "content-type": `${type}; charset=utf-8` },
        }),
      };
    },
  ),
];

function formatOf(types: string | undefined): BatchFormat | null {
  if (types?.includes(CSV)) return "csv";
  return types?.includes(NDJSON) ? "ndjson" : null;
}

async function begun<T>(batch: Promise<T>): Promise<T> {
  try {
    return await batch;
  } catch (error) {
    if (!(error instanceof HeaderRefused)) throw error;
    throw new Problem("invalid_request", { issues: error.issues });
  }
}

/** Taken only as fast as the other end reads. */
function streamOf(answers: AsyncGenerator<BatchAnswers>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await answers.next();
      if (done) return controller.close();
      countEvaluations(value);
      controller.enqueue(value.bytes);
    },
    async cancel() {
      await answers.return(undefined);
    },
  });
}
