/** @module The threads that batches, simulations and tornados run on: one for each core. */
import { availableParallelism } from "node:os";
import type { Tally } from "../../engine/simulate/tally.ts";
import type { TornadoResult } from "../../engine/simulate/tornado.ts";
import type { BatchAnswers, BatchTask } from "../batch/answer-piece.ts";
import type { SimulationTask } from "../simulate/simulate-part.ts";
import type { TornadoTask } from "../simulate/tornado-task.ts";
import { createThreadPool } from "./thread-pool.ts";

export interface Threads {
  readonly count: number;
  answerPiece(task: BatchTask): Promise<BatchAnswers>;
  simulatePart(task: SimulationTask): Promise<Tally>;
  tornado(task: TornadoTask): Promise<TornadoResult>;
  close(): Promise<void>;
}

export const CORES: number = availableParallelism();

export function startThreads(count: number = CORES): Threads {
  const pool = createThreadPool<typeof import("./thread.ts")>({
    file: new URL("./thread.js", import.meta.url),
    count,
  });
  return {
    count,
    answerPiece: (task) => pool.run("answerPiece", task),
    simulatePart: (task) => pool.run("simulatePart", task),
    tornado: (task) => pool.run("tornado", task),
    close: () => pool.close(),
  };
}

let ofService: Threads | null = null;

/** The service has them once, for all requests. */
export function serviceThreads(): Threads {
  ofService ??= startThreads();
  return ofService;
}
