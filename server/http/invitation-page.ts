/** @module The page behind a one-time link: a plain form, so that a first password needs nothing but a browser. */
import { Hono } from "hono";
import { html, raw } from "hono/html";
import type { Language } from "../../engine/language/language.ts";
import { Problem } from "../problem.ts";
import type { Services } from "../services.ts";
import type { Environment } from "./app.ts";
import { readText } from "./body.ts";
import { addressOf, refuseOtherSites } from "./identify.ts";
import { acceptInvitation } from "./routes/sessions.ts";

const FORM = "application/x-www-form-urlencoded";
const MAX_FORM_BYTES = 16_384;

const WORDS = {
  "zh-CN": {
    title: "设定口令",
    password: "新口令（至少 12 个字符）",
    again: "再输入一次",
    send: "设定",
    done: "口令已设定，现在可以登录。",
    start: "去登录",
    different: "两次输入不一致。",
    over: "链接无效或已过期，请向管理员索取新的链接。",
    weak: "口令不符合要求：请用更长、不含用户名、不重复的口令。",
  },
  en: {
    title: "Set a password",
    password: "New password (12 characters at least)",
    again: "Once more",
    send: "Set",
    done: "The password is set; you can sign in now.",
    start: "Sign in",
    different: "The two are not the same.",
    over: "The link is not valid any more; please ask an administrator for a new one.",
    weak: "The password does not meet the demands: please take a longer one, without your name, not a repetition.",
  },
} as const;

type Words = (typeof WORDS)[Language];

export function invitationPage(services: Services): Hono<Environment> {
  const routes = new Hono<Environment>();
  routes.get("/invitation", (context) => {
    const language = context.get("language");
    context.header("Cache-Control", "no-store");
    return context.html(
      page(language, form(WORDS[language], context.req.query("secret") ?? "", null)),
    );
  });
  routes.post("/invitation", async (context) => {
    refuseOtherSites(context, services);
    const language = context.get("language");
    const words = WORDS[language];
    const sent = new URLSearchParams(await readText(context, [FORM], MAX_FORM_BYTES));
    const [link, password, again] = ["secret", "password", "again"].map(
      (name) => sent.get(name) ?? "",
    ) as [string, string, string];
    context.header("Cache-Control", "no-store");
    if (password === "" || password !== again)
      return context.html(page(language, form(words, link, words.different)), 422);
    const request = { address: addressOf(context, services), requestId: context.get("requestId") };
    try {
      await acceptInvitation(services, request, { secret: link, password });
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      if (error.code !== "weak_password" && error.code !== "wrong_password") throw error;
      const why = error.code === "weak_password" ? words.weak : words.over;
      return context.html(page(language, form(words, link, why)), error.status);
    }
    return context.html(
      page(
        language,
        html`<p>${words.done}</p><p><a class="button" href="/sign-in">${words.start}</a></p>`,
      ),
    );
  });
  return routes;
}

type Html = ReturnType<typeof html>;

function form(words: Words, secret: string, fault: string | null): Html {
  return html`${fault === null ? "" : html`<p role="alert">${fault}</p>`}
<form method="post" action="/invitation">
<input type="hidden" name="secret" value="${secret}">
<p><label>${words.password}<input type="password" name="password" autocomplete="new-password" required minlength="8" maxlength="128"></label></p>
<p><label>${words.again}<input type="password" name="again" autocomplete="new-password" required></label></p>
<p><button>${words.send}</button></p>
</form>`;
}

function page(language: Language, body: Html): Html {
  const { title } = WORDS[language];
  return html`${raw("<!doctype html>")}
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title} · 城评</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/style.css">
</head>
<body>
<header><a class="brand" href="/">城评 <span>Chengping</span></a></header>
<main><div class="box"><h1>${title}</h1>${body}</div></main>
</body>
</html>`;
}
