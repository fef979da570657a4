/** @module The worker of comparisons as the page asks it. */
import { type Remote, wrap } from "comlink";
import type { Comparing } from "./worker.ts";

let worker: Remote<Comparing> | null = null;

/** Started when something is first compared. */
export function comparing(): Remote<Comparing> {
  worker ??= wrap<Comparing>(
    new Worker(new URL("./worker.ts", import.meta.url), { type: "module", name: "comparison" }),
  );
  return worker;
}
