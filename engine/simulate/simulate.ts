/** @module Runs of a simulation over cities: every city scored under every drawn or swept set of numbers. */
import { type CompiledRuleSet, compileRuleSet } from "../compile/compile.ts";
import { lazily } from "../compile/lazily.ts";
import type { TypedCity } from "../compile/machine.ts";
import { createTally, rankInto, type Tally } from "./tally.ts";
import { type Variation, Varied } from "./vary.ts";

export interface Simulation {
  readonly varied: Varied;
  /** Totals under the rules as they are, in units of the last place; the ranks, from 0. */
  readonly totals: Float64Array;
  readonly ranks: Uint32Array;
  /** @param to run that is no longer made */
  run(from: number, to: number, shouldStop?: () => boolean): Tally;
}

/** Runs that one city is scored under before the next, so that its figures and the numbers of the runs stay near. */
const BLOCK = 16;

/**
 * What a run needs is compiled and typed with the first one.
 *
 * @param rules as they are written
 * @param inputs of whole cities
 */
export function prepareSimulation(
  rules: CompiledRuleSet,
  inputs: readonly unknown[],
  variation: Variation,
): Simulation {
  const { prepared } = rules;
  const varied = new Varied(prepared, variation);
  const totals = Float64Array.from(
    inputs,
    (one) => rules.scores(typedOrThrow(rules, one))[0] as number,
  );
  const ranks = new Uint32Array(inputs.length);
  rankInto(ranks, totals, new Float64Array(inputs.length));
  const keepRuns = variation.draws === null;
  const scoring = lazily(() => {
    const compiled = compileRuleSet(prepared, { backEnd: "fused", parameters: varied.parameters });
    return { compiled, cities: inputs.map((one) => typedOrThrow(compiled, one)) };
  });
  return {
    varied,
    totals,
    ranks,
    run(from, to, shouldStop = () => false) {
      const { compiled, cities } = scoring();
      const tally = createTally(cities.length);
      const placesByRun: Uint16Array[] = [];
      const sets = Array.from({ length: BLOCK }, () => new Float64Array(varied.parameters.length));
      const found = sets.map(() => new Float64Array(cities.length));
      const keys = new Float64Array(cities.length);
      const places = new Uint32Array(cities.length);
      let run = from;
      while (run < to && !shouldStop()) {
        const size = Math.min(BLOCK, to - run);
        for (let one = 0; one < size; one++) sets[one]?.set(varied.run(run + one));
        for (let city = 0; city < cities.length; city++) {
          for (let one = 0; one < size; one++) {
            const scores = compiled.scores(cities[city] as TypedCity, sets[one]);
            (found[one] as Float64Array)[city] = scores[0] as number;
          }
        }
        for (const ofRun of found.slice(0, size)) {
          rankInto(places, ofRun, keys);
          count(tally, { totals: ofRun, places, ranks });
          if (keepRuns) placesByRun.push(Uint16Array.from(places));
        }
        run += size;
      }
      return { ...tally, runs: run - from, placesByRun };
    },
  };
}

function count(
  { ranks: counts, moved, lowest, highest, sums }: Tally,
  run: { readonly totals: Float64Array; readonly places: Uint32Array; readonly ranks: Uint32Array },
): void {
  const cities = run.totals.length;
  for (let city = 0; city < cities; city++) {
    const total = run.totals[city] as number;
    const place = run.places[city] as number;
    counts[city * cities + place] = (counts[city * cities + place] as number) + 1;
    if (place !== run.ranks[city]) moved[city] = (moved[city] as number) + 1;
    if (total < (lowest[city] as number)) lowest[city] = total;
    if (total > (highest[city] as number)) highest[city] = total;
    sums[city] = (sums[city] as number) + total;
  }
}

function typedOrThrow(compiled: CompiledRuleSet, inputs: unknown): TypedCity {
  const typed = compiled.type(inputs);
  if (!typed.ok) throw new Error("a city that is to be simulated is not whole");
  return typed.city;
}
