/**
 * @module Work on drafts takes as long as whoever wrote them likes, so it is done on threads of its own, within a time and a
 * memory; requests go on meanwhile, and a thread that is given up takes nobody else's work with it.
 */
import { createThreadPool } from "../computing/thread-pool.ts";
import { Problem } from "../problem.ts";

const THREADS = 2;
const MEMORY_MB = 512;
/** People think between two edits; a new thread takes several times as long for the first that it examines. */
const IDLE_MS = 600_000;
/** Milliseconds that one piece of work may take, counted from when a thread is free for it. */
export const APART_MS = 30_000;

type Work = typeof import("./apart-thread.ts");

const threads = createThreadPool<Work>({
  file: new URL("./apart-thread.js", import.meta.url),
  count: THREADS,
  memoryMb: MEMORY_MB,
  idleMs: IDLE_MS,
});

/**
 * @param gone aborted when nobody waits for the answer any more
 * @throws Problem 422 where it took too long or too much memory
 */
export async function apart<Name extends keyof Work>(
  name: Name,
  task: Parameters<Work[Name]>[0],
  { gone, maximumMs = APART_MS }: { readonly gone?: AbortSignal; readonly maximumMs?: number } = {},
): Promise<ReturnType<Work[Name]>> {
  let late: AbortSignal | undefined;
  try {
    return await threads.run(name, task, () => {
      late = AbortSignal.timeout(maximumMs);
      return gone === undefined ? late : AbortSignal.any([late, gone]);
    });
  } catch (error) {
    // Nobody hears it any more.
    if (gone?.aborted) throw new Problem("too_slow");
    if (late?.aborted) throw new Problem("took_too_long", { maximumMs });
    if ((error as { code?: unknown }).code === "ERR_WORKER_OUT_OF_MEMORY")
      throw new Problem("took_too_much", { maximumMb: MEMORY_MB });
    throw error;
  }
}
