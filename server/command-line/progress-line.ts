/** @module How far long work is, on one line of a terminal; nothing where the output goes elsewhere. */
import type { Progress } from "../upkeep/progress.ts";

const EVERY_MS = 200;

export interface ProgressLine {
  readonly show: Progress;
  /** Takes the line away, so that the result stands alone. */
  readonly end: () => void;
}

export function createProgressLine(): ProgressLine {
  const { stderr } = process;
  let shown = performance.now();
  return {
    show(step, done, all) {
      if (!stderr.isTTY || performance.now() - shown < EVERY_MS) return;
      shown = performance.now();
      const share = all === null || all === 0 ? "" : `  ${Math.floor((done / all) * 100)}%`;
      stderr.write(`\r\u001b[K${step}  ${done}${share}`);
    },
    end() {
      if (stderr.isTTY) stderr.write("\r\u001b[K");
    },
  };
}
