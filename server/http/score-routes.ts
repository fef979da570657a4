/** @module Scoring over HTTP: one city, or a stream of them. */
import { Hono } from "hono";
import { stream } from "hono/streaming";
import type { InputIssue } from "../../engine/issue.ts";
import { isObject } from "../../engine/json/json-value.ts";
import { inputSentence } from "../../engine/language/sentence.ts";
import { score } from "../../engine/score/score.ts";
import { answerLine, lineTooLong, MAX_LINE_BYTES } from "../batch-line.ts";
import { splitLines } from "../split-lines.ts";
import type { Environment } from "./app.ts";
import { readJsonBody } from "./body.ts";
import { Problem } from "./problem.ts";
import { find } from "./rule-set-routes.ts";
import type { ServedRuleSets } from "./rule-sets.ts";

/** Members of the body of `…/score`. */
const MEMBERS: ReadonlySet<string> = new Set(["inputs", "final", "explain"]);

export function scoreRoutes(ruleSets: ServedRuleSets, evaluationMs: number): Hono<Environment> {
  const routes = new Hono<Environment>();

  routes.post("/rule-sets/:id/score", async (context) => {
    const { prepared } = find(ruleSets, context.req.param("id"));
    const body = await readJsonBody(context);
    const issues = bodyIssues(body);
    if (issues.length > 0 || !isObject(body))
      throw new Problem(422, "invalid_request", () => ({ issues }));
    const deadline = performance.now() + evaluationMs;
    const outcome = score(prepared, body.inputs, {
      final: body.final === true,
      explain: body.explain === true,
      shouldStop: () => performance.now() > deadline,
    });
    if (outcome.ok) return context.json(outcome.result);
    if (outcome.issues.some(({ problem }) => problem === "stopped")) {
      throw new Problem(422, "took_too_long", () => ({
        maximumMs: evaluationMs,
        issues: outcome.issues,
      }));
    }
    throw new Problem(422, "figures_refused", (language) => ({
      issues: outcome.issues.map((issue: InputIssue) => ({
        ...issue,
        message: inputSentence(issue, language, prepared),
      })),
    }));
  });

  routes.post("/rule-sets/:id/score/batch", (context) => {
    const { prepared } = find(ruleSets, context.req.param("id"));
    const final = context.req.query("final") === "true";
    const { body } = context.req.raw;
    context.header("content-type", "application/x-ndjson; charset=utf-8");
    return stream(context, async (out) => {
      if (body === null) return;
      for await (const { number, text } of splitLines(
        body as unknown as AsyncIterable<Uint8Array>,
        MAX_LINE_BYTES,
      )) {
        if (out.aborted) return;
        const deadline = performance.now() + evaluationMs;
        const shouldStop = (): boolean => performance.now() > deadline;
        const answer =
          text === null
            ? lineTooLong(number)
            : answerLine(prepared, text, number, { final, shouldStop });
        await out.write(`${JSON.stringify(answer)}\n`);
      }
    });
  });

  return routes;
}

function bodyIssues(body: unknown): readonly { readonly [fact: string]: unknown }[] {
  if (!isObject(body))
    return [{ code: "invalid_type", severity: "error", path: "", expected: "object" }];
  const issues: { readonly [fact: string]: unknown }[] = [];
  for (const member of Object.keys(body)) {
    if (!MEMBERS.has(member))
      issues.push({
        code: "unknown_member",
        severity: "error",
        path: `/${member}`,
        known: [...MEMBERS],
      });
  }
  if (!Object.hasOwn(body, "inputs"))
    issues.push({ code: "missing_member", severity: "error", path: "/inputs" });
  for (const flag of ["final", "explain"] as const) {
    if (Object.hasOwn(body, flag) && typeof body[flag] !== "boolean") {
      issues.push({
        code: "invalid_type",
        severity: "error",
        path: `/${flag}`,
        expected: "boolean",
      });
    }
  }
  return issues;
}
