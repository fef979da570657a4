/**
 * @module Examining a draft takes a while, so it is done on a thread of its own; requests go on meanwhile. What was
 * examined is kept by the hash of its files, since the same files always give the same answer.
 */
import { Worker } from "node:worker_threads";
import { compiledFile } from "../compiled-file.ts";
import type { Examination } from "./examine.ts";
import { hashFiles, type RuleFiles } from "./rule-set-files.ts";

const KEPT = 16;
const TIME_LIMIT_MS = 30_000;

interface Answer {
  readonly number: number;
  readonly examination?: Examination;
  readonly failure?: string;
}

/** The examination took longer than allowed, or its thread died of it. */
export class ExaminationFailed extends Error {
  override readonly name = "ExaminationFailed";
}

const known = new Map<string, Promise<Examination>>();

export function examineApart(files: RuleFiles, id: string): Promise<Examination> {
  const key = `${id} ${hashFiles(files)}`;
  const earlier = known.get(key);
  if (earlier !== undefined) return earlier;
  const answer = ask(files, id);
  known.set(key, answer);
  answer.catch(() => known.delete(key));
  const oldest = known.keys().next().value;
  if (known.size > KEPT && oldest !== undefined) known.delete(oldest);
  return answer;
}

let worker: Worker | null = null;
let count = 0;
const waiting = new Map<
  number,
  { resolve: (one: Examination) => void; reject: (error: Error) => void }
>();

function ask(files: RuleFiles, id: string): Promise<Examination> {
  const number = ++count;
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => end(new ExaminationFailed("time")), TIME_LIMIT_MS);
    const settle = (act: () => void): void => {
      clearTimeout(late);
      act();
    };
    waiting.set(number, {
      resolve: (one) => settle(() => resolve(one)),
      reject: (error) => settle(() => reject(error)),
    });
    start().postMessage({ number, files: [...files], id });
  });
}

function start(): Worker {
  if (worker !== null) return worker;
  worker = new Worker(compiledFile(new URL("./examine-thread.js", import.meta.url)), {
    resourceLimits: { maxOldGenerationSizeMb: 512 },
  });
  worker.unref();
  worker.on("message", ({ number, examination, failure }: Answer) => {
    const asked = waiting.get(number);
    waiting.delete(number);
    if (examination !== undefined) asked?.resolve(examination);
    else asked?.reject(new ExaminationFailed(failure));
  });
  worker.on("error", (error) => end(new ExaminationFailed(error.message)));
  return worker;
}

/** Everybody who waits is told; the next question starts a new thread. */
function end(error: Error): void {
  void worker?.terminate();
  worker = null;
  for (const { reject } of waiting.values()) reject(error);
  waiting.clear();
}
