/**
 * @module Headers that every answer has: what a browser may do with it, and the request that it answers. Data made
 * here carry them from the start; pages and files get theirs when they are done.
 */
import { type Context, Hono } from "hono";
import { secureHeaders } from "hono/secure-headers";
import type { Environment } from "./app.ts";

export type Body = string | Uint8Array<ArrayBuffer> | null;
export type Headers = { readonly [name: string]: string };

const REQUEST_ID = "x-request-id";

type Options = NonNullable<Parameters<typeof secureHeaders>[0]>;

const EVERYWHERE: Options = { xFrameOptions: "DENY", strictTransportSecurity: "max-age=31536000" };

const OF_PAGES = await protections({
  ...EVERYWHERE,
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'", "data:"],
    connectSrc: ["'self'"],
    baseUri: ["'none'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
  },
  referrerPolicy: "no-referrer",
});

/**
 * The rest speaks of pages and what they load; systems that ask by the thousand would read it each time
 * (OWASP REST Security Cheat Sheet, security headers).
 */
const OF_DATA = await protections({
  ...EVERYWHERE,
  contentSecurityPolicy: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
  crossOriginOpenerPolicy: false,
  originAgentCluster: false,
  referrerPolicy: false,
  xDnsPrefetchControl: false,
  xDownloadOptions: false,
  xPermittedCrossDomainPolicies: false,
  xXssProtection: false,
});

/** What the library says, asked once: none of it depends on the request. */
async function protections(options: Options): Promise<Headers> {
  const asked = new Hono().use(secureHeaders(options));
  asked.get("/", (context) => context.body(null));
  return Object.fromEntries((await asked.request("/")).headers);
}

/** All headers of data that have these of their own, but for the request's id; made once for many answers. */
export function withProtections(headers: Headers): Headers {
  return { ...OF_DATA, [REQUEST_ID]: "", ...headers };
}

/**
 * The headers stay a plain object on their way to the socket, which is a good part of answering.
 *
 * @param usual made by {@link withProtections}
 * @param more of this answer alone
 */
export function answerWith(
  context: Context<Environment>,
  body: Body,
  status: number,
  { usual, more }: { readonly usual: Headers; readonly more: Headers | undefined },
): Response {
  context.set("complete", true);
  const headers: { [name: string]: string } = { ...usual, ...more };
  headers[REQUEST_ID] = context.get("requestId");
  return new Response(body, { status, headers });
}

/** What the answer says itself, such as the editor's policy of its own, stays. */
export function completeAnswer(context: Context<Environment>): void {
  if (context.get("complete")) return;
  const { headers } = context.res;
  for (const [name, value] of Object.entries(OF_PAGES))
    if (!headers.has(name)) headers.set(name, value);
  headers.set(REQUEST_ID, context.get("requestId"));
}
