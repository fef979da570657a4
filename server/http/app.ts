/** @module The HTTP side of the product: routes of the contract around the engine, nothing of their own to compute. */
import { randomUUID } from "node:crypto";
import { type Context, Hono } from "hono";
import { type Language, readLanguage } from "../../engine/language/language.ts";
import { KeyReused } from "../changes/change.ts";
import { requestSeconds } from "../metrics.ts";
import { NOBODY, type Who } from "../people/who.ts";
import { Problem } from "../problem.ts";
import type { Services } from "../services.ts";
import { storeProblemOf } from "../storage/store-problem.ts";
import { docsRoutes } from "./docs.ts";
import { completeAnswer } from "./every-answer.ts";
import { healthRoutes } from "./health.ts";
import { isSecure } from "./identify.ts";
import { invitationPage } from "./invitation-page.ts";
import { mount } from "./mount.ts";
import { oidcPages } from "./oidc-pages.ts";
import { createPage } from "./page.ts";
import { respondProblem } from "./respond-problem.ts";
import { ROUTES } from "./routes/index.ts";

export type Environment = {
  Variables: {
    language: Language;
    who: Who;
    requestId: string;
    /** The answer was made with all headers that it has to have. */
    complete?: true;
    /** Route as the API names it, for the metrics; absent where there is none. */
    route?: string;
  };
};

/** @param pageFolder where the built page lies; for tests */
export function createApp(services: Services, pageFolder?: string): Hono<Environment> {
  const { log, stopping } = services;
  const app = new Hono<Environment>();
  const page = createPage(pageFolder);
  app.use(async (context, next) => {
    const start = performance.now();
    const request = requestIdOf(context.req.header("x-request-id"));
    context.set("requestId", request);
    context.set("who", NOBODY);
    context.set(
      "language",
      wantedLanguage(context.req.query("lang"), context.req.header("accept-language")),
    );
    await next();
    completeAnswer(context, isSecure(context, services));
    const { method, path } = context.req;
    const { status } = context.res;
    const seconds = (performance.now() - start) / 1_000;
    requestSeconds.observe({ method, route: routeOf(context, status), status }, seconds);
    const level = path.startsWith("/assets/") ? "debug" : "info";
    log[level]({
      request,
      method,
      path,
      status,
      ms: Math.round(seconds * 10_000) / 10,
      who: context.get("who").id,
    });
    // A connection that is kept open would keep a stopping service alive.
    if (stopping.signal.aborted) context.header("Connection", "close");
  });

  app.route("/", docsRoutes(services));
  app.route("/", healthRoutes(services));
  app.route("/", invitationPage(services));
  app.route("/", oidcPages(services));
  app.route("/", page.files);
  mount(app, ROUTES, services);

  app.notFound((context) => {
    const methods = methodsAt(app, context.req.path);
    const answered = methods.length === 0 ? page.answer(context) : null;
    if (answered !== null) return answered;
    if (methods.length === 0)
      return respondProblem(context, new Problem("unknown_route"), context.get("language"));
    context.header("Allow", methods.join(", "));
    return respondProblem(
      context,
      new Problem("method_not_allowed", { allow: methods }),
      context.get("language"),
    );
  });
  app.onError((error, context) => {
    const problem = problemOf(error);
    if (problem.status >= 500) {
      const request = context.get("requestId");
      // With a message of our own: the logger would repeat the error's, uncut.
      log.error({ request, path: context.req.path, err: error }, "failure");
    }
    return respondProblem(context, problem, context.get("language") ?? "zh-CN");
  });
  return app;
}

/** The name that a proxy gave it, where that is one; else a new one. */
function requestIdOf(given: string | undefined): string {
  return given !== undefined && /^[\w\-=]{1,255}$/.test(given) ? given : randomUUID();
}

/** Addresses that nobody declared are one label, so that a scanner cannot make ten thousand. */
function routeOf(context: Context<Environment>, status: number): string {
  return context.get("route") ?? (status === 404 || status === 405 ? "none" : "page");
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

/** `?lang=` before Accept-Language; the first that we have, else Chinese. */
function wantedLanguage(query: string | undefined, header: string | undefined): Language {
  const wished = query === undefined ? header : `${query},${header ?? ""}`;
  for (const wish of wished?.split(",") ?? []) {
    const language = readLanguage(wish.split(";")[0] ?? "");
    if (language !== null) return language;
  }
  return "zh-CN";
}

/** Methods that have a route at a path; for 405 instead of 404. */
function methodsAt(app: Hono<Environment>, path: string): readonly string[] {
  const found = new Set<string>();
  for (const route of app.routes) {
    if (route.method === "ALL") continue;
    const pattern = new RegExp(`^${route.path.replace(/:[^/]+/g, "[^/]+")}$`);
    if (pattern.test(path)) found.add(route.method);
  }
  return [...found].sort();
}
