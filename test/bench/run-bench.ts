/**
 * `npm run bench`: the whole 2018 set per city, every contender in one process, interleaved, medians and ratios;
 * then how many of many random cities each gets wrong against the independent oracle.
 */
import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { loadRuleSet, RULES_FOLDER } from "../../server/rule-files.ts";
import { scoreByNotice } from "../oracle/notice-2018.ts";
import { adversarialCity, createRandom, realisticCity } from "../oracle/random-city.ts";
import { type Contender, contenders } from "./contenders.ts";

const CITIES = 200;
const ROUNDS = 15;
/** Each contender is timed for about this long in a round. */
const SLICE_MS = 120;
const CHECKED_CITIES = Number(process.env.BENCH_CITIES ?? 100_000);

const loaded = loadRuleSet("cn-smart-city-2018");
if (!loaded.ok) throw new Error("the rule set cannot be read");
const all = contenders(loaded.prepared);

const speeds = measure(all);
const wrong = countWrong(all);
const text = report(all, speeds, wrong);
console.log(text);
if (process.argv.includes("--write"))
  writeFileSync(join(RULES_FOLDER, "../test/bench/README.md"), text);

/** Cities per second, the median over the rounds. */
function measure(list: readonly Contender[]): readonly number[] {
  const random = createRandom(1);
  const cities = Array.from({ length: CITIES }, () => realisticCity(random));
  const prepared = list.map((one) => cities.map((city) => one.prepareCity(city)));
  const slices = list.map((one, index) => {
    const data = prepared[index] as unknown as readonly never[];
    const once = timed(() => runAll(one, data), 30);
    return Math.max(1, Math.round(SLICE_MS / once));
  });
  const rates = list.map((): number[] => []);
  for (let round = 0; round < ROUNDS; round++) {
    for (const [index, one] of list.entries()) {
      const data = prepared[index] as unknown as readonly never[];
      const times = slices[index] as number;
      const started = performance.now();
      for (let time = 0; time < times; time++) runAll(one, data);
      const seconds = (performance.now() - started) / 1000;
      (rates[index] as number[]).push((times * CITIES) / seconds);
    }
  }
  return rates.map(median);
}

/** Answers are kept for a moment, so that no optimiser can leave the work out. */
function runAll(one: Contender, data: readonly never[]): unknown {
  let last: unknown;
  for (const city of data) last = one.run(city);
  return last;
}

/** Milliseconds of one call, warmed up for a while. */
function timed(call: () => void, warmUpMs: number): number {
  const until = performance.now() + warmUpMs;
  let calls = 0;
  const started = performance.now();
  do {
    call();
    calls++;
  } while (performance.now() < until);
  return (performance.now() - started) / calls;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

interface Wrong {
  readonly cities: number;
  readonly items: number;
  readonly totals: number;
}

/** Half realistic, half adversarial cities, every score of every contender. */
function countWrong(list: readonly Contender[]): readonly Wrong[] {
  const random = createRandom(2);
  const counts = list.map(() => ({ cities: 0, items: 0, totals: 0 }));
  for (let index = 0; index < CHECKED_CITIES; index++) {
    const city = index % 2 === 0 ? realisticCity(random) : adversarialCity(random);
    const { scores, total } = scoreByNotice(city);
    for (const [place, one] of list.entries()) {
      const cents = one.cents(one.run(one.prepareCity(city) as never) as never);
      let items = 0;
      for (const [id, expected] of Object.entries(scores)) {
        if (cents.get(id) !== Math.round(Number(expected) * 100)) items++;
      }
      const count = counts[place] as { cities: number; items: number; totals: number };
      const totalWrong = cents.get("total") !== Math.round(Number(total) * 100);
      count.items += items;
      if (totalWrong) count.totals++;
      if (items > 0 || totalWrong) count.cities++;
    }
  }
  return counts;
}

function report(
  list: readonly Contender[],
  rates: readonly number[],
  counts: readonly Wrong[],
): string {
  const hand = rates[0] ?? 1;
  const peer = rates[list.findIndex(({ name }) => name === "json-logic-js")] ?? 1;
  const rows = list.map(({ name }, index) => {
    const rate = rates[index] ?? 0;
    const { cities, items, totals } = counts[index] as Wrong;
    return `| ${name} | ${Math.round(rate).toLocaleString("en")} | ${(rate / hand).toPrecision(2)} | ${(rate / peer).toPrecision(3)} | ${cities.toLocaleString("en")} | ${items.toLocaleString("en")} | ${totals.toLocaleString("en")} |`;
  });
  return `# Measured: the whole 2018 set per city

\`npm run bench\` makes this table (\`npm run bench -- --write\` writes it here). One process, contenders interleaved,
${ROUNDS} rounds, medians; ${CITIES} realistic cities in memory, figures already read into the form that each contender
likes best (for ours, the request as it comes). Machine: ${cpus().length} shared cores, Node ${process.versions.node.split(".")[0]}.
All 52 items, 23 level-2 and 8 level-1 indicators and the total are computed and rounded.

| contender | cities/s | × hand-written | × json-logic-js | wrong cities | wrong scores | wrong totals |
| --- | ---: | ---: | ---: | ---: | ---: | ---: |
${rows.join("\n")}

"Wrong" counts ${CHECKED_CITIES.toLocaleString("en")} random cities, half of them realistic, half adversarial (limits, thresholds ± one
unit, exact ties, 15-digit figures), against an exact computation that shares no code (\`test/oracle\`).
`;
}
