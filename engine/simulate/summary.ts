/** @module What a simulation says, for people and programs: ranks with their intervals, and how often they change. */

import { type Parameter, placeKey } from "../compile/parameters.ts";
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
  /** Ranks that it takes, each with the number of runs. */
  readonly ranks: readonly (readonly [rank: number, runs: number])[];
}

export interface GridPoint {
  readonly values: { readonly [place: string]: string };
  /** Cities of another rank. */
  readonly moved: number;
  /** In the order of the cities. */
  readonly ranks: readonly number[];
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
  const order = [...ids.keys()].sort((a, b) => (ranks[a] as number) - (ranks[b] as number));
  const cities = order.map((city): SimulatedCity => {
    const counts = tally.ranks.subarray(city * ids.length, (city + 1) * ids.length);
    const at = (share: number): number => quantile(counts, runs, share);
    return {
      id: ids[city] as string,
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
      ranks: [...counts].flatMap((count, place) =>
        count === 0 ? [] : [[place + 1, count] as const],
      ),
    };
  });
  const moved = tally.moved.reduce((sum, one) => sum + one, 0);
  const grid = tally.placesByRun.map((places, run): GridPoint => {
    const parameters = varied.run(run);
    const values = varied.places.map((place): [string, string] => {
      const { decimals, place: at } = varied.parameters[place] as Parameter;
      return [placeKey(at), unitsWriter(decimals)(parameters[place] as number)];
    });
    return {
      values: Object.fromEntries(values),
      moved: places.filter((place, city) => place !== ranks[city]).length,
      ranks: order.map((city) => (places[city] as number) + 1),
    };
  });
  return {
    ruleSet: prepared.ruleSet.id,
    runs,
    moved: moved / (runs * ids.length),
    cities,
    varied: namesOf(varied.parameters),
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
