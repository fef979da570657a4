/**
 * @module What many runs do to the order of cities: counts that can be added up, so that each thread counts its runs
 * and the sum says what one thread would.
 */

export interface Tally {
  readonly runs: number;
  /** Of city c in place r (from 0): how many runs, at c × cities + r. Equal totals share the better place. */
  readonly ranks: Uint32Array;
  /** Runs in which the city has another rank than under the rules as they are. */
  readonly moved: Uint32Array;
  /** Units of the total's last place. */
  readonly lowest: Float64Array;
  readonly highest: Float64Array;
  readonly sums: Float64Array;
  /** Per run, the place of every city, from 0; only where single runs are told (a grid). */
  readonly placesByRun: readonly Uint16Array[];
}

export function createTally(cities: number): Tally {
  return {
    runs: 0,
    ranks: new Uint32Array(cities * cities),
    moved: new Uint32Array(cities),
    lowest: new Float64Array(cities).fill(Number.POSITIVE_INFINITY),
    highest: new Float64Array(cities).fill(Number.NEGATIVE_INFINITY),
    sums: new Float64Array(cities),
    placesByRun: [],
  };
}

/** Adds two tallies of the same cities; the runs of `b` follow those of `a`. */
export function addTallies(a: Tally, b: Tally): Tally {
  return {
    runs: a.runs + b.runs,
    ranks: a.ranks.map((count, index) => count + (b.ranks[index] as number)),
    moved: a.moved.map((count, index) => count + (b.moved[index] as number)),
    lowest: a.lowest.map((low, index) => Math.min(low, b.lowest[index] as number)),
    highest: a.highest.map((high, index) => Math.max(high, b.highest[index] as number)),
    sums: a.sums.map((sum, index) => sum + (b.sums[index] as number)),
    placesByRun: [...a.placesByRun, ...b.placesByRun],
  };
}

/** Keys of sorting: the total and behind it the city, in one double. */
const CITIES = 2 ** 12;

/** Cities that one simulation takes. */
export const MAX_CITIES = 2_000;

/** Writes the place of every city, from 0; equal totals share the better place. */
export function rankInto(ranks: Uint32Array, totals: Float64Array, keys: Float64Array): void {
  for (let city = 0; city < totals.length; city++)
    keys[city] = -(totals[city] as number) * CITIES + city;
  keys.sort();
  let place = 0;
  let before = Number.NaN;
  for (let index = 0; index < keys.length; index++) {
    const key = keys[index] as number;
    const units = Math.floor(key / CITIES);
    if (units !== before) place = index;
    before = units;
    ranks[key - units * CITIES] = place;
  }
}
