/** @module The way to the issuer and back: two addresses for browsers, kept together by a cookie of ten minutes. */
import { type Context, Hono } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { html } from "hono/html";
import type { Language } from "../../engine/language/language.ts";
import { change } from "../changes/change.ts";
import { signIns } from "../metrics.ts";
import type { Oidc, OidcAttempt } from "../people/oidc.ts";
import { startSession } from "../people/start-session.ts";
import { Problem } from "../problem.ts";
import type { Services } from "../services.ts";
import type { PersonRow } from "../storage/tables.ts";
import type { Environment } from "./app.ts";
import { addressOf, giveCookie, isSecure, originOf } from "./identify.ts";
import { OIDC_PATH } from "./oidc-path.ts";
import { plainPage } from "./plain-page.ts";
import { recordRefusal } from "./refusals.ts";

const BACK = `${OIDC_PATH}/callback`;
const SECONDS = 600;

const WORDS = {
  "zh-CN": {
    title: "统一身份登录",
    done: "已登录，正在进入……",
    refused: "登录未成功：身份提供方未予确认，或此账号在本系统中不存在、已停用。请与管理员联系。",
    again: "返回首页",
  },
  en: {
    title: "Sign-in",
    done: "You are signed in.",
    refused:
      "You were not signed in: the issuer did not confirm it, or there is no active account of this name here. Please ask an administrator.",
    again: "To the start page",
  },
} as const;

export function oidcPages(services: Services): Hono<Environment> {
  const routes = new Hono<Environment>();
  const { oidc } = services;
  if (oidc === null) return routes;
  routes.get(OIDC_PATH, async (context) => {
    const { url, ...attempt } = await oidc.begin(redirectOf(context, services));
    keepAttempt(context, services, attempt);
    context.header("Cache-Control", "no-store");
    return context.redirect(url.href, 302);
  });
  routes.get(BACK, async (context) => {
    context.header("Cache-Control", "no-store");
    const words = WORDS[context.get("language")];
    const signedIn = await comeBack(context, services, oidc);
    signIns.inc({ way: "oidc", outcome: signedIn ? "done" : "refused" });
    // A page of our own between: a cookie that is Strict is not sent along a way that another site began.
    if (signedIn) context.header("Refresh", "0; url=/");
    return context.html(
      answerPage(context.get("language"), signedIn ? words.done : words.refused),
      signedIn ? 200 : 401,
    );
  });
  return routes;
}

async function comeBack(
  context: Context<Environment>,
  services: Services,
  oidc: Oidc,
): Promise<boolean> {
  const { store, clock, rateLimits } = services;
  const address = addressOf(context, services);
  const requestId = context.get("requestId");
  await rateLimits.take("sign-in", address);
  const attempt = takeAttempt(context, services);
  const current = new URL(redirectOf(context, services));
  current.search = new URL(context.req.url).search;
  const name = attempt === null ? null : await oidc.finish(current, attempt).catch(nobody);
  const person = name === null ? undefined : await activePerson(services, name);
  if (person === undefined) {
    await recordRefusal(services, {
      actor: "nobody",
      address,
      request: requestId,
      object: "session",
      action: "session.refused",
      facts: { way: "oidc", ...(name === null ? {} : { name: name.slice(0, 200) }) },
    });
    return false;
  }
  const origin = { actor: person.id, address, request: requestId };
  await change(store, clock, { origin }, async (changing) => {
    const agent = context.req.header("user-agent") ?? "";
    const opened = await startSession(changing, person.id, { address, agent });
    giveCookie(context, services, opened);
  });
  await rateLimits.giveBack("sign-in", address);
  return true;
}

/** Whom the issuer knows is somebody here only if there is such an account, and it is active; none is made. */
function activePerson({ store }: Services, name: string): Promise<PersonRow | undefined> {
  return store.db
    .selectFrom("person")
    .selectAll()
    .where("name", "=", name)
    .where("active", "=", 1)
    .executeTakeFirst();
}

function nobody(error: unknown): null {
  if (error instanceof Problem && error.code === "not_signed_in") return null;
  throw error;
}

function redirectOf(context: Context, services: Services): string {
  return services.configuration.oidcRedirect ?? `${originOf(context, services)}${BACK}`;
}

/** Lax, since the browser comes back from another site; it opens nothing by itself. */
function cookieOf(context: Context, services: Services) {
  const secure = isSecure(context, services);
  const name = secure ? "__Host-chengping-oidc" : "chengping-oidc";
  return { name, options: { path: "/", httpOnly: true, sameSite: "Lax", secure } as const };
}

function keepAttempt(context: Context, services: Services, attempt: OidcAttempt): void {
  const { name, options } = cookieOf(context, services);
  const value = [attempt.state, attempt.nonce, attempt.verifier].join(".");
  setCookie(context, name, value, { ...options, maxAge: SECONDS });
}

/** Works once: whatever comes of it, the cookie is gone. */
function takeAttempt(context: Context, services: Services): OidcAttempt | null {
  const { name, options } = cookieOf(context, services);
  const [state = "", nonce = "", verifier = ""] = (getCookie(context, name) ?? "").split(".");
  deleteCookie(context, name, options);
  return verifier === "" ? null : { state, nonce, verifier };
}

function answerPage(language: Language, text: string) {
  const { title, again } = WORDS[language];
  return plainPage(
    `${title} · 城评`,
    "/",
    language,
    html`<p>${text}</p><p><a href="/">${again}</a></p>`,
  );
}
