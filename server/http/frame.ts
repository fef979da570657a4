/**
 * @module What is around every request, of the API and of the pages: its id and its language before, its headers, its
 * count and its line in the log after.
 */
import { randomUUID } from "node:crypto";
import type { Context } from "hono";
import { type Language, readLanguage } from "../../engine/language/language.ts";
import { KeyReused } from "../changes/change.ts";
import { requestSeconds } from "../metrics.ts";
import { NOBODY } from "../people/who.ts";
import { Problem } from "../problem.ts";
import type { Services } from "../services.ts";
import { storeProblemOf } from "../storage/store-problem.ts";
import type { Environment } from "./app.ts";
import { completeAnswer } from "./every-answer.ts";
import { respondProblem } from "./respond-problem.ts";

export interface Frame {
  /** @returns when it began, in milliseconds */
  begin(context: Context<Environment>): number;
  /** The answer to what was thrown. */
  refuse(context: Context<Environment>, error: unknown): Response | Promise<Response>;
  /** @param route as the API names it, for the metrics; absent where there is none */
  end(context: Context<Environment>, response: Response, began: number, route?: string): void;
}

export function createFrame(services: Services): Frame {
  const { log, stopping } = services;
  return {
    begin(context) {
      const began = performance.now();
      context.set("requestId", requestIdOf(context.req.header("x-request-id")));
      context.set("who", NOBODY);
      context.set(
        "language",
        wantedLanguage(context.req.query("lang"), context.req.header("accept-language")),
      );
      return began;
    },
    refuse(context, error) {
      const problem = problemOf(error);
      if (problem.status >= 500) {
        const request = context.get("requestId");
        // With a message of our own: the logger would repeat the error's, uncut.
        log.error({ request, path: context.req.path, err: error }, "failure");
      }
      return respondProblem(context, problem, context.get("language") ?? "zh-CN");
    },
    end(context, response, began, route) {
      completeAnswer(context, response, services);
      const { method, path } = context.req;
      const { status } = response;
      const seconds = (performance.now() - began) / 1_000;
      requestSeconds.observe({ method, route: route ?? outsideApi(status), status }, seconds);
      const level = path.startsWith("/assets/") ? "debug" : "info";
      log[level]({
        request: context.get("requestId"),
        method,
        path,
        status,
        ms: Math.round(seconds * 10_000) / 10,
        who: context.get("who").id,
      });
      // A connection that is kept open would keep a stopping service alive.
      if (stopping.signal.aborted) response.headers.set("connection", "close");
    },
  };
}

/** The name that a proxy gave it, where that is one; else a new one. */
function requestIdOf(given: string | undefined): string {
  return given !== undefined && /^[\w\-=]{1,255}$/.test(given) ? given : randomUUID();
}

/** `?lang=` before Accept-Language; the first that we have, else Chinese. */
function wantedLanguage(query: string | undefined, header: string | undefined): Language {
  const wished = query === undefined ? header : `${query},${header ?? ""}`;
  for (const wish of wished?.split(",") ?? []) {
    const language = readLanguage(wish.split(";")[0] ?? "");
    if (language !== null) return language;
  }
  return "zh-CN";
}

/** Addresses that nobody declared are one label, so that a scanner cannot make ten thousand. */
function outsideApi(status: number): string {
  return status === 404 || status === 405 ? "none" : "page";
}

function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof KeyReused) return new Problem("key_reused");
  switch (storeProblemOf(error)) {
    case "full":
      return new Problem("store_full");
    case "down":
      return new Problem("store_down");
    case "unknown":
      return new Problem("store_unknown");
    case null:
      return new Problem("internal_error");
  }
}
