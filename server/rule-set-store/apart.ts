/**
 * @module Work on drafts takes as long as whoever wrote them likes, so it is done on threads of its own, within a time and a
 * memory; requests go on meanwhile, and a thread that is given up takes nobody else's work with it.
 */
import { Piscina } from "piscina";
import { compiledFile } from "../compiled-file.ts";
import { Problem } from "../problem.ts";
import type { RevisionTask } from "../reports/revision-sheets.ts";
import type { NewSheet } from "../spreadsheet/cells.ts";
import type { EffectTask, ScoredEffect } from "./effect-of-rules.ts";
import type { Examination } from "./examine.ts";

const THREADS = 2;
const IDLE_MS = 20_000;
const MEMORY_MB = 512;
/** Milliseconds that one piece of work may take, counted from when a thread is free for it. */
export const APART_MS = 30_000;

interface Work {
  readonly examine: {
    readonly task: { readonly files: readonly (readonly [string, string])[]; readonly id: string };
    readonly answer: Examination;
  };
  readonly revisionSheets: {
    readonly task: RevisionTask;
    readonly answer: readonly NewSheet[] | null;
  };
  readonly scoreEffects: { readonly task: EffectTask; readonly answer: readonly ScoredEffect[] };
}

const pool = new Piscina({
  filename: compiledFile(new URL("./apart-thread.js", import.meta.url)),
  minThreads: 0,
  maxThreads: THREADS,
  idleTimeout: IDLE_MS,
  resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
});

let free = THREADS;
const waiting: (() => void)[] = [];

/**
 * @param gone aborted when nobody waits for the answer any more
 * @throws Problem 422 where it took too long or too much memory
 */
export async function apart<Name extends keyof Work>(
  name: Name,
  task: Work[Name]["task"],
  { gone, maximumMs = APART_MS }: { readonly gone?: AbortSignal; readonly maximumMs?: number } = {},
): Promise<Work[Name]["answer"]> {
  await turn();
  const late = AbortSignal.timeout(maximumMs);
  try {
    const signal = gone === undefined ? late : AbortSignal.any([late, gone]);
    return await pool.run(task, { name, signal });
  } catch (error) {
    // Nobody hears it any more.
    if (gone?.aborted) throw new Problem("too_slow");
    if (late.aborted) throw new Problem("took_too_long", { maximumMs });
    if ((error as { code?: unknown }).code === "ERR_WORKER_OUT_OF_MEMORY")
      throw new Problem("took_too_much", { maximumMb: MEMORY_MB });
    throw error;
  } finally {
    const next = waiting.shift();
    if (next === undefined) free++;
    else next();
  }
}

/** Whoever came first is first. */
async function turn(): Promise<void> {
  if (free > 0) free--;
  else await new Promise<void>((resolve) => waiting.push(resolve));
}
