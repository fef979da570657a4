/** @module The thread on which drafts are examined. */
import { parentPort } from "node:worker_threads";
import { examine } from "./examine.ts";

interface Question {
  readonly number: number;
  readonly files: readonly (readonly [string, string])[];
  readonly id: string;
}

parentPort?.on("message", ({ number, files, id }: Question) => {
  try {
    parentPort?.postMessage({ number, examination: examine(new Map(files), id) });
  } catch (error) {
    parentPort?.postMessage({ number, failure: (error as Error).message });
  }
});
