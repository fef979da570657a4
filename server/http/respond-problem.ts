/** @module Every failure over HTTP is one shape of document (RFC 9457), in the reader's language. */
import type { Context } from "hono";
import type { Language } from "../../engine/language/language.ts";
import { PROBLEMS, type Problem } from "../problem.ts";

/** How systems may say who they are (RFC 9110, 11.6.1; RFC 6750, 3); people have a page for it. */
function challengeOf(code: Problem["code"]): string {
  return code === "token_refused" ? 'Bearer error="invalid_token"' : "Bearer";
}

export function respondProblem(context: Context, problem: Problem, language: Language): Response {
  const { code, members, status } = problem;
  const document = {
    type: `urn:chengping:problem:${code}`,
    title: language === "en" ? PROBLEMS[code].en : PROBLEMS[code].zh,
    status,
    code,
    ...members(language),
  };
  if (status === 401) context.header("WWW-Authenticate", challengeOf(code));
  if (status === 503) context.header("Retry-After", "5");
  if (problem.retryAfterSeconds !== null)
    context.header("Retry-After", String(problem.retryAfterSeconds));
  // What is left of a body that is not read would be taken for the next request.
  if (status === 408 || status === 413) context.header("Connection", "close");
  return context.body(JSON.stringify(document), status, {
    "content-type": "application/problem+json; charset=utf-8",
    "content-language": language,
  });
}
