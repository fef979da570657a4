/**
 * @module Headers that every answer has: what a browser may do with it, and the request that it answers. An answer
 * made here carries them from the start; others get them when they are done.
 */
import { type Context, Hono } from "hono";
import { secureHeaders } from "hono/secure-headers";
import type { Environment } from "./app.ts";

export type Body = string | Uint8Array<ArrayBuffer> | null;
type Headers = { readonly [name: string]: string };

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

/** The headers stay a plain object on their way to the socket, which is a good part of answering. */
export function answerWith(
  context: Context<Environment>,
  body: Body,
  status: number,
  headers: Headers,
): Response {
  context.set("complete", true);
  const all = { ...PROTECTIONS, [REQUEST_ID]: context.get("requestId"), ...headers };
  return new Response(body, { status, headers: all });
}

/** What the answer says itself, such as the editor's policy of its own, stays. */
export function completeAnswer(context: Context<Environment>): void {
  if (context.get("complete")) return;
  const { headers } = context.res;
  for (const [name, value] of Object.entries(PROTECTIONS))
    if (!headers.has(name)) headers.set(name, value);
  headers.set(REQUEST_ID, context.get("requestId"));
}
