/**
 * The page under the hand, in Chromium: from a key going down to the new picture, and to all cases of the rule run
 * again and shown; and the processor time that a key costs, which says more than the clock on a busy machine.
 * `npm run bench:page` prints the table; `-- --write` writes it into README.md.
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

const WARM_UP = 20;
const EDITS = 200;
/** The first band of the closure rate: its threshold is typed over, to and fro, so that cases change their answers. */
const FORMULA = '[data-projection][aria-label^="b4 "]';
const THRESHOLD = '[data-at="/if/0/>=/1"]';
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
const page = await browser.newPage({ locale: "zh-CN", viewport: { width: 1600, height: 1000 } });
page.on("pageerror", (error) => {
  throw error;
});
await page.goto(server.resolvedUrls.local[0]);
await page.waitForFunction(() => window.evaluation?.getState().settled === true, null, {
  timeout: 120_000,
});
// Formulas and cases are loaded when they are first shown.
await page.locator("[data-projection]").nth(5).waitFor();
await page.getByRole("grid").waitFor();
const debuggee = await page.context().newCDPSession(page);
await debuggee.send("Performance.enable", { timeDomain: "threadTicks" });
const whole = await browser.newBrowserCDPSession();
const threshold = page.locator(FORMULA).locator(THRESHOLD);
await threshold.scrollIntoViewIfNeeded();
await threshold.click();
await type(WARM_UP);
await page.evaluate(() => window.strokes.splice(0));
const before = await processorTime();
await type(EDITS);
const after = await processorTime();
const strokes = await page.evaluate(() => window.strokes);
await browser.close();
await server.close();

const enters = strokes.filter(({ key }) => key === "Enter");
const answered = enters.filter(({ picture, cases }) => picture > 0 && cases > 0);
const from = (list, start, end) => list.map((one) => one[end] - one[start]);
const perEdit = (what) => `${((after[what] - before[what]) / EDITS).toFixed(1)} ms`;
const digits = strokes.filter(({ key }) => key !== "Enter");
const lines = [
  "| from a key going down | median | 95 of 100 | slowest |",
  "| --- | ---: | ---: | ---: |",
  row("a digit: to the frame that shows it", from(digits, "pressed", "frame")),
  row("Enter: to the new picture of all formulas", from(answered, "pressed", "picture")),
  row("of that, from the key's handler on", from(answered, "handled", "picture")),
  row("to the frame that shows it", from(answered, "pressed", "frame")),
  row("Enter: to all 200 cases run again", from(answered, "pressed", "cases")),
  row("to the frame that shows them", from(answered, "pressed", "casesFrame")),
  "",
  "| processor time of an edit: two digits and Enter | |",
  "| --- | ---: |",
  `| the page's thread: formulas, answers, layout and paint | ${perEdit("main")} |`,
  `| of that, script | ${perEdit("script")} |`,
  `| the whole process: with the worker that examines the set, and raster | ${perEdit("process")} |`,
];
console.log(lines.join("\n"));
console.log(`${answered.length} of ${enters.length} edits answered before the next one`);
const size = firstLoad();
if (size !== null) console.log(`first load: ${size} kB gzip`);
if (process.argv.includes("--write")) {
  const text = readFileSync(README, "utf8");
  const begin = "<!-- page -->";
  const end = "<!-- /page -->";
  const table = `${begin}\n${lines.join("\n")}\n${end}`;
  writeFileSync(
    README,
    text.slice(0, text.indexOf(begin)) + table + text.slice(text.indexOf(end) + end.length),
  );
}

/** Types over the threshold as one who knows the keyboard does. */
async function type(edits) {
  for (let edit = 0; edit < edits; edit++) {
    for (const key of ["9", edit % 2 === 0 ? "5" : "0", "Enter"]) {
      await page.keyboard.press(key);
      await page.waitForTimeout(PAUSE_MS);
    }
  }
  await page.waitForFunction(() => window.evaluation.getState().settled === true);
}

/** Milliseconds so far, of the page's thread and of its whole process. */
async function processorTime() {
  const { metrics } = await debuggee.send("Performance.getMetrics");
  const seconds = (name) => metrics.find((metric) => metric.name === name).value;
  const { processInfo } = await whole.send("SystemInfo.getProcessInfo");
  const renderers = processInfo.filter(({ type }) => type === "renderer");
  return {
    main: seconds("TaskDuration") * 1_000,
    script: seconds("ScriptDuration") * 1_000,
    process: renderers.reduce((sum, { cpuTime }) => sum + cpuTime, 0) * 1_000,
  };
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
