/**
 * @module Threads that do one piece of work each at a time; whoever came first is first. A thread that cannot start, dies
 * or is given up fails the work that it had, at once, and nobody else's.
 */
import { existsSync } from "node:fs";
import { Piscina } from "piscina";
import { compiledFile } from "./compiled-file.ts";

/** Threads without work end after this long, unless their work says otherwise. */
const IDLE_MS = 20_000;

/** The program is not whole, or the machine has no room for another thread: no fault of the work. */
export class ThreadNotStarted extends Error {
  override readonly name = "ThreadNotStarted";
  constructor(why: string, options?: ErrorOptions) {
    super(`a thread could not start: ${why}`, options);
  }
}

// biome-ignore lint/suspicious/noExplicitAny: a function of any module
type Functions = Record<string, (task: any) => unknown>;

export interface ThreadPool<Module extends Functions> {
  readonly count: number;
  /**
   * @param limits made when a thread is free for the work; aborted, the work is given up with its thread
   * @throws ThreadNotStarted; why the thread died, or what the function threw
   */
  run<Name extends keyof Module & string>(
    name: Name,
    task: Parameters<Module[Name]>[0],
    limits?: () => AbortSignal,
  ): Promise<Awaited<ReturnType<Module[Name]>>>;
  close(): Promise<void>;
}

interface PoolOptions {
  /** The compiled module, whose functions are called by name. */
  readonly file: URL;
  readonly count: number;
  /** Of each thread; the most that Node gives it otherwise. */
  readonly memoryMb?: number;
  /** How long a thread without work is kept. */
  readonly idleMs?: number;
}

/** Started one by one, as there is work for them. */
export function createThreadPool<Module extends Functions>({
  file,
  count,
  memoryMb,
  idleMs = IDLE_MS,
}: PoolOptions): ThreadPool<Module> {
  const filename = compiledFile(file);
  const all = Array.from({ length: count }, () => createThread(filename, memoryMb, idleMs));
  // The one used last is first: it has the rules compiled that were used last.
  const free = [...all];
  const waiting: Waiting[] = [];
  const turn = async (): Promise<Thread> =>
    free.pop() ?? (await new Promise((resolve, reject) => waiting.push({ resolve, reject })));
  return {
    count,
    async run(name, task, limits) {
      const thread = await turn();
      try {
        return (await thread.run(name, task, limits?.())) as never;
      } finally {
        const next = waiting.shift();
        if (next === undefined) free.push(thread);
        else next.resolve(thread);
      }
    },
    async close() {
      for (const { reject } of waiting.splice(0)) reject(new Error("the threads are closed"));
      await Promise.all(all.map((thread) => thread.end()));
    },
  };
}

interface Waiting {
  resolve(thread: Thread): void;
  reject(reason: Error): void;
}

interface Thread {
  run(name: string, task: unknown, limits: AbortSignal | undefined): Promise<unknown>;
  end(): Promise<void>;
}

/**
 * A pool of one, which is given one piece of work at a time: a pool of many does not say which work a thread that failed
 * would have had, and starts no other for what waits.
 */
function createThread(filename: string, memoryMb: number | undefined, idleMs: number): Thread {
  // The file goes with the work and not with the thread, so that it fails with the work.
  const pool = new Piscina({
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: idleMs,
    ...(memoryMb === undefined ? {} : { resourceLimits: { maxOldGenerationSizeMb: memoryMb } }),
  });
  let unable = new AbortController();
  // Told of a thread that has no work yet, since it could not start.
  pool.on("error", (error: Error) =>
    unable.abort(new ThreadNotStarted(error.message, { cause: error })),
  );
  return {
    async run(name, task, limits) {
      if (!existsSync(filename)) throw new ThreadNotStarted(`${filename} is missing`);
      unable = new AbortController();
      const { signal: failed } = unable;
      const signal = limits === undefined ? failed : AbortSignal.any([failed, limits]);
      try {
        return await pool.run(task, { filename, name, signal });
      } catch (error) {
        throw failed.aborted ? failed.reason : error;
      }
    },
    end: () => pool.destroy(),
  };
}
