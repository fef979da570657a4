/**
 * @module Which numbers of the rules a simulation varies, and what they are in each run: drawn at random from a seed,
 * or each point of a grid.
 */
import {
  type Parameter,
  type ParameterPlace,
  placeKey,
  VariedRules,
} from "../compile/parameters.ts";
import type { PreparedRuleSet } from "../rule-set/prepare.ts";
import { type Random, randomOfDraw } from "./random.ts";
import { WeightGroups } from "./weight-groups.ts";

/** A weight, a constant or a number in a formula, between two ends; whole numbers of its last place. */
export interface VariedNumber {
  readonly place: ParameterPlace;
  /** Of weights, 4. */
  readonly decimals: number;
  readonly low: number;
  readonly high: number;
  /** Between two points of the grid. */
  readonly step: number;
}

export interface Variation {
  /** Every other weight is drawn up to this share of itself more or less, in [0, 1); 0 leaves them as they are. */
  readonly spread: number;
  readonly numbers: readonly VariedNumber[];
  /** `null` for the grid of the numbers. */
  readonly draws: number | null;
  readonly seed: number;
}

export class Varied {
  readonly parameters: readonly Parameter[];
  /** Runs of the whole simulation. */
  readonly runs: number;
  /** Places of the numbers among the parameters. */
  readonly places: readonly number[];
  readonly #variation: Variation;
  readonly #weights: WeightGroups | null;
  readonly #written: Float64Array;
  readonly #values: Float64Array;

  constructor(prepared: PreparedRuleSet, variation: Variation) {
    const { spread, numbers, draws } = variation;
    this.#variation = variation;
    const pins = numbers.flatMap(({ place, low, high }) =>
      place.kind === "weight" ? [{ node: place.node, low, high }] : [],
    );
    this.#weights = spread > 0 || pins.length > 0 ? new WeightGroups(prepared, spread, pins) : null;
    const parameters = [...(this.#weights?.parameters ?? [])];
    this.places = numbers.map((number) => {
      const { place } = number;
      const shared = place.kind === "weight" ? this.#weights?.placeOf(place.node) : undefined;
      return shared ?? parameters.push(number) - 1;
    });
    this.parameters = parameters;
    this.runs = draws ?? numbers.reduce((all, one) => all * pointsOf(one), 1);
    this.#written = new VariedRules(this.parameters).asWritten(prepared);
    this.#values = new Float64Array(this.parameters.length);
  }

  /** Parameters of run `index`, from 0; the array is used again by the next call. */
  run(index: number): Float64Array {
    this.#values.set(this.#written);
    if (this.#variation.draws === null) this.#setPoint(index);
    else this.#draw(randomOfDraw(this.#variation.seed, index));
    return this.#values;
  }

  #setPoint(index: number): void {
    let rest = index;
    for (const [number, one] of this.#variation.numbers.entries()) {
      const points = pointsOf(one);
      this.#values[this.places[number] as number] = one.low + (rest % points) * one.step;
      rest = Math.floor(rest / points);
    }
    this.#weights?.share(this.#values, () => 1);
  }

  #draw(random: Random): void {
    const { spread, numbers } = this.#variation;
    for (const [number, one] of numbers.entries()) {
      const point = Math.floor(random() * pointsOf(one));
      this.#values[this.places[number] as number] = one.low + point * one.step;
    }
    this.#weights?.share(this.#values, () => 1 + spread * (2 * random() - 1));
  }
}

export function pointsOf({ low, high, step }: Pick<VariedNumber, "low" | "high" | "step">): number {
  return Math.floor((high - low) / step) + 1;
}

/** Names of the parameters, as `placeKey` writes them. */
export function namesOf(parameters: readonly Parameter[]): readonly string[] {
  return parameters.map(({ place }) => placeKey(place));
}
