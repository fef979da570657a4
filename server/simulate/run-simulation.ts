/** @module A simulation on all threads: shares of the runs, counted together in their order. */
import { randomUUID } from "node:crypto";
import type { PreparedRuleSet } from "../../engine/rule-set/prepare.ts";
import { prepareSimulation } from "../../engine/simulate/simulate.ts";
import { type SimulationSummary, summarise } from "../../engine/simulate/summary.ts";
import { addTallies, createTally } from "../../engine/simulate/tally.ts";
import type { Variation } from "../../engine/simulate/vary.ts";
import { inOrder } from "../computing/in-order.ts";
import { shareRules } from "../computing/shared-rules.ts";
import { createStopFlag, raise } from "../computing/stop-flag.ts";
import type { Threads } from "../computing/threads.ts";
import type { RuleFiles } from "../rule-set-store/rule-set-files.ts";
import { compiledRules } from "../scoring/compiled-rules.ts";

/** Runs of one simulation, points of a grid, and scores of one task of a thread. */
export const MAX_RUNS = 1_000_000;
export const MAX_POINTS = 1_000;
const SCORES_OF_TASK = 20_000;

export interface WholeCity {
  readonly id: string;
  readonly inputs: unknown;
}

export interface AskedSimulation {
  readonly rules: { readonly prepared: PreparedRuleSet; readonly files: RuleFiles };
  /** Whole cities, none refused. */
  readonly cities: readonly WholeCity[];
  readonly variation: Variation;
  readonly stop?: AbortSignal;
  readonly onProgress?: (done: number, runs: number) => void;
}

/** @returns null where it was stopped before its end */
export async function runSimulation(
  { rules: { prepared, files }, cities, variation, stop: signal, onProgress }: AskedSimulation,
  threads: Threads,
): Promise<SimulationSummary | null> {
  const inputs = cities.map((city) => city.inputs);
  const here = prepareSimulation(compiledRules(prepared), inputs, variation);
  const { runs } = here.varied;
  const stop = createStopFlag();
  const shared = {
    rules: shareRules(files),
    id: randomUUID(),
    cities: sharedJson(inputs),
    variation,
  };
  // An answer holds as many counts as there are pairs of cities, so many cities have longer tasks.
  const size = Math.ceil(Math.max(SCORES_OF_TASK / cities.length, cities.length / 4));
  async function* parts(): AsyncGenerator<number> {
    for (let from = 0; from < runs; from += size) yield from;
  }
  const work = (from: number) =>
    threads.simulatePart({ ...shared, from, to: Math.min(from + size, runs), stop });
  const stopThreads = (): void => raise(stop);
  signal?.addEventListener("abort", stopThreads, { once: true });
  let tally = createTally(cities.length);
  try {
    for await (const part of inOrder(parts(), work, { ahead: threads.count * 2, stop: signal })) {
      tally = addTallies(tally, part);
      onProgress?.(tally.runs, runs);
    }
  } finally {
    raise(stop);
    signal?.removeEventListener("abort", stopThreads);
  }
  if (tally.runs < runs) return null;
  return summarise(
    prepared,
    cities.map(({ id }) => id),
    here,
    tally,
  );
}

function sharedJson(value: unknown): Uint8Array {
  const text = new TextEncoder().encode(JSON.stringify(value));
  const bytes = new Uint8Array(new SharedArrayBuffer(text.length));
  bytes.set(text);
  return bytes;
}
