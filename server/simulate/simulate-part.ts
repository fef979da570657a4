/** @module On a computing thread: some runs of a simulation. */
import { prepareSimulation, type Simulation } from "../../engine/simulate/simulate.ts";
import type { Tally } from "../../engine/simulate/tally.ts";
import type { Variation } from "../../engine/simulate/vary.ts";
import { rulesOf, type SharedRules } from "../computing/shared-rules.ts";
import { isRaised, type StopFlag } from "../computing/stop-flag.ts";
import { compiledRules } from "../scoring/compiled-rules.ts";

export interface SimulationTask {
  readonly rules: SharedRules;
  /** Names the simulation, which a thread prepares once. */
  readonly id: string;
  /** JSON of the list of inputs, in shared memory. */
  readonly cities: Uint8Array;
  readonly variation: Variation;
  readonly from: number;
  readonly to: number;
  readonly stop: StopFlag;
}

let last: { readonly id: string; readonly simulation: Simulation } | null = null;

export function simulatePart(task: SimulationTask): Tally {
  if (last?.id !== task.id) {
    const inputs = JSON.parse(Buffer.from(task.cities).toString("utf8")) as unknown[];
    const rules = compiledRules(rulesOf(task.rules));
    const simulation = prepareSimulation(rules, inputs, task.variation);
    last = { id: task.id, simulation };
  }
  return last.simulation.run(task.from, task.to, () => isRaised(task.stop));
}
