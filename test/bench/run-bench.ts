/**
 * `npm run bench`: the whole 2018 set, every contender in one process, in turn, medians and ratios; then how many
 * scores of random cities each gets wrong, and what lies around the computation: text, HTTP, compiling.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { compileRuleSet } from "../../engine/compile/compile.ts";
import { oneStep } from "../../engine/what-if/one-more.ts";
import { loadRuleSet, RULES_FOLDER } from "../../server/rule-files/rule-files.ts";
import { createRandom, realisticCity } from "../oracle/random-city.ts";
import { type CompileFigure, measureCompiling, TIMED, WARM } from "./compiling.ts";
import { type Contender, contenders } from "./contenders.ts";
import { type HttpFigure, measureHttp } from "./http.ts";
import { type LinesFigure, measureLines } from "./lines.ts";
import { type Measured, measure, median, processorMs, type Rate, ratio } from "./measure.ts";
import { countWrong, type Wrong } from "./wrong.ts";

const RULE_SET = "cn-smart-city-2018";
const CITIES = 200;
const ROUNDS = 40;
const SLICE_MS = 40;
const CHECKED_CITIES = Number(process.env.BENCH_CITIES ?? 200_000);
const EVERY_PEER = 10;

const loaded = loadRuleSet(RULE_SET);
if (!loaded.ok) throw new Error("the rule set cannot be read");
const { prepared } = loaded;
const all = contenders(prepared);

const compiling = measureCompiling(prepared);
const stepsMs = measureSteps();
const speeds = await measure(all.map(onCities), ROUNDS, SLICE_MS);
const lines = await measureLines(prepared);
const http = await measureHttp(RULE_SET);
const wrong = countWrong(all, CHECKED_CITIES, EVERY_PEER);
const text = report(all, speeds, wrong, { lines, http, compiling, stepsMs });
console.log(text);
if (process.argv.includes("--write")) {
  const file = join(RULES_FOLDER, "../test/bench/README.md");
  // Sections that this run does not make are written by others, and stay.
  const [, ...sections] = readFileSync(file, "utf8").split("\n## ");
  const others = sections.filter((one) => !text.includes(`\n## ${one.split("\n")[0]}\n`));
  writeFileSync(file, [text, ...others].join("\n## "));
}

function onCities(one: Contender): Measured {
  const random = createRandom(1);
  const data = Array.from(
    { length: CITIES },
    () => one.prepareCity(realisticCity(random)) as never,
  );
  let last: unknown;
  return {
    name: one.name,
    run: () => {
      // Answers are kept for a moment, so that no optimiser can leave the work out.
      for (const city of data) last = one.run(city);
      return last === undefined ? 0 : CITIES;
    },
  };
}

/** All one-step what-ifs of a city, from its figures as given to the sorted answer. */
function measureSteps(): number {
  const rules = compileRuleSet(prepared, { backEnd: "fused" });
  const random = createRandom(5);
  const cities = Array.from({ length: 10 }, () => realisticCity(random));
  const times = Array.from({ length: 200 }, (_, run) => {
    const started = processorMs();
    oneStep(rules, cities[run % cities.length]);
    return processorMs() - started;
  });
  return median(times.slice(100));
}

function report(
  list: readonly Contender[],
  rates: readonly Rate[],
  counts: readonly Wrong[],
  around: {
    readonly lines: readonly LinesFigure[];
    readonly http: HttpFigure;
    readonly compiling: readonly CompileFigure[];
    readonly stepsMs: number;
  },
): string {
  const peers = ["hand-written doubles", "json-logic-engine, built", "json-logic-js"].map(
    (peer) => rates[list.findIndex(({ name }) => name === peer)] as Rate,
  );
  const number = (value: number): string => Math.round(value).toLocaleString("en");
  const rows = list.map(({ name }, index) => {
    const rate = rates[index] as Rate;
    const { checked, cities, scores, totals } = counts[index] as Wrong;
    const ratios = peers.map((peer) => ratio(rate, peer).toPrecision(3));
    const cells = [
      name,
      number(rate.perSecond),
      ...ratios,
      number(checked),
      number(cities),
      number(scores),
      number(totals),
    ];
    return `| ${cells.join(" | ")} |`;
  });
  const lineRows = around.lines.map(
    ({ name, linesPerSecond, ratio }) =>
      `| ${name} | ${number(linesPerSecond)} | ${ratio.toFixed(2)} |`,
  );
  const compileText = around.compiling
    .map(({ backEnd, compile, andScore }) => {
      const to = backEnd === "fused" ? "one fused function" : "closures";
      return `${compile.toFixed(1)} ms to ${to}, ${andScore.toFixed(1)} ms with a first city scored`;
    })
    .join("; ");
  const first = around.compiling[0]?.first.toFixed(0);
  return `# Measured: the whole 2018 set per city

\`npm run bench\` makes this page (\`npm run bench -- --write\` writes it here). One process, contenders in turn,
${ROUNDS} rounds, medians of rates and of ratios within a round, processor time; ${CITIES} realistic cities in memory, figures already validated and read into the form that each
contender likes best. Machine: ${cpus().length} shared cores, Node ${process.versions.node.split(".")[0]}: the ratios count, not the rates.
All 52 items, 23 level-2 and 8 level-1 indicators and the total are computed and rounded.

| contender | cities/s | × hand-written | × json-logic-engine built | × json-logic-js | checked | wrong cities | wrong scores | wrong totals |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
${rows.join("\n")}

"Checked" counts random cities, half of them realistic, half adversarial (limits, thresholds ± one unit, exact ties,
15-digit figures), against an exact computation that shares no code (\`test/oracle\`).

## From text to text

The bytes of one line of NDJSON in, validated and scored, the bytes of one line out, on one core; the ratio is to \`JSON.parse\`
and \`JSON.stringify\` alone, from the same bytes to the same bytes.

| lines | lines/s | × JSON alone |
| --- | ---: | ---: |
${lineRows.join("\n")}

## Around it

- One score of a whole city over HTTP: ${number(around.http.requestsPerSecond)} requests/s on one connection, ${around.http.ratio.toFixed(2)} × a bare Hono route that parses
  the same body and answers the same bytes; the client, in the same process, stands in both alike.
- Compiling the whole set, one weight changed before each time: ${compileText}
  (processor time, medians of ${TIMED} after ${WARM}; the first of the process ${first} ms).
- All one-step what-ifs of a city (one unit or one tick of every figure), validated, sorted by what they are worth:
  ${around.stepsMs.toFixed(2)} ms (median of 100, warmed up).
`;
}
