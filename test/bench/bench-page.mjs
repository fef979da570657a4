/**
 * The page under the hand, in Chromium: from a key going down to the new picture, and to all cases of the rule run
 * again and shown. `npm run bench:page` prints the table; `-- --write` writes it into README.md.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import react from "@vitejs/plugin-react";
import { chromium } from "playwright-core";
import { build, preview } from "vite";
import { ruleSchemas } from "../../editor/build/rule-schemas.mjs";
import { findChromium } from "../support/find-chromium.mjs";

const ROOT = join(import.meta.dirname, "page");
const OUT = join(import.meta.dirname, "../../dist/test/bench-page");
const PAGE = join(import.meta.dirname, "../../dist/page");
const README = join(import.meta.dirname, "README.md");

const WARM_UP = 40;
const STROKES = 200;
/** A fast typist's pause. */
const PAUSE_MS = 120;

await build({
  configFile: false,
  root: ROOT,
  plugins: [react(), ruleSchemas()],
  worker: { format: "es", plugins: () => [ruleSchemas()] },
  build: { outDir: OUT, emptyOutDir: true, target: "chrome108", chunkSizeWarningLimit: 5_000 },
  logLevel: "warn",
});
const server = await preview({
  configFile: false,
  root: ROOT,
  build: { outDir: OUT },
  preview: { host: "127.0.0.1", port: 0 },
  logLevel: "warn",
});
const browser = await chromium.launch({ executablePath: findChromium(), args: ["--no-sandbox"] });
const page = await browser.newPage({ viewport: { width: 1600, height: 1000 } });
page.on("pageerror", (error) => {
  throw error;
});
await page.goto(server.resolvedUrls.local[0]);
await page.waitForFunction(() => window.evaluation?.getState().settled === true, null, {
  timeout: 120_000,
});
for (let stroke = 0; stroke < WARM_UP + STROKES; stroke++) {
  await page.keyboard.press(String(stroke % 10));
  await page.waitForTimeout(PAUSE_MS);
}
await page.waitForFunction(() => window.evaluation.getState().settled === true);
const strokes = (await page.evaluate(() => window.strokes)).slice(WARM_UP);
await browser.close();
await server.close();

const answered = strokes.filter(({ picture, cases }) => picture > 0 && cases > 0);
const picture = answered.map((one) => one.picture - one.pressed);
const cases = answered.map((one) => one.cases - one.pressed);
const lines = [
  "| from a key going down | median | 95 of 100 | slowest |",
  "| --- | ---: | ---: | ---: |",
  row("to the new picture of all formulas", picture),
  row("to all 200 cases run again and shown", cases),
];
console.log(lines.join("\n"));
console.log(`${answered.length} of ${strokes.length} keystrokes answered before the next one`);
const size = firstLoad();
if (size !== null) console.log(`first load: ${size} kB gzip`);
if (process.argv.includes("--write")) {
  const text = readFileSync(README, "utf8");
  const begin = "<!-- page -->";
  const end = "<!-- /page -->";
  const table = `${begin}\n${lines.join("\n")}\n${end}`;
  const from = text.indexOf(begin);
  writeFileSync(README, text.slice(0, from) + table + text.slice(text.indexOf(end) + end.length));
}

function row(name, values) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share) => `${(sorted[Math.floor((sorted.length - 1) * share)] ?? NaN).toFixed(1)} ms`;
  return `| ${name} | ${at(0.5)} | ${at(0.95)} | ${at(1)} |`;
}

/** Scripts and styles that the start page asks for before anything is opened; null where the page is not built. */
function firstLoad() {
  try {
    const manifest = JSON.parse(readFileSync(join(PAGE, ".vite/manifest.json"), "utf8"));
    const files = new Set();
    const visit = (name) => {
      const { file, css = [], imports = [] } = manifest[name];
      if (files.has(file)) return;
      files.add(file);
      for (const style of css) files.add(style);
      imports.forEach(visit);
    };
    visit("index.html");
    const bytes = [...files].map((file) => gzipSync(readFileSync(join(PAGE, file))).length);
    return Math.round(bytes.reduce((sum, one) => sum + one, 0) / 1_000);
  } catch {
    return null;
  }
}
