/** @module The frame of the plain pages: those that need no script, beside the page that does. */
import { html, raw } from "hono/html";
import type { Language } from "../../engine/language/language.ts";
import { ENGINE_VERSION } from "../../engine/version.ts";

const WORDS = {
  "zh-CN": { home: "首页", docs: "接口说明", other: "English" },
  en: { home: "Start", docs: "API", other: "中文" },
} as const;

export type Html = ReturnType<typeof html>;

export function plainPage(title: string, path: string, language: Language, body: Html): Html {
  const words = WORDS[language];
  const other: Language = language === "en" ? "zh-CN" : "en";
  return html`${raw("<!doctype html>")}
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/style.css">
</head>
<body>
<header>
<a class="brand" href="/">城评 <span>Chengping</span></a>
<nav><a href="/">${words.home}</a><a href="/api/docs?lang=${language}">${words.docs}</a><a href="${path}?lang=${other}" lang="${other}">${words.other}</a></nav>
</header>
<main>${body}</main>
<footer>Chengping ${ENGINE_VERSION}</footer>
</body>
</html>`;
}
