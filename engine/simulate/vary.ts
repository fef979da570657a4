/**
 * @module Which numbers of the rules a simulation varies, and what they are in each run: drawn at random from a seed,
 * or each point of a grid. Weights go on adding up: those of one parent are scaled in proportion to what the level
 * declares, from the top down, to the last unit.
 */
import {
  type Parameter,
  type ParameterPlace,
  placeKey,
  VariedRules,
} from "../compile/parameters.ts";
import { unitsOf } from "../number/units.ts";
import type { PreparedNode, PreparedRuleSet } from "../rule-set/prepare.ts";
import { toExact } from "../rule-set/prepare.ts";
import { nodeWeight } from "../score/constants.ts";
import { type Random, randomOfDraw } from "./random.ts";
import { shareOut } from "./share-out.ts";

/** A constant or a number in a formula, between two ends; whole numbers of its last place. */
export interface VariedNumber {
  readonly place: Exclude<ParameterPlace, { readonly kind: "weight" }>;
  readonly decimals: number;
  readonly low: number;
  readonly high: number;
  /** Between two points of the grid. */
  readonly step: number;
}

export interface Variation {
  /** Every weight is drawn up to this share of itself more or less, in [0, 1); 0 leaves them as they are. */
  readonly spread: number;
  readonly numbers: readonly VariedNumber[];
  /** `null` for the grid of the numbers. */
  readonly draws: number | null;
  readonly seed: number;
}

/** Decimals of drawn weights. */
const WEIGHT_DECIMALS = 4;
const ONE = 10 ** WEIGHT_DECIMALS;

/** Children whose weights are one sum. */
interface Group {
  /** In the list of parameters. */
  readonly members: readonly number[];
  readonly written: readonly number[];
  /** Fixed units, or the parameter whose value is to be reached. */
  readonly sum: { readonly units: number } | { readonly of: number };
}

export class Varied {
  readonly parameters: readonly Parameter[];
  /** Runs of the whole simulation. */
  readonly runs: number;
  readonly #variation: Variation;
  readonly #groups: readonly Group[];
  readonly #firstNumber: number;
  readonly #written: Float64Array;
  readonly #values: Float64Array;

  constructor(prepared: PreparedRuleSet, variation: Variation) {
    this.#variation = variation;
    const weights = variation.spread > 0 ? weightsOf(prepared, variation.spread) : NO_WEIGHTS;
    this.#groups = weights.groups;
    this.#firstNumber = weights.parameters.length;
    this.parameters = [...weights.parameters, ...variation.numbers];
    this.runs = variation.draws ?? variation.numbers.reduce((all, one) => all * pointsOf(one), 1);
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
      this.#values[this.#firstNumber + number] = one.low + (rest % points) * one.step;
      rest = Math.floor(rest / points);
    }
  }

  #draw(random: Random): void {
    const { spread, numbers } = this.#variation;
    for (const { members, written, sum } of this.#groups) {
      const units = "units" in sum ? sum.units : (this.#values[sum.of] as number);
      const sizes = written.map((weight) => weight * (1 + spread * (2 * random() - 1)));
      for (const [index, share] of shareOut(units, sizes).entries())
        this.#values[members[index] as number] = share;
    }
    for (const [number, { low, high, step }] of numbers.entries()) {
      const points = pointsOf({ low, high, step });
      this.#values[this.#firstNumber + number] = low + Math.floor(random() * points) * step;
    }
  }
}

export function pointsOf({ low, high, step }: Pick<VariedNumber, "low" | "high" | "step">): number {
  return Math.floor((high - low) / step) + 1;
}

interface Weights {
  readonly parameters: readonly Parameter[];
  readonly groups: readonly Group[];
}

const NO_WEIGHTS: Weights = { parameters: [], groups: [] };

/** Weights of every group that the rules declare a sum for, parents before children. */
function weightsOf(prepared: PreparedRuleSet, spread: number): Weights {
  const parameters: Parameter[] = [];
  const groups: Group[] = [];
  const place = new Map<string, number>();
  for (const parent of prepared.nodes.values()) {
    const sum = sumOf(parent, place);
    const children = parent.children.filter((child) => unitsOfWeight(child) !== null);
    if (sum === null || children.length === 0) continue;
    // Scaled by what the sum may be, and by the others of the group being as far off as they may.
    const over =
      "of" in sum ? (parameters[sum.of] as Parameter) : { low: sum.units, high: sum.units };
    const written = children.map((child) => unitsOfWeight(child) as number);
    const all = written.reduce((total, one) => total + one, 0);
    const members = children.map((child, index) => {
      const share = (written[index] as number) / all;
      const low = (over.low * share * (1 - spread)) / (1 + spread);
      const high = (over.high * share * (1 + spread)) / (1 - spread);
      parameters.push({
        place: { kind: "weight", node: child.id },
        decimals: WEIGHT_DECIMALS,
        low: Math.max(Math.floor(low) - 1, 0),
        high: Math.min(Math.ceil(high) + 1, over.high),
      });
      place.set(child.id, parameters.length - 1);
      return parameters.length - 1;
    });
    groups.push({ members, written, sum });
  }
  return { parameters, groups };
}

function sumOf(parent: PreparedNode, place: ReadonlyMap<string, number>): Group["sum"] | null {
  const declared = parent.level.childWeightsSumTo;
  if (declared === undefined) return null;
  if (declared === "weight") {
    const of = place.get(parent.id);
    if (of !== undefined) return { of };
    const units = unitsOfWeight(parent);
    return units === null ? null : { units };
  }
  const sum = toExact(declared);
  const units = sum === null ? Number.NaN : unitsOf(sum, WEIGHT_DECIMALS);
  return units > 0 && units <= 100 * ONE ? { units } : null;
}

/** Null where the node has no weight, or one finer than is drawn. */
function unitsOfWeight(node: PreparedNode): number | null {
  const weight = nodeWeight(node);
  const units = weight === null ? Number.NaN : unitsOf(weight, WEIGHT_DECIMALS);
  return Number.isNaN(units) ? null : units;
}

/** Names of the parameters, as `placeKey` writes them. */
export function namesOf(parameters: readonly Parameter[]): readonly string[] {
  return parameters.map(({ place }) => placeKey(place));
}
