/** @module `chengping simulate`: ranks of many cities under other weights and thresholds. */
import { createReadStream } from "node:fs";
import { stringify } from "csv-stringify/sync";
import type { InputIssue } from "../../engine/issue.ts";
import { isObject } from "../../engine/json/json-value.ts";
import { parseJson } from "../../engine/json/parse-json.ts";
import type { Language } from "../../engine/language/language.ts";
import { inputSentence, jsonSentence } from "../../engine/language/sentence.ts";
import type { PreparedRuleSet } from "../../engine/rule-set/prepare.ts";
import { score } from "../../engine/score/score.ts";
import type { SimulatedCity, SimulationSummary } from "../../engine/simulate/summary.ts";
import { MAX_CITIES } from "../../engine/simulate/tally.ts";
import type { Variation } from "../../engine/simulate/vary.ts";
import { MAX_LINE_BYTES } from "../batch/batch-line.ts";
import { startThreads } from "../computing/threads.ts";
import { rankPicture } from "../pictures/rank-picture.ts";
import { readVariation, USUAL_DRAWS } from "../simulate/ask-simulation.ts";
import { MAX_RUNS, runSimulation, type WholeCity } from "../simulate/run-simulation.ts";
import { splitLines } from "../text/split-lines.ts";
import { createProgressLine } from "./progress-line.ts";
import {
  CommandError,
  countOrStop,
  FINDINGS,
  FINE,
  INTERRUPTED,
  loadOrStop,
  print,
  printJson,
  type Shell,
  WRONG_USE,
} from "./shell.ts";
import { table } from "./terminal.ts";
import { shareOrStop } from "./tornado-command.ts";
import { workersOrStop } from "./workers.ts";

export interface SimulateFlags {
  readonly weights?: string;
  readonly vary?: readonly string[];
  readonly draws?: string;
  readonly grid?: boolean;
  readonly seed?: string;
  readonly workers?: string;
  readonly json?: boolean;
  readonly csv?: boolean;
  readonly svg?: boolean;
}

export async function simulateCommand(
  ruleSet: string,
  file: string,
  flags: SimulateFlags,
  shell: Shell,
): Promise<number> {
  const { words } = shell;
  const rules = loadOrStop(ruleSet, shell);
  const variation = variationOrStop(rules.prepared, flags, shell);
  const workers = workersOrStop(flags.workers, shell);
  const cities = await citiesOrStop(file, rules.prepared, shell);
  const threads = startThreads(workers);
  const stopping = new AbortController();
  const interrupt = (): void => stopping.abort();
  process.once("SIGINT", interrupt).once("SIGTERM", interrupt);
  const progress = createProgressLine();
  try {
    const summary = await runSimulation(
      {
        rules,
        cities,
        variation,
        stop: stopping.signal,
        onProgress: (done, all) => progress.show(words.simulating, done, all),
      },
      threads,
    );
    progress.end();
    if (summary === null) return INTERRUPTED;
    if (flags.json) printJson(summary);
    else if (flags.svg) process.stdout.write(rankPicture(summary, shell.language));
    else if (flags.csv) process.stdout.write(asCsv(summary));
    else print(asTable(summary, shell));
    return FINE;
  } finally {
    process.off("SIGINT", interrupt).off("SIGTERM", interrupt);
    await threads.close();
  }
}

