/**
 * `npm run bench:batches [-- CITIES] [--write]`: a batch of ever more cities on all threads, made as a stream and never
 * kept, with what a city costs and what the process holds; then weight sets drawn over 300 cities.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { compileRuleSet } from "../../engine/compile/compile.ts";
import type { TypedCity } from "../../engine/compile/machine.ts";
import { beginBatch } from "../../server/batch/run-batch.ts";
import { startThreads } from "../../server/computing/threads.ts";
import { loadRuleSet, RULES_FOLDER } from "../../server/rule-files/rule-files.ts";
import { runSimulation } from "../../server/simulate/run-simulation.ts";
import { createRandom, realisticCity } from "../oracle/random-city.ts";
import { processorMs } from "./measure.ts";

const [most = "1000000"] = process.argv.slice(2).filter((one) => one !== "--write");
const MOST = Number(most);
const MADE = 200;
const DRAWS = Number(process.env.BENCH_DRAWS ?? 10_000);
const THREADS = 2;

const rules = loadRuleSet("cn-smart-city-2018");
if (!rules.ok) throw new Error("the rule set cannot be read");
const random = createRandom(6);
const inputs = Array.from({ length: MADE }, () => JSON.stringify(realisticCity(random)));
const threads = startThreads(THREADS);

async function* stream(cities: number): AsyncGenerator<Uint8Array> {
  for (let first = 0; first < cities; first += MADE) {
    const lines = inputs
      .slice(0, cities - first)
      .map((city, index) => `{"id":${first + index},"inputs":${city}}\n`);
    yield Buffer.from(lines.join(""));
  }
}

const lines: string[] = [];
const tell = (line: string): void => {
  console.log(line);
  lines.push(line);
};
tell("| cities | processor µs per city | resident MB, most | refused |");
tell("| ---: | ---: | ---: | ---: |");
await batch(MADE);
for (let cities = 1_000; cities <= MOST; cities *= 10) tell(await batch(cities));
tell("");
tell(await simulate(300, DRAWS));
await threads.close();
if (process.argv.includes("--write")) {
  const file = join(RULES_FOLDER, "../test/bench/README.md");
  const [before = "", rest = ""] = readFileSync(file, "utf8").split("<!-- batches -->\n");
  const [, after = ""] = rest.split("<!-- /batches -->\n");
  const marked = `<!-- batches -->\n${lines.join("\n")}\n<!-- /batches -->\n`;
  writeFileSync(file, before + marked + after);
}

async function batch(cities: number): Promise<string> {
  const usual = { citiesAs: "ndjson", answersAs: "ndjson", final: true } as const;
  const asked = { rules: rules as never, ...usual, evaluationMs: null, fromLine: 1 };
  const started = processorMs();
  let [most, refused, answered] = [0, 0, 0];
  for await (const part of await beginBatch(stream(cities), asked, threads)) {
    most = Math.max(most, process.memoryUsage.rss());
    refused += part.refused;
    answered += part.answered;
  }
  if (answered !== cities) throw new Error("a city has no answer");
  const each = ((processorMs() - started) * 1_000) / cities;
  return `| ${cities.toLocaleString("en")} | ${each.toFixed(1)} | ${Math.round(most / 2 ** 20)} | ${refused} |`;
}

/**
 * Processor time of the whole once the threads are warm, and beside it what the fused rules need for as many scores
 * with nothing varied.
 */
async function simulate(count: number, draws: number): Promise<string> {
  if (!rules.ok) return "";
  const cities = Array.from({ length: count }, (_, id) => ({
    id: String(id),
    inputs: JSON.parse(JSON.stringify(realisticCity(random))) as unknown,
  }));
  const variation = { spread: 0.2, numbers: [], draws, seed: 1 };
  await runSimulation({ rules, cities, variation: { ...variation, draws: 300 } }, threads);
  const [wall, started] = [performance.now(), processorMs()];
  await runSimulation({ rules, cities, variation }, threads);
  const [seconds, processor] = [(performance.now() - wall) / 1_000, processorMs() - started];
  const compiled = compileRuleSet(rules.prepared, { backEnd: "fused" });
  const typed = cities.map((city) => (compiled.type(city.inputs) as { city: TypedCity }).city);
  const plain = (): number => {
    const before = processorMs();
    for (let round = 0; round < 100; round++) for (const city of typed) compiled.scores(city);
    return (processorMs() - before) / 100;
  };
  plain();
  const limit = plain() * draws;
  return [
    `${draws.toLocaleString("en")} weight sets × ${count} cities: ${seconds.toFixed(1)} s on ${THREADS} threads, ${(processor / 1_000).toFixed(1)} s of the`,
    `processor, ${(limit / processor).toFixed(2)} × the fused rules with nothing varied.`,
  ].join("\n");
}
