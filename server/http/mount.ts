/**
 * @module Puts the routes at their addresses. What all have in common happens here, in this order: who asks, may
 * they, is the request as the route says; then the route; then the answer.
 */
import type { TSchema } from "@sinclair/typebox";
import type { Context, Hono } from "hono";
import { type ChangeRequest, change } from "../changes/change.ts";
import { hasRole, type Who } from "../people/who.ts";
import { invalid, OutOfScope, Problem } from "../problem.ts";
import type { Services } from "../services.ts";
import { isStorable } from "../text/storable.ts";
import type { Environment } from "./app.ts";
import { memberToLeave, readJsonBody } from "./body.ts";
import { answerWith, type Body, type Headers, withProtections } from "./every-answer.ts";
import { addressOf, identify, isSecure, refuseOtherSites } from "./identify.ts";
import { recordRefusal } from "./refusals.ts";
import { createRequestSchemas } from "./request-schema.ts";
import type { Answer, Body as RequestBody, Route, RouteRequest } from "./route.ts";

export const BASE = "/api/v1";

/** Ids in paths; what does not look like one is not looked up. */
const SEGMENT = /^[\w.:@+-]{1,200}$/;
const KEY = /^[\x21-\x7e]{1,200}$/;

export function mount(app: Hono<Environment>, routes: readonly Route[], services: Services): void {
  const schemas = createRequestSchemas();
  for (const route of routes) {
    const checkBody = route.body?.kind === "json" ? schemas.body(route.body.schema) : null;
    const reading = route.body?.kind === "json" ? readingOf(route.body) : {};
    const checkQuery = schemas.query(route.query ?? {});
    const names = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
    const ofContent = withProtections(usualHeaders(route, true));
    const ofNone = withProtections(usualHeaders(route, false));
    const path = `${BASE}${route.path.replace(/\{(\w+)\}/g, ":$1")}`;
    app.on(route.method.toUpperCase(), path, async (context) => {
      context.set("route", `${BASE}${route.path}`);
      const address = addressOf(context, services);
      const who = await identify(context, services, address);
      context.set("who", who);
      try {
        return await answer(context, who, address);
      } catch (error) {
        await recordIfRefused(error, context, route, who, { services, address });
        throw error;
      }
    });

    const answer = async (
      context: Context<Environment>,
      who: Who,
      address: string,
    ): Promise<Response> => {
      const params: { [name: string]: string } = {};
      for (const name of names) {
        const value = context.req.param(name) ?? "";
        if (!SEGMENT.test(value)) throw new Problem("not_found");
        params[name] = value;
      }
      if (route.method !== "get" && (who.kind === "person" || route.path === "/session"))
        refuseOtherSites(context, services);
      refuseUnlessAllowed(route, who, params, services);

      const query = queryOf(context);
      checkQuery(query);
      let body: unknown;
      if (route.body?.kind === "json") {
        body = await readJsonBody(context, reading);
        checkBody?.(body);
      }
      const { lang: _, ...asked } = query;
      const changeRequest = changeRequestOf(context, route, who, address, {
        params,
        query: asked,
        body,
      });
      // Whoever takes the context may set a cookie, which then stands among its headers.
      let ownHeaders = false;
      const request: RouteRequest = {
        params,
        query: asked,
        body,
        raw: context.req.raw,
        http: () => {
          ownHeaders = true;
          return context;
        },
        who,
        address,
        language: context.get("language"),
        requestId: context.get("requestId"),
        aborted: () => context.req.raw.signal.aborted,
        header: (name) => context.req.header(name),
        ifMatch: () => versionOf(context),
        scope: { city: params.city, unit: params.unit },
        change: (work, decide) =>
          change(services.store, services.clock, changeRequest, work, decide),
        changeRequest,
      };
      if (route.conditional) versionOf(context);
      const result = await route.handle(request as RouteRequest<never>, services);
      if (result.kind === "response") return result.response;
      const [text, status] = contentOf(result, route);
      const more = headersOf(result);
      return ownHeaders
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
  who: Who,
  { services, address }: { readonly services: Services; readonly address: string },
): Promise<void> {
  if (who.kind === "nobody" || !(error instanceof Problem)) return;
  const { code } = error;
  if (code !== "forbidden" && code !== "cross_site" && !(error instanceof OutOfScope)) return;
  const { city, unit } = context.req.param() as { readonly [name: string]: string | undefined };
  await recordRefusal(services, {
    actor: who.id,
    address,
    request: context.get("requestId"),
    object: `${method} ${path}`,
    facts: { code, ...(city ? { city } : {}), ...(unit ? { unit } : {}) },
  });
}

/** One value per name. */
function queryOf(context: Context): { readonly [name: string]: string } {
  if (!context.req.url.includes("?")) return {};
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
  return Object.fromEntries(query);
}

function versionOf(context: Context): number {
  const header = context.req.header("if-match");
  if (header === undefined) throw new Problem("precondition_required");
  const version = /^(?:W\/)?"(\d{1,9})"$/.exec(header.trim())?.[1];
  if (version === undefined) {
    throw new Problem("precondition_required", { found: header.slice(0, 100), expected: '"7"' });
  }
  return Number(version);
}

function changeRequestOf(
  context: Context<Environment>,
  route: Route,
  who: Who,
  address: string,
  asked: { readonly params: object; readonly query: object; readonly body: unknown },
): ChangeRequest {
  const origin = { actor: who.id, address, request: context.get("requestId") };
  const key = context.req.header("idempotency-key");
  if (key === undefined || !route.repeatable) return { origin };
  if (!KEY.test(key)) {
    throw new Problem("invalid_request", {
      issues: [{ code: "schema", severity: "error", path: "Idempotency-Key", pattern: KEY.source }],
    });
  }
  const { params, query, body = null } = asked;
  const request = { route: `${route.method} ${route.path}`, params, query, body } as never;
  return { origin, idempotency: { key, request } };
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
