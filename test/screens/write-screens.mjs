/**
 * Pictures of every projection of every item, to be looked at: `npm run screens [-- item … view … page …]` writes them
 * into dist/screens, and contact sheets of them beside. They show what the page shows for the first case of each item.
 */
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import react from "@vitejs/plugin-react";
import { chromium } from "playwright-core";
import { build, preview } from "vite";
import { ruleSchemas } from "../../editor/build/rule-schemas.mjs";
import { findChromium } from "../support/find-chromium.mjs";
import { writeContactSheets } from "./contact-sheets.mjs";

const ROOT = join(import.meta.dirname, "../..");
const PAGE = join(ROOT, "dist/test/screens-page");
const OUT = join(ROOT, "dist/screens");
const RULES = join(ROOT, "rules/cn-smart-city-2018");

const VIEWS = ["typeset", "bands", "checklist", "count", "structure", "text", "json"];

/** As wide as the formulas beside the tree and the text of the notice. */
const WIDE = 780;

/** What is looked at: both languages, a page and a phone, light and dark. */
const PAGES = [
  { name: "zh", locale: "zh-CN", width: WIDE, dark: false },
  { name: "en", locale: "en-US", width: WIDE, dark: false },
  { name: "zh-dark", locale: "zh-CN", width: WIDE, dark: true },
  { name: "en-dark", locale: "en-US", width: WIDE, dark: true },
  { name: "zh-narrow", locale: "zh-CN", width: 390, dark: false },
  { name: "en-narrow", locale: "en-US", width: 390, dark: false },
  { name: "zh-narrow-dark", locale: "zh-CN", width: 390, dark: true },
  { name: "en-narrow-dark", locale: "en-US", width: 390, dark: true },
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

const asked = process.argv.slice(2);
const named = PAGES.map(({ name }) => name);
const pages = PAGES.filter(({ name }) => askedOf(named).includes(name));
const views = askedOf(VIEWS);
const wanted = asked.filter((one) => !named.includes(one) && !VIEWS.includes(one));
const items = itemIds().filter(
  (id) => wanted.length === 0 || wanted.some((one) => id.startsWith(one)),
);
let written = 0;
/** Pictures by view and page. */
const taken = new Map();
const troubles = [];
for (const { name, locale, width, dark } of pages) {
  const context = await browser.newContext({
    locale,
    viewport: { width, height: 900 },
    colorScheme: dark ? "dark" : "light",
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  page.on("pageerror", (error) => troubles.push(`${page.url()} ${error}`));
  await page.goto(address);
  // What is below the window is drawn too: the pictures show all of it.
  await page.addStyleTag({ content: ".fp.fp { content-visibility: visible !important; }" });
  for (const item of items) {
    for (const view of views) {
      await page.evaluate((asked) => {
        location.hash = asked;
      }, `node=${item}&view=${view}`);
      await page.waitForSelector(`[data-ready="${item} ${view}"]`, { timeout: 60_000 });
      const panes = await page.locator(`[data-projection=${view}]`).count();
      if (panes === 0) continue;
      // Monaco draws its lines when its text has come.
      if (view === "json")
        await page
          .locator(".fp:has(.view-line)")
          .nth(panes - 1)
          .waitFor({ timeout: 60_000 });
      const sideways = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
      if (sideways) troubles.push(`${item} ${view} ${name}: scrolls sideways`);
      const picture = `${item}-${view}-${name}.png`;
      await page.locator("main").screenshot({ path: join(OUT, picture) });
      taken.set(`${view}-${name}`, [...(taken.get(`${view}-${name}`) ?? []), picture]);
      written++;
    }
  }
  await context.close();
}
let sheets = 0;
for (const [name, pictures] of taken) {
  const columns = name.includes("narrow") ? 4 : 2;
  sheets += await writeContactSheets(browser, OUT, pictures, name, columns);
}
await browser.close();
await server.close();
console.log(`${written} pictures and ${sheets} contact sheets in dist/screens`);
for (const trouble of troubles) console.log(trouble);
process.exitCode = troubles.length > 0 ? 1 : 0;

/** Those that were named, or all of them. */
function askedOf(names) {
  const chosen = names.filter((one) => asked.includes(one));
  return chosen.length > 0 ? chosen : names;
}

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
