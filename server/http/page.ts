/** @module The browser editor, as it was built into dist/page: its files, and its one page at every address of its own. */
import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { serveStatic } from "@hono/node-server/serve-static";
import { type Context, Hono, type MiddlewareHandler } from "hono";
import { html } from "hono/html";
import type { Language } from "../../engine/language/language.ts";
import type { Environment } from "./app.ts";
import { plainPage } from "./plain-page.ts";

/** `dist/page`, seen from the source and from the compiled service. */
const PAGE_FOLDER: string = ["../../page", "../../dist/page"]
  .map((path) => fileURLToPath(new URL(path, import.meta.url)))
  .reduce((found, path) => (existsSync(join(found, "index.html")) ? found : path));

const NONCE = "__CSP_NONCE__";
const YEAR_S = 31_536_000;
/** A worker goes by the policy of its own script, and loads further ones. */
const OF_ASSETS = "default-src 'none'; script-src 'self'; connect-src 'self'";

const WORDS = {
  "zh-CN": {
    title: "页面尚未构建",
    text: "服务已启动，接口可用；浏览器页面还没有构建。请运行下面的命令，再重新启动服务：",
    docs: "接口说明",
  },
  en: {
    title: "The page is not built yet",
    text: "The service runs and its API can be used, but the browser page was not built. Please run this, and start the service again:",
    docs: "API",
  },
} as const;

export interface Page {
  /** Files below `/assets/` and the few beside them. */
  readonly files: Hono<Environment>;
  /** The page itself, for an address that is one of its own; null for one that is the API's. */
  answer(context: Context<Environment>): Response | Promise<Response> | null;
}

export function createPage(folder: string = PAGE_FOLDER): Page {
  const index = join(folder, "index.html");
  const files = new Hono<Environment>();
  if (existsSync(index)) {
    // Names of assets hold a hash of their content.
    const assets = withHeaders({
      "Cache-Control": `public, max-age=${YEAR_S}, immutable`,
      "Content-Security-Policy": OF_ASSETS,
    });
    files.use("/assets/*", assets, staticFiles(folder));
    for (const file of ["/browser.js", "/browser.css", "/icon.svg", "/service-worker.js"])
      files.use(file, withHeaders({ "Cache-Control": "no-cache" }), staticFiles(folder));
  }
  return {
    files,
    answer(context) {
      const { method, path } = context.req;
      const reads = method === "GET" || method === "HEAD";
      if (!reads || path.startsWith("/api/") || path.startsWith("/assets/")) return null;
      const accepted = context.req.header("accept") ?? "";
      if (path !== "/" && !/text\/html/.test(accepted)) return null;
      context.header("Cache-Control", "no-cache");
      const text = existsSync(index) ? readFileSync(index, "utf8") : null;
      if (text === null) return context.html(notBuilt(context.get("language")), 503);
      const nonce = randomBytes(18).toString("base64");
      context.header("Content-Security-Policy", policyWith(nonce));
      return context.html(text.replaceAll(NONCE, nonce));
    },
  };
}

function withHeaders(headers: Readonly<Record<string, string>>): MiddlewareHandler<Environment> {
  return async (context, next) => {
    await next();
    if (!context.res.ok) return;
    for (const [name, value] of Object.entries(headers)) context.res.headers.set(name, value);
  };
}

function staticFiles(root: string): MiddlewareHandler<Environment> {
  return serveStatic<Environment>({ root, precompressed: true });
}

/** No `unsafe-eval`; style elements that antd and Monaco make carry the nonce, style attributes hold positions. */
function policyWith(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src-elem 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "worker-src 'self'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    // A page of the notice beside the formula, in the browser's own reader of PDF.
    "frame-src blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

function notBuilt(language: Language) {
  const words = WORDS[language];
  return plainPage(
    `${words.title} · 城评`,
    "/",
    language,
    html`<h1>${words.title}</h1>
<p>${words.text}</p>
<pre><code>npm run build:page</code></pre>
<p><a href="/api/docs?lang=${language}">${words.docs}</a></p>`,
  );
}
