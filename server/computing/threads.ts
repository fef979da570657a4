/** @module The threads that batches and simulations run on: one for each core. */
import { availableParallelism } from "node:os";
import { Piscina } from "piscina";
import type { Tally } from "../../engine/simulate/tally.ts";
import type { BatchAnswers, BatchTask } from "../batch/answer-piece.ts";
import { compiledFile } from "../compiled-file.ts";
import type { SimulationTask } from "../simulate/simulate-part.ts";

/** Threads without work end after this long. */
const IDLE_MS = 20_000;

export interface Threads {
  readonly count: number;
  answerPiece(task: BatchTask): Promise<BatchAnswers>;
  simulatePart(task: SimulationTask): Promise<Tally>;
  close(): Promise<void>;
}

export const CORES: number = availableParallelism();

/** Started one by one, as there is work for them. */
export function startThreads(count: number = CORES): Threads {
  const pool = new Piscina({
    filename: compiledFile(new URL("./thread.js", import.meta.url)),
    minThreads: 0,
    maxThreads: count,
    idleTimeout: IDLE_MS,
  });
  return {
    count,
    answerPiece: (task) => pool.run(task, { name: "answerPiece" }) as Promise<BatchAnswers>,
    simulatePart: (task) => pool.run(task, { name: "simulatePart" }) as Promise<Tally>,
    close: () => pool.destroy(),
  };
}

let ofService: Threads | null = null;

/** The service has them once, for all requests. */
export function serviceThreads(): Threads {
  ofService ??= startThreads();
  return ofService;
}
