/** @module `chengping batch`: many cities as a stream, line in, line out. */
import { once } from "node:events";
import { answerLine, lineTooLong, MAX_LINE_BYTES } from "../batch-line.ts";
import { splitLines } from "../split-lines.ts";
import { FINE, loadOrStop, type Shell } from "./shell.ts";

/** Lines between two looks at the clock, and milliseconds between two progress lines. */
const LINES_PER_LOOK = 50;
const PROGRESS_MS = 500;

export async function batchCommand(
  ruleSet: string,
  flags: { final?: boolean },
  shell: Shell,
): Promise<number> {
  const { prepared } = loadOrStop(ruleSet, shell);
  const progress = createProgress(shell);
  let done = 0;
  let bad = 0;
  for await (const { number, text } of splitLines(process.stdin, MAX_LINE_BYTES)) {
    const answer =
      text === null
        ? lineTooLong(number)
        : answerLine(prepared, text, number, { final: flags.final === true });
    done++;
    if (answer.refused) bad++;
    // Back pressure: wait until the reader has taken what was written.
    if (!process.stdout.write(`${answer.text}\n`)) await once(process.stdout, "drain");
    if (done % LINES_PER_LOOK === 0) progress.show(done, bad);
  }
  progress.end(done, bad);
  return FINE;
}

function createProgress({ words }: Shell) {
  const started = performance.now();
  let shown = started;
  const line = (done: number, bad: number): string => {
    const seconds = (performance.now() - started) / 1000;
    const rate = seconds > 0 ? Math.round(done / seconds) : 0;
    return `${words.done} ${done}  ${words.bad} ${bad}  ${rate} ${words.perSecond}`;
  };
  return {
    show(done: number, bad: number): void {
      if (!process.stderr.isTTY || performance.now() - shown < PROGRESS_MS) return;
      shown = performance.now();
      process.stderr.write(`\r\u001b[K${line(done, bad)}`);
    },
    end(done: number, bad: number): void {
      if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${line(done, bad)}\n`);
    },
  };
}
