/** @module `chengping batch`: many cities as a stream, line in, line out, on all cores. */
import { once } from "node:events";
import { fstatSync } from "node:fs";
import { type BatchFormat, beginBatch, HeaderRefused } from "../batch/run-batch.ts";
import { startThreads } from "../computing/threads.ts";
import {
  CommandError,
  countOrStop,
  FINDINGS,
  FINE,
  INTERRUPTED,
  loadOrStop,
  type Shell,
  WRONG_USE,
} from "./shell.ts";
import { workersOrStop } from "./workers.ts";

export interface BatchFlags {
  readonly final?: boolean;
  readonly in?: string;
  readonly out?: string;
  readonly fromLine?: string;
  readonly workers?: string;
}

const PROGRESS_MS = 500;

export async function batchCommand(
  ruleSet: string,
  flags: BatchFlags,
  shell: Shell,
): Promise<number> {
  const { words } = shell;
  const citiesAs = formatOrStop("--in", flags.in ?? "ndjson", shell);
  const answersAs = formatOrStop("--out", flags.out ?? citiesAs, shell);
  const fromLine = countOrStop(
    "--from-line",
    flags.fromLine ?? "1",
    Number.MAX_SAFE_INTEGER,
    shell,
  );
  const workers = workersOrStop(flags.workers, shell);
  const rules = loadOrStop(ruleSet, shell);
  const threads = startThreads(workers);
  const stopping = new AbortController();
  const interrupt = (): void => stopping.abort();
  process.once("SIGINT", interrupt).once("SIGTERM", interrupt);
  const progress = createProgress(shell);
  const batch = {
    rules,
    citiesAs,
    answersAs,
    final: flags.final === true,
    evaluationMs: null,
    fromLine,
    stop: stopping.signal,
  };
  let last = fromLine - 1;
  try {
    for await (const answers of await beginBatch(progress.read(process.stdin), batch, threads)) {
      last = Math.max(last, answers.last);
      // Back pressure: wait until the reader has taken what was written.
      if (answers.bytes.length > 0 && !process.stdout.write(answers.bytes))
        await once(process.stdout, "drain");
      progress.show(answers.answered, answers.refused);
    }
  } catch (error) {
    if (!(error instanceof HeaderRefused)) throw error;
    const lines = error.issues.map(
      ({ path, code, closest }) =>
        `  ${path.slice(1)}  ${code}${closest === undefined ? "" : `  → ${closest}`}`,
    );
    throw new CommandError([words.headerRefused, ...lines].join("\n"), FINDINGS);
  } finally {
    process.off("SIGINT", interrupt).off("SIGTERM", interrupt);
    await threads.close();
  }
  progress.end();
  if (!stopping.signal.aborted) return FINE;
  process.stdin.destroy();
  process.stderr.write(`${words.interrupted} ${last}${words.goOn} --from-line ${last + 1}\n`);
  return INTERRUPTED;
}

function formatOrStop(flag: string, wish: string, { words }: Shell): BatchFormat {
  if (wish === "ndjson" || wish === "csv") return wish;
  throw new CommandError(`${words.wrongUse} ${flag} ${wish} (ndjson, csv)`, WRONG_USE);
}

/** One line on a terminal: how many, how fast, and where the input is a file how long it still takes. */
function createProgress({ words }: Shell) {
  const { stderr } = process;
  const started = performance.now();
  const all = sizeOfInput();
  let shown = started;
  let [done, bad, read] = [0, 0, 0];
  const line = (): string => {
    const seconds = (performance.now() - started) / 1000;
    const rate = seconds > 0 ? Math.round(done / seconds) : 0;
    const left = all === null || read === 0 ? null : Math.ceil((seconds / read) * (all - read));
    const time = left === null || left <= 0 ? "" : `  ${words.timeLeft} ${clock(left)}`;
    return `\r\u001b[K${words.done} ${done}  ${words.bad} ${bad}  ${rate} ${words.perSecond}${time}`;
  };
  return {
    async *read(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
      for await (const chunk of stream) {
        read += chunk.length;
        yield chunk;
      }
    },
    show(answered: number, refused: number): void {
      done += answered;
      bad += refused;
      if (!stderr.isTTY || performance.now() - shown < PROGRESS_MS) return;
      shown = performance.now();
      stderr.write(line());
    },
    end(): void {
      if (stderr.isTTY) stderr.write(`${line()}\n`);
    },
  };
}

function sizeOfInput(): number | null {
  const input = fstatSync(0);
  return input.isFile() ? input.size : null;
}

function clock(seconds: number): string {
  const two = (value: number): string => String(Math.floor(value)).padStart(2, "0");
  return `${two(seconds / 3600)}:${two((seconds / 60) % 60)}:${two(seconds % 60)}`;
}
