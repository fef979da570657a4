/** @module What a simulation says, for people and programs: ranks with their intervals, and how often they change. */

import { unitsWriter } from "../compile/units-text.ts";
import type { PreparedRuleSet } from "../rule-set/prepare.ts";
import type { Simulation } from "./simulate.ts";
import type { Tally } from "./tally.ts";
import { namesOf } from "./vary.ts";

export interface SimulatedCity {
  readonly id: string;
  /** Under the rules as they are. */
  readonly total: string;
  readonly rank: number;
  readonly lowest: string;
  readonly highest: string;
  readonly mean: string;
  readonly best: number;
  readonly worst: number;
  readonly median: number;
  /** Nine runs of ten lie between (the 5th and the 95th of a hundred). */
  readonly interval: readonly [number, number];
  /** Share of runs with another rank, in [0, 1]. */
  readonly moved: number;
}

export interface GridPoint {
  readonly values: { readonly [place: string]: string };
  /** Cities of another rank. */
  readonly moved: number;
}

export interface SimulationSummary {
  readonly ruleSet: string;
  readonly runs: number;
  /** Share of all ranks in all runs that are others than under the rules as they are. */
  readonly moved: number;
  /** In the order of their ranks. */
  readonly cities: readonly SimulatedCity[];
  readonly varied: readonly string[];
  readonly grid?: readonly GridPoint[];
}

export function summarise(
  prepared: PreparedRuleSet,
  ids: readonly string[],
  { varied, totals, ranks }: Simulation,
  tally: Tally,
): SimulationSummary {
  const text = unitsWriter(prepared.root.rounding.places);
  const { runs } = tally;
  const cities = ids.map((id, city): SimulatedCity => {
    const counts = tally.ranks.subarray(city * ids.length, (city + 1) * ids.length);
    const at = (share: number): number => quantile(counts, runs, share);
    return {
      id,
      total: text(totals[city] as number),
      rank: (ranks[city] as number) + 1,
      lowest: text(tally.lowest[city] as number),
      highest: text(tally.highest[city] as number),
      mean: text(Math.round((tally.sums[city] as number) / runs)),
      best: at(0),
      worst: at(1),
      median: at(0.5),
      interval: [at(0.05), at(0.95)],
      moved: (tally.moved[city] as number) / runs,
    };
  });
  const moved = tally.moved.reduce((sum, one) => sum + one, 0);
  const names = namesOf(varied.parameters);
  const grid = tally.movedByRun.map((others, run): GridPoint => {
    const values = [...varied.run(run)].map((units, index): [string, string] => [
      names[index] as string,
      unitsWriter(varied.parameters[index]?.decimals ?? 0)(units),
    ]);
    return { values: Object.fromEntries(values), moved: others };
  });
  return {
    ruleSet: prepared.ruleSet.id,
    runs,
    moved: moved / (runs * ids.length),
    cities: cities.sort((a, b) => a.rank - b.rank),
    varied: names,
    ...(grid.length > 0 ? { grid } : {}),
  };
}

/** Rank, from 1, at or below which that share of the runs lies. */
function quantile(counts: Uint32Array, runs: number, share: number): number {
  const wanted = Math.max(1, Math.ceil(runs * share));
  let seen = 0;
  for (const [place, count] of counts.entries()) {
    seen += count;
    if (seen >= wanted) return place + 1;
  }
  return counts.length;
}
