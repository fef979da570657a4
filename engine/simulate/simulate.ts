/** @module Runs of a simulation over cities: every city scored under every drawn or swept set of numbers. */
import { type CompiledRuleSet, compileRuleSet } from "../compile/compile.ts";
import type { TypedCity } from "../compile/machine.ts";
import type { PreparedRuleSet } from "../rule-set/prepare.ts";
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

/** @param cities typed by `compiled.type` of the same rules; each whole */
export function prepareSimulation(
  prepared: PreparedRuleSet,
  inputs: readonly unknown[],
  variation: Variation,
): Simulation {
  const varied = new Varied(prepared, variation);
  const compiled = compileRuleSet(prepared, { backEnd: "fused", parameters: varied.parameters });
  const cities = inputs.map((one) => typedOrThrow(compiled, one));
  const written = compileRuleSet(prepared, { backEnd: "closures" });
  const totals = Float64Array.from(
    inputs,
    (one) => written.scores(typedOrThrow(written, one))[0] as number,
  );
  const ranks = new Uint32Array(cities.length);
  rankInto(ranks, totals, new Float64Array(cities.length));
  const keepRuns = variation.draws === null;
  return {
    varied,
    totals,
    ranks,
    run(from, to, shouldStop = () => false) {
      const tally = createTally(cities.length);
      const placesByRun: Uint16Array[] = [];
      const found = new Float64Array(cities.length);
      const keys = new Float64Array(cities.length);
      const places = new Uint32Array(cities.length);
      let runs = 0;
      for (let run = from; run < to && !shouldStop(); run++) {
        const parameters = varied.run(run);
        for (let city = 0; city < cities.length; city++)
          found[city] = compiled.scores(cities[city] as TypedCity, parameters)[0] as number;
        rankInto(places, found, keys);
        count(tally, { totals: found, places, ranks });
        if (keepRuns) placesByRun.push(Uint16Array.from(places));
        runs++;
      }
      return { ...tally, runs, placesByRun };
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
