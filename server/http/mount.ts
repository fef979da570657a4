/**
 * @module Puts the routes at their addresses. What all have in common happens here, in this order: who asks, may
 * they, is the request as the route says; then the route; then the answer.
 */
import type { TSchema } from "@sinclair/typebox";
import type { Context, Hono } from "hono";
import type { ChangeRequest } from "../changes/change.ts";
import { hasRole, NOBODY, type Who } from "../people/who.ts";
import { invalid, OutOfScope, Problem } from "../problem.ts";
import type { Services } from "../services.ts";
import { isStorable } from "../text/storable.ts";
import type { Environment } from "./app.ts";
import { Asked, versionOf } from "./asked.ts";
import { memberToLeave, readJsonBody } from "./body.ts";
import { answerWith, type Body, type Headers, withProtections } from "./every-answer.ts";
import type { Frame } from "./frame.ts";
import { addressOf, identify, isSecure, namesSomebody, refuseOtherSites } from "./identify.ts";
import { recordRefusal } from "./refusals.ts";
import { createRequestSchemas } from "./request-schema.ts";
import type { Answer, Body as RequestBody, Route, RouteRequest } from "./route.ts";

export const BASE = "/api/v1";

/** Ids in paths; what does not look like one is not looked up. */
const SEGMENT = /^[\w.:@+-]{1,200}$/;
const KEY = /^[\x21-\x7e]{1,200}$/;

const NOTHING_ASKED: { readonly [name: string]: string } = {};

export function mount(
  app: Hono<Environment>,
  routes: readonly Route[],
  services: Services,
  frame: Frame,
): void {
  const schemas = createRequestSchemas();
  for (const route of routes) {
    const checkBody = route.body?.kind === "json" ? schemas.body(route.body.schema) : null;
    const reading = route.body?.kind === "json" ? readingOf(route.body) : {};
    const checkQuery = schemas.query(route.query ?? {});
    const names = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
    const ofContent = withProtections(usualHeaders(route, true));
    const ofNone = withProtections(usualHeaders(route, false));
    const path = `${BASE}${route.path}`;
    app.on(route.method.toUpperCase(), path.replace(/\{(\w+)\}/g, ":$1"), async (context) => {
      const began = frame.begin(context);
      let response: Response;
      try {
        response = await answer(context);
      } catch (error) {
        response = await refusal(context, error);
      }
      frame.end(context, response, began, path);
      return response;
    });

    const refusal = async (context: Context<Environment>, error: unknown): Promise<Response> => {
      try {
        await recordIfRefused(error, context, route, services);
      } catch (failure) {
        return frame.refuse(context, failure);
      }
      return frame.refuse(context, error);
    };

    const answer = async (context: Context<Environment>): Promise<Response> => {
      const address = addressOf(context, services);
      const who = namesSomebody(context) ? await identify(context, services, address) : NOBODY;
      context.set("who", who);
      const params: { [name: string]: string } = {};
      for (const name of names) {
        const value = context.req.param(name) ?? "";
        if (!SEGMENT.test(value)) throw new Problem("not_found");
        params[name] = value;
      }
      if (route.method !== "get" && (who.kind === "person" || route.path === "/session"))
        refuseOtherSites(context, services);
      refuseUnlessAllowed(route, who, params, services);

      const query = queryOf(context, checkQuery);
      let body: unknown;
      if (route.body?.kind === "json") {
        body = await readJsonBody(context, reading);
        checkBody?.(body);
      }
      const idempotency = route.repeatable
        ? idempotencyOf(context, route, { params, query, body })
        : undefined;
      if (route.conditional) versionOf(context);
      const read = { params, query, body, who, address, idempotency };
      const asked = new Asked(read, context, services);
      const result = await route.handle(asked as RouteRequest as RouteRequest<never>, services);
      if (result.kind === "response") return result.response;
      const [text, status] = contentOf(result, route);
      const more = headersOf(result);
      return asked.tookContext
        ? context.newResponse(text, status, { ...usualHeaders(route, text !== null), ...more })
        : answerWith(context, text, status, {
            usual: text === null ? ofNone : ofContent,
            more,
            secure: isSecure(context, services),
          });
    };
  }
}

