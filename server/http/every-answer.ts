/**
 * @module Headers that every answer has: what a browser may do with it, and the request that it answers. Data made
 * here carry them from the start; pages and files get theirs when they are done.
 */
import { type Context, Hono } from "hono";
import { secureHeaders } from "hono/secure-headers";
import type { Services } from "../services.ts";
import type { Environment } from "./app.ts";
import { isSecure } from "./identify.ts";

export type Body = string | Uint8Array<ArrayBuffer> | null;
export type Headers = { readonly [name: string]: string };

const REQUEST_ID = "x-request-id";

type Options = NonNullable<Parameters<typeof secureHeaders>[0]>;

const OF_PAGES = await protections({
  xFrameOptions: "DENY",
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
  strictTransportSecurity: false,
});

/**
 * Data are loaded by nobody as a script and shown by nobody in a frame. What else there is speaks of pages and what
 * they load (OWASP REST Security Cheat Sheet, security headers), and systems that ask by the thousand read all of it.
 */
const OF_DATA: Headers = {
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "x-content-type-options": "nosniff",
};

/** Said over TLS alone (RFC 6797, 7.2). */
const TRANSPORT = "strict-transport-security";
const A_YEAR = "max-age=31536000";

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
 * The headers stay a plain object on their way to the socket: writing and reading them is a good part of an answer.
 *
 * @param usual made by {@link withProtections}
 * @param more of this answer alone
 * @param secure it goes out over TLS
 */
export function answerWith(
  context: Context<Environment>,
  body: Body,
  status: number,
  {
    usual,
    more,
    secure,
  }: { readonly usual: Headers; readonly more: Headers | undefined; readonly secure: boolean },
): Response {
  context.set("complete", true);
  const headers: { [name: string]: string } = { ...usual, ...more };
  headers[REQUEST_ID] = context.get("requestId");
  if (secure) headers[TRANSPORT] = A_YEAR;
  return new Response(body, { status, headers });
}

/** What the answer says itself, such as the editor's policy of its own, stays. */
export function completeAnswer(
  context: Context<Environment>,
  response: Response,
  services: Services,
): void {
  if (context.get("complete")) return;
  const { headers } = response;
  for (const [name, value] of Object.entries(OF_PAGES))
    if (!headers.has(name)) headers.set(name, value);
  headers.set(REQUEST_ID, context.get("requestId"));
  if (isSecure(context, services)) headers.set(TRANSPORT, A_YEAR);
}
