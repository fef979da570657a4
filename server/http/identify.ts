/** @module Who sent a request: the bearer of a token, the person of a cookie, or nobody. */
import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { clientOfToken } from "../people/clients.ts";
import { idleMinutesOf } from "../people/passwords.ts";
import { personOfSession } from "../people/sessions.ts";
import { NOBODY, type Who } from "../people/who.ts";
import { Problem } from "../problem.ts";
import type { Services } from "../services.ts";
import { recordRefusal } from "./refusals.ts";

/** Browsers bind a `__Host-` cookie to this host and to TLS (RFC 6265bis, 4.1.3.2). */
const SECURE_COOKIE = "__Host-chengping";
const PLAIN_COOKIE = "chengping";

/** Most systems that ask for a score say nothing of themselves, and need not have their origin worked out. */
export function namesSomebody(context: Context): boolean {
  return (
    context.req.header("cookie") !== undefined || context.req.header("authorization") !== undefined
  );
}

export async function identify(
  context: Context,
  services: Services,
  address: string,
): Promise<Who> {
  const { store, clock, configuration } = services;
  const authorization = context.req.header("authorization");
  if (authorization !== undefined) {
    const token = /^Bearer (\S+)$/i.exec(authorization)?.[1] ?? "";
    const client = await clientOfToken(store.db, token, clock(), address);
    if (client !== null) return client;
    // Counted first, so that nobody fills the trail with tokens that are none.
    await services.rateLimits.take("token", address);
    await recordRefusal(services, {
      actor: "nobody",
      address,
      request: context.get("requestId"),
      object: "session",
      action: "token.refused",
      // Its public half, where it has the form of a token of ours.
      facts: { client: /^cp_([0-9a-z]{20})_/.exec(token)?.[1] ?? null },
    });
    throw new Problem("token_refused");
  }
  const secret = getCookie(context, isSecure(context, services) ? SECURE_COOKIE : PLAIN_COOKIE);
  if (secret === undefined) return NOBODY;
  return (await personOfSession(store.db, secret, clock(), idleMinutesOf(configuration))) ?? NOBODY;
}

/**
 * The address of the other end; behind a trusted proxy, what the proxy says.
 * `incoming` is what @hono/node-server hands over; requests made in tests have none.
 */
export function addressOf(context: Context, services: Services): string {
  const forwarded = context.req.header("x-forwarded-for");
  if (services.configuration.trustProxy && forwarded !== undefined)
    return forwarded.split(",").at(-1)?.trim() ?? "";
  const incoming = (
    context.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined
  )?.incoming;
  return incoming?.socket?.remoteAddress ?? "127.0.0.1";
}

/** Origin that a browser sees. */
export function originOf(context: Context, { configuration }: Services): string {
  if (configuration.origin !== null) return configuration.origin;
  const url = new URL(context.req.url);
  const host = context.req.header("host") ?? url.host;
  const proxied = configuration.trustProxy ? context.req.header("x-forwarded-proto") : undefined;
  return `${proxied ?? url.protocol.replace(":", "")}://${host}`;
}

/** As {@link originOf} has it, without working out the rest of it. */
export function isSecure(context: Context, { configuration }: Services): boolean {
  if (configuration.origin !== null) return configuration.origin.startsWith("https:");
  const proxied = configuration.trustProxy ? context.req.header("x-forwarded-proto") : undefined;
  return proxied === undefined ? context.req.url.startsWith("https:") : proxied === "https";
}

/** A page of another site cannot act in a person's name (Fetch Metadata; Origin where it is absent). */
export function refuseOtherSites(context: Context, services: Services): void {
  const site = context.req.header("sec-fetch-site");
  const same =
    site === undefined
      ? context.req.header("origin") === originOf(context, services)
      : site === "same-origin";
  if (!same) throw new Problem("cross_site");
}

/** @throws Problem 403 where the cookie would travel in the clear over a network */
export function giveCookie(
  context: Context,
  services: Services,
  { secret, expiresAt }: { readonly secret: string; readonly expiresAt: string },
): void {
  const secure = isSecure(context, services);
  if (!secure && !services.configuration.plainCookie && !isLoopback(context, services))
    throw new Problem("no_tls");
  setCookie(context, secure ? SECURE_COOKIE : PLAIN_COOKIE, secret, {
    path: "/",
    httpOnly: true,
    sameSite: "Strict",
    secure,
    expires: new Date(expiresAt),
  });
}

export function takeCookie(context: Context, services: Services): void {
  const secure = isSecure(context, services);
  deleteCookie(context, secure ? SECURE_COOKIE : PLAIN_COOKIE, { path: "/", secure });
}

function isLoopback(context: Context, services: Services): boolean {
  const { hostname } = new URL(originOf(context, services));
  return /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
}
