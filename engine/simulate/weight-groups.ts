/**
 * @module Weights that go on adding up: those of one parent are shared out in proportion to what the level declares,
 * from the top down, to the last unit.
 */
import type { Parameter } from "../compile/parameters.ts";
import { unitsOf } from "../number/units.ts";
import type { PreparedNode, PreparedRuleSet } from "../rule-set/prepare.ts";
import { toExact } from "../rule-set/prepare.ts";
import { nodeWeight } from "../score/constants.ts";
import { shareOut } from "./share-out.ts";

/** Decimals of weights that are varied. */
export const WEIGHT_DECIMALS = 4;
const ONE = 10 ** WEIGHT_DECIMALS;

/** A weight that a run sets itself, between two ends, in units; the others of its parent share what it leaves. */
export interface PinnedWeight {
  readonly node: string;
  readonly low: number;
  readonly high: number;
}

/** Children whose weights are one sum. */
interface Group {
  /** In the list of parameters. */
  readonly members: readonly number[];
  readonly written: readonly number[];
  readonly pinned: readonly boolean[];
  /** Fixed units, or the parameter whose value is to be reached. */
  readonly sum: { readonly units: number } | { readonly of: number };
}

export class WeightGroups {
  readonly parameters: readonly Parameter[];
  readonly #groups: readonly Group[];
  readonly #places: ReadonlyMap<string, number>;

  /** @param spread how far a weight may be scaled, in [0, 1) */
  constructor(prepared: PreparedRuleSet, spread: number, pins: readonly PinnedWeight[]) {
    const pinOf = new Map(pins.map((pin) => [pin.node, pin]));
    const parameters: Parameter[] = [];
    const groups: Group[] = [];
    const places = new Map<string, number>();
    for (const parent of prepared.nodes.values()) {
      const sum = sumOf(parent, places);
      const children = parent.children.filter((child) => unitsOfWeight(child) !== null);
      if (sum === null || children.length === 0) continue;
      const over =
        "of" in sum ? (parameters[sum.of] as Parameter) : { low: sum.units, high: sum.units };
      const written = children.map((child) => unitsOfWeight(child) as number);
      const ranges = rangesOf(
        over,
        spread,
        written,
        children.map(({ id }) => pinOf.get(id)),
      );
      const members = children.map(({ id: node }, index) => {
        const [low, high] = ranges[index] as readonly [number, number];
        parameters.push({ place: { kind: "weight", node }, decimals: WEIGHT_DECIMALS, low, high });
        places.set(node, parameters.length - 1);
        return parameters.length - 1;
      });
      groups.push({ members, written, pinned: children.map(({ id }) => pinOf.has(id)), sum });
    }
    this.parameters = parameters;
    this.#groups = groups;
    this.#places = places;
  }

  /** Place of a node's weight among the parameters; where it belongs to no sum it has none. */
  placeOf(node: string): number | undefined {
    return this.#places.get(node);
  }

  /** Shares out every weight that is not pinned, scaled by its factor; pinned ones stand in `values` already. */
  share(values: Float64Array, factorOf: (place: number) => number): void {
    for (const { members, written, pinned, sum } of this.#groups) {
      let units = "units" in sum ? sum.units : (values[sum.of] as number);
      const sizes = written.map((weight, index) =>
        pinned[index] ? 0 : weight * factorOf(members[index] as number),
      );
      for (const [index, member] of members.entries()) {
        if (!pinned[index]) continue;
        values[member] = Math.min(values[member] as number, units);
        units -= values[member] as number;
      }
      for (const [index, share] of shareOut(units, sizes).entries())
        if (!pinned[index]) values[members[index] as number] = share;
    }
  }
}

/** Units that a weight can reach: its share of what its parent may be, the others being as far off as they may. */
function rangesOf(
  over: { readonly low: number; readonly high: number },
  spread: number,
  written: readonly number[],
  pins: readonly (PinnedWeight | undefined)[],
): readonly (readonly [number, number])[] {
  const taken = { low: 0, high: 0 };
  let shared = 0;
  for (const [index, pin] of pins.entries()) {
    taken.low += pin?.low ?? 0;
    taken.high += pin?.high ?? 0;
    if (pin === undefined) shared += written[index] as number;
  }
  return pins.map((pin, index) => {
    if (pin !== undefined) return [Math.min(pin.low, over.low), pin.high];
    const share = (written[index] as number) / shared;
    const low = (Math.max(over.low - taken.high, 0) * share * (1 - spread)) / (1 + spread);
    const high = ((over.high - taken.low) * share * (1 + spread)) / (1 - spread);
    return [Math.max(Math.floor(low) - 1, 0), Math.min(Math.ceil(high) + 1, over.high)];
  });
}

function sumOf(parent: PreparedNode, places: ReadonlyMap<string, number>): Group["sum"] | null {
  const declared = parent.level.childWeightsSumTo;
  if (declared === undefined) return null;
  if (declared === "weight") {
    const of = places.get(parent.id);
    if (of !== undefined) return { of };
    const units = unitsOfWeight(parent);
    return units === null ? null : { units };
  }
  const sum = toExact(declared);
  const units = sum === null ? Number.NaN : unitsOf(sum, WEIGHT_DECIMALS);
  return units > 0 && units <= 100 * ONE ? { units } : null;
}

/** Null where the node has no weight, or one finer than is varied. */
function unitsOfWeight(node: PreparedNode): number | null {
  const weight = nodeWeight(node);
  const units = weight === null ? Number.NaN : unitsOf(weight, WEIGHT_DECIMALS);
  return Number.isNaN(units) ? null : units;
}
