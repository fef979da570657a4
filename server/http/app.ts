/** @module The HTTP side of the product: routes of the contract around the engine, nothing of their own to compute. */
import { Hono } from "hono";
import { requestId } from "hono/request-id";
import { secureHeaders } from "hono/secure-headers";
import { type Language, readLanguage } from "../../engine/language/language.ts";
import { docsRoutes } from "./docs.ts";
import { Problem, respondProblem } from "./problem.ts";
import { ruleSetRoutes } from "./rule-set-routes.ts";
import type { ServedRuleSets } from "./rule-sets.ts";
import { scoreRoutes } from "./score-routes.ts";

export interface AppOptions {
  readonly ruleSets: ServedRuleSets;
  /** Milliseconds that one evaluation may take. */
  readonly evaluationMs?: number;
}

export type Environment = { Variables: { language: Language } };

const EVALUATION_MS = 2_000;

export function createApp({
  ruleSets,
  evaluationMs = EVALUATION_MS,
}: AppOptions): Hono<Environment> {
  const app = new Hono<Environment>();
  app.use(requestId());
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", "data:"],
        connectSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
      xFrameOptions: "DENY",
      referrerPolicy: "no-referrer",
    }),
  );
  app.use(async (context, next) => {
    context.set(
      "language",
      wantedLanguage(context.req.query("lang"), context.req.header("accept-language")),
    );
    await next();
  });

  app.route("/", docsRoutes(ruleSets));
  app.route("/api/v1", ruleSetRoutes(ruleSets));
  app.route("/api/v1", scoreRoutes(ruleSets, evaluationMs));
  app.get("/healthz", (context) => context.json({ status: "ok", ruleSets: ruleSets.all.length }));

  app.notFound((context) => {
    const methods = methodsAt(app, context.req.path);
    if (methods.length === 0)
      return respondProblem(context, new Problem(404, "unknown_route"), context.get("language"));
    context.header("Allow", methods.join(", "));
    return respondProblem(
      context,
      new Problem(405, "method_not_allowed", () => ({ allow: methods })),
      context.get("language"),
    );
  });
  app.onError((error, context) => {
    const problem = error instanceof Problem ? error : new Problem(500, "internal_error");
    if (!(error instanceof Problem))
      console.error(
        JSON.stringify({ level: "error", message: error.message, path: context.req.path }),
      );
    return respondProblem(context, problem, context.get("language") ?? "zh-CN");
  });
  return app;
}

/** `?lang=` before Accept-Language; the first that we have, else Chinese. */
function wantedLanguage(query: string | undefined, header: string | undefined): Language {
  for (const wish of [query ?? "", ...(header ?? "").split(",")]) {
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
