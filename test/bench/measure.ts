/**
 * Rates side by side: one process, contenders in turn, many short rounds, the median of each. Time is the processor's,
 * all threads of this process together, so that whatever else the machine does costs nobody anything. A processor that
 * is shared runs now faster, now slower, for seconds: ratios are therefore taken within each round.
 */

export interface Measured {
  readonly name: string;
  /** Does the work once and answers how many units it was. */
  readonly run: () => number | Promise<number>;
}

/** Units per second: the median, and those of each round. */
export interface Rate {
  readonly perSecond: number;
  readonly rounds: readonly number[];
}

/**
 * The rate of each.
 *
 * @param sliceMs each is timed for about this long in a round
 */
export async function measure(
  list: readonly Measured[],
  rounds: number,
  sliceMs: number,
): Promise<readonly Rate[]> {
  const rates = list.map((): number[] => []);
  for (let round = -1; round < rounds; round++) {
    for (const [index, one] of list.entries()) {
      const started = processorMs();
      let units = 0;
      let elapsed = 0;
      do {
        units += await one.run();
        elapsed = processorMs() - started;
      } while (elapsed < sliceMs);
      // The first round warms up.
      if (round >= 0) (rates[index] as number[]).push((units / elapsed) * 1_000);
    }
  }
  return rates.map((rounds) => ({ perSecond: median(rounds), rounds }));
}

/** How many times as fast, in the median of the rounds. */
export function ratio(one: Rate, other: Rate): number {
  return median(one.rounds.map((rate, round) => rate / (other.rounds[round] ?? Number.NaN)));
}

export function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