function refuseUnlessAllowed(
  { access }: Route,
  who: Who,
  { city, unit }: { readonly [name: string]: string },
  { configuration }: Services,
): void {
  if (access === "public") return;
  if (access === "open" && configuration.openScoring) return;
  if (who.kind === "nobody") throw new Problem("not_signed_in");
  if (access === "open" || access === "signed-in") return;
  if (hasRole(who, access, { city, unit })) return;
  throw hasRole(who, access)
    ? new OutOfScope(access)
    : new Problem("forbidden", { needed: access });
}

/** What somebody whom we know was not allowed to do stands in the audit trail, wherever it was refused. */
async function recordIfRefused(
  error: unknown,
  context: Context<Environment>,
  { method, path }: Route,
  services: Services,
): Promise<void> {
  const who = context.get("who");
  if (who.kind === "nobody" || !(error instanceof Problem)) return;
  const { code } = error;
  if (code !== "forbidden" && code !== "cross_site" && !(error instanceof OutOfScope)) return;
  const { city, unit } = context.req.param() as { readonly [name: string]: string | undefined };
  await recordRefusal(services, {
    actor: who.id,
    address: addressOf(context, services),
    request: context.get("requestId"),
    object: `${method} ${path}`,
    facts: { code, ...(city ? { city } : {}), ...(unit ? { unit } : {}) },
  });
}

/** One value per name, without the language, which is not the route's. */
function queryOf(
  context: Context,
  check: (query: { readonly [name: string]: string }) => void,
): { readonly [name: string]: string } {
  if (!context.req.url.includes("?")) {
    check(NOTHING_ASKED);
    return NOTHING_ASKED;
  }
  const query = new Map<string, string>();
  for (const [name, value] of new URL(context.req.url).searchParams) {
    if (query.has(name)) {
      throw new Problem("invalid_request", {
        issues: [{ code: "repeated_parameter", severity: "error", path: `?${name}` }],
      });
    }
    if (!isStorable(value)) throw invalid(`?${name}`, "invalid_character");
    query.set(name, value);
  }
  const { lang, ...asked } = Object.fromEntries(query);
  check(lang === undefined ? asked : { lang, ...asked });
  return asked;
}

/** @throws Problem 400 for a key that is none */
function idempotencyOf(
  context: Context,
  { method, path }: Route,
  {
    params,
    query,
    body = null,
  }: { readonly params: object; readonly query: object; readonly body?: unknown },
): ChangeRequest["idempotency"] {
  const key = context.req.header("idempotency-key");
  if (key === undefined) return undefined;
  if (!KEY.test(key)) {
    throw new Problem("invalid_request", {
      issues: [{ code: "schema", severity: "error", path: "Idempotency-Key", pattern: KEY.source }],
    });
  }
  const request = { route: `${method} ${path}`, params, query, body } as never;
  return { key, request };
}

type Plain = Exclude<Answer, { readonly kind: "response" }>;

function contentOf(answer: Plain, route: Route): readonly [Body, 200 | 201 | 204] {
  switch (answer.kind) {
    case "json-text":
      return [answer.text, 200];
    case "json":
      return [
        JSON.stringify(answer.body),
        answer.status ?? (route.answer.status === 201 ? 201 : 200),
      ];
    case "empty":
      // 304 is as empty as 204.
      return [null, (answer.status ?? 204) as 204];
  }
}

function readingOf({ maximum, unread }: Extract<RequestBody<TSchema>, { kind: "json" }>) {
  return {
    ...(maximum === undefined ? {} : { maximum }),
    ...(unread === undefined ? {} : { unread: memberToLeave(unread) }),
  };
}

function usualHeaders({ access }: Route, content: boolean): Headers {
  const open = access === "public" || access === "open";
  return {
    ...(content ? { "content-type": "application/json" } : {}),
    ...(open ? {} : { "cache-control": "no-store" }),
  };
}

/** Those that the route gives, named as the usual ones are. */
function headersOf(answer: Plain): Headers | undefined {
  if (answer.kind === "json-text" || answer.headers === undefined) return undefined;
  return Object.fromEntries(
    Object.entries(answer.headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
}
