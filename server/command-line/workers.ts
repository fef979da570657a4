/** @module How many threads a command takes. */
import { CORES } from "../computing/threads.ts";
import { countOrStop, type Shell } from "./shell.ts";

/** Threads that anybody may ask for. */
const MOST_WORKERS = 256;

/** Threads as `--workers` says; one for each core without it. */
export function workersOrStop(wish: string | undefined, shell: Shell): number {
  return countOrStop("--workers", wish ?? String(CORES), MOST_WORKERS, shell);
}
