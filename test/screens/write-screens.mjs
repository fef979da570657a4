/**
 * Pictures of every projection of every item, to be looked at: `npm run screens [-- item …]` writes them into
 * dist/screens. They show what the page shows for the first case of each item.
 */
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import react from "@vitejs/plugin-react";
import { chromium } from "playwright-core";
import { build, preview } from "vite";
import { ruleSchemas } from "../../editor/build/rule-schemas.mjs";
import { findChromium } from "../support/find-chromium.mjs";

const ROOT = join(import.meta.dirname, "../..");
const PAGE = join(ROOT, "dist/test/screens-page");
const OUT = join(ROOT, "dist/screens");
const RULES = join(ROOT, "rules/cn-smart-city-2018");

const VIEWS = ["typeset", "bands", "checklist", "count", "structure", "text", "json"];

/** What is looked at: the usual page for every view, the others for the view that changes most with them. */
const PAGES = [
  { name: "zh", locale: "zh-CN", width: 1280, dark: false, views: VIEWS },
  { name: "en", locale: "en-US", width: 1280, dark: false, views: ["typeset", "text"] },
  {
    name: "zh-narrow",
    locale: "zh-CN",
    width: 390,
    dark: false,
    views: ["typeset", "bands", "checklist", "count"],
  },
  { name: "en-narrow-dark", locale: "en-US", width: 390, dark: true, views: ["typeset"] },
  { name: "zh-dark", locale: "zh-CN", width: 1280, dark: true, views: ["typeset"] },
];

await build({
  configFile: false,
  root: join(import.meta.dirname, "page"),
  plugins: [react(), ruleSchemas()],
  worker: { format: "es", plugins: () => [ruleSchemas()] },
  build: { outDir: PAGE, emptyOutDir: true, target: "chrome108", chunkSizeWarningLimit: 5_000 },
  logLevel: "warn",
});
const server = await preview({
  configFile: false,
  root: join(import.meta.dirname, "page"),
  build: { outDir: PAGE },
  preview: { host: "127.0.0.1", port: 0 },
  logLevel: "warn",
});
const address = server.resolvedUrls.local[0];
const browser = await chromium.launch({ executablePath: findChromium(), args: ["--no-sandbox"] });
mkdirSync(OUT, { recursive: true });

const wanted = process.argv.slice(2);
const items = itemIds().filter(
  (id) => wanted.length === 0 || wanted.some((one) => id.startsWith(one)),
);
let written = 0;
const troubles = [];
for (const { name, locale, width, dark, views } of PAGES) {
  const context = await browser.newContext({
    locale,
    viewport: { width, height: 900 },
    colorScheme: dark ? "dark" : "light",
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  page.on("pageerror", (error) => troubles.push(`${page.url()} ${error}`));
  for (const item of items) {
    for (const view of views) {
      await page.goto(`${address}?node=${item}&view=${view}`);
      await page.waitForSelector("[data-ready=true]", { timeout: 60_000 });
      const panes = await page.locator(`[data-projection=${view}]`).count();
      if (panes === 0) continue;
      const sideways = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
      if (sideways) troubles.push(`${item} ${view} ${name}: scrolls sideways`);
      await page.screenshot({ path: join(OUT, `${item}-${view}-${name}.png`), fullPage: true });
      written++;
    }
  }
  await context.close();
}
await browser.close();
await server.close();
console.log(`${written} pictures in dist/screens`);
for (const trouble of troubles) console.log(trouble);
process.exitCode = troubles.length > 0 ? 1 : 0;

function itemIds() {
  const ids = [];
  const visit = ({ id, children = [] }) => {
    if (children.length === 0 && id !== undefined) ids.push(id);
    children.forEach(visit);
  };
  for (const file of readdirSync(RULES)
    .filter((one) => /^L.*\.json$/.test(one))
    .sort())
    visit(JSON.parse(readFileSync(join(RULES, file), "utf8")));
  return ids;
}
