/**
 * @module Headers that every answer has: what a browser may do with it, and the request that it answers. An answer
 * made here carries them from the start; others get them when they are done.
 */
import { type Context, Hono } from "hono";
import { secureHeaders } from "hono/secure-headers";
import type { Environment } from "./app.ts";

export type Body = string | Uint8Array<ArrayBuffer> | null;
export type Headers = { readonly [name: string]: string };

const REQUEST_ID = "x-request-id";

/** What the library says, asked once: none of it depends on the request. */
const PROTECTIONS: Headers = await protections();

async function protections(): Promise<Headers> {
  const asked = new Hono().use(
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
      strictTransportSecurity: "max-age=31536000",
      referrerPolicy: "no-referrer",
    }),
  );
  asked.get("/", (context) => context.body(null));
  return Object.fromEntries((await asked.request("/")).headers);
}

/** All headers of answers that have these of their own, but for the request's id; made once for many answers. */
export function withProtections(headers: Headers): Headers {
  return { ...PROTECTIONS, [REQUEST_ID]: "", ...headers };
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
  for (const [name, value] of Object.entries(PROTECTIONS))
    if (!headers.has(name)) headers.set(name, value);
  headers.set(REQUEST_ID, context.get("requestId"));
}
