/** @module Stateless scoring: one city, or a stream of them. */
import { Type } from "@sinclair/typebox";
import type { PreparedRuleSet } from "../../../engine/rule-set/prepare.ts";
import { answerLine, lineTooLong, MAX_LINE_BYTES } from "../../batch-line.ts";
import { scoreOrRefuse } from "../../score-or-refuse.ts";
import { splitLines } from "../../split-lines.ts";
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
      },
      answer: { status: 200, type: "application/json", schema: SCORE_RESULT },
      failures: [400, 404, 413, 415, 422],
    },
    async ({ params, body }, { ruleSets, evaluationMs }) => {
      const { prepared, supersededBy } = await findRuleSet(ruleSets, params.id);
      const { inputs, final = false, explain = false } = body;
      const result = scoreOrRefuse(prepared, inputs, { final, explain, evaluationMs });
      const more = supersededBy === null ? "" : `,"supersededBy":${JSON.stringify(supersededBy)}`;
      return { kind: "json-text", text: `${result.slice(0, -1)}${more}}` };
    },
  ),
  route(
    {
      method: "post",
      path: "/rule-sets/{id}/score/batch",
      zh: "批量计算：NDJSON 逐行输入输出，次序不变",
      en: "Score many: NDJSON in and out, streamed, order kept",
      access: "open",
      query: {
        final: {
          zh: "true：缺项即退回",
          en: "true: what is missing is refused",
          schema: Type.Union([Type.Literal("true"), Type.Literal("false")]),
        },
      },
      body: { kind: "stream", types: [NDJSON], maximum: null },
      answer: { status: 200, type: NDJSON, schema: Type.String() },
      failures: [404, 422],
    },
    async ({ params, query, raw, aborted }, { ruleSets, evaluationMs }) => {
      const { prepared } = await findRuleSet(ruleSets, params.id);
      const lines = answerLines(readStream(raw), prepared, {
        final: query.final === "true",
        evaluationMs,
        aborted,
      });
      return {
        kind: "response",
        response: new Response(streamOf(lines), {
          headers: { "content-type": `${NDJSON}; charset=utf-8` },
        }),
      };
    },
  ),
];

async function* answerLines(
  chunks: AsyncIterable<Uint8Array>,
  prepared: PreparedRuleSet,
  {
    final,
    evaluationMs,
    aborted,
  }: { final: boolean; evaluationMs: number; aborted: () => boolean },
): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for await (const { number, text } of splitLines(chunks, MAX_LINE_BYTES)) {
    if (aborted()) return;
    const deadline = performance.now() + evaluationMs;
    const shouldStop = (): boolean => performance.now() > deadline;
    const answer =
      text === null
        ? lineTooLong(number)
        : answerLine(prepared, text, number, { final, shouldStop });
    yield encoder.encode(`${answer.text}\n`);
  }
}

/** Taken only as fast as the other end reads. */
function streamOf(chunks: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await chunks.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await chunks.return(undefined);
    },
  });
}