function variationOrStop(prepared: PreparedRuleSet, flags: SimulateFlags, shell: Shell): Variation {
  const { words, language } = shell;
  const { weights, vary = [] } = flags;
  const asked = {
    vary,
    draws: countOrStop("--draws", flags.draws ?? String(USUAL_DRAWS), MAX_RUNS, shell),
    seed: countOrStop("--seed", flags.seed ?? "1", Number.MAX_SAFE_INTEGER, shell),
    ...(flags.grid ? { grid: true } : {}),
    ...(weights === undefined ? {} : { weights: shareOrStop("--weights", weights, shell) }),
  };
  const read = readVariation(prepared, asked, language);
  if (read.ok) return read.variation;
  const { message, found, maximum } = read.facts as { readonly [fact: string]: unknown };
  const text = vary[Number(read.place.split("/")[1])];
  const why =
    read.code === "too_many_points"
      ? `--grid  ${words.tooManyPoints} ${maximum} (${found})`
      : text === undefined
        ? `--grid  ${words.gridNeedsVary}`
        : `--vary "${text}"  ${message}`;
  throw new CommandError(`${words.wrongUse} ${why}`, WRONG_USE);
}

/** Faults of one city that a line tells. */
const TOLD = 3;

/** Cities that are whole; the first that is not ends the command, with its line. */
async function citiesOrStop(
  file: string,
  prepared: PreparedRuleSet,
  { language, words }: Shell,
): Promise<readonly WholeCity[]> {
  const cities: WholeCity[] = [];
  const stop = (number: number, text: string): never => {
    throw new CommandError(`${file}:${number}  ${text}`, FINDINGS);
  };
  try {
    const stream = file === "-" ? process.stdin : createReadStream(file);
    for await (const { number, text } of splitLines(stream, MAX_LINE_BYTES)) {
      const parsed = parseJson(text ?? "", { inexactNumbers: "keep" });
      if (!parsed.ok) return stop(number, jsonSentence(parsed.problem, language));
      const { id, inputs } = isObject(parsed.value) ? parsed.value : {};
      const outcome = score(prepared, inputs, { final: true });
      if (!outcome.ok) stop(number, firstOf(outcome.issues, language, prepared, words.moreFaults));
      if (cities.length === MAX_CITIES) stop(number, `${words.tooManyCities} ${MAX_CITIES}`);
      cities.push({ id: String(id ?? number), inputs });
    }
  } catch (error) {
    if (error instanceof CommandError) throw error;
    throw new CommandError(`${words.unreadable} ${file}`, WRONG_USE);
  }
  if (cities.length === 0) throw new CommandError(`${words.noCities} ${file}`, FINDINGS);
  return cities;
}

function firstOf(
  issues: readonly InputIssue[],
  language: Language,
  prepared: PreparedRuleSet,
  more: string,
): string {
  const told = issues.slice(0, TOLD).map((one) => inputSentence(one, language, prepared));
  const rest = issues.length - told.length;
  return [...told, ...(rest > 0 ? [`${more} ${rest}`] : [])].join("; ");
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)}%`;
}

function cellsOf(city: SimulatedCity): string[] {
  const { id, total, rank, lowest, mean, highest, best, worst, median, interval, moved } = city;
  const ranks = [rank, best, ...interval, worst, median].map(String);
  return [id, total, lowest, mean, highest, ...ranks, percent(moved)];
}

function asTable({ cities, runs, moved, grid }: SimulationSummary, { words }: Shell): string {
  const header = words.simulationColumns.split("|");
  const columns = new Set(header.map((_, index) => index).slice(1));
  const lines = [
    table([header, ...cities.map(cellsOf)], columns),
    "",
    `${words.runs} ${runs}  ${words.ranksMoved} ${percent(moved)}`,
  ];
  if (grid !== undefined) {
    const names = Object.keys(grid[0]?.values ?? {});
    const rows = grid.map(({ values, moved: others }) => [
      ...names.map((name) => values[name] ?? ""),
      String(others),
    ]);
    lines.push("", table([[...names, words.citiesMoved], ...rows], new Set([names.length])));
  }
  return lines.join("\n");
}

function asCsv({ cities }: SimulationSummary): string {
  const header = "id,total,lowest,mean,highest,rank,best,rank_5,rank_95,worst,median,moved".split(
    ",",
  );
  const rows = cities.map((city) => [...cellsOf(city).slice(0, -1), String(city.moved)]);
  return stringify([header, ...rows]);
}
