/**
 * @module The range still possible for every node that waits, as `analysis/possible-scores.ts` has it: what does not
 * depend on this city is computed once, and groups whose score only rises with their children's are run, compiled,
 * on the lowest and on the highest of those.
 */

import { asPossible, intervalOf, type Possible } from "../analysis/possible.ts";
import { type PossibleChild, possibleScore, rangeText } from "../analysis/possible-scores.ts";
import type { Value } from "../logic/value.ts";
import { fromUnits, unitsOf } from "../number/units.ts";
import type { ScoreRange } from "../score/result.ts";
import type { ExactNumber } from "./ir.ts";
import type { PlacedInput } from "./layout.ts";
import type { Machine } from "./machine.ts";
import type { Rounded } from "./rounded.ts";
import type { Runner } from "./run.ts";
import type { Step } from "./steps.ts";
import { unitsWriter } from "./units-text.ts";

export class PossibleRanges {
  readonly #runner: Runner;
  readonly #order: readonly Step[];
  /** Ends in units of the last place; NaN where there is none. */
  readonly #lowest: Machine;
  readonly #highest: Machine;
  readonly #rising: readonly boolean[];
  /** Of nodes none of whose figures is there. */
  readonly #ofNothing: (Possible | null)[];
  readonly #possible: (Possible | null)[];
  readonly #writers: readonly ((units: number) => string)[];

  constructor(runner: Runner) {
    this.#runner = runner;
    const { steps, machine } = runner;
    this.#order = [...steps].reverse();
    this.#lowest = { ...machine, scores: new Float64Array(steps.length) };
    this.#highest = { ...machine, scores: new Float64Array(steps.length) };
    this.#rising = steps.map(
      ({ program: { score } }) => score !== null && onlyRises(score.rounded),
    );
    this.#ofNothing = steps.map(() => null);
    this.#possible = steps.map(() => null);
    this.#writers = steps.map(({ places }) => unitsWriter(places));
  }

  /** Ranges of the nodes that are not settled, in the order of the tree. */
  of(
    figureOf: (placed: PlacedInput) => Value | undefined,
    isMissing: (placed: PlacedInput) => boolean,
  ): { readonly [node: string]: ScoreRange } {
    const ranges = new Map<Step, ScoreRange>();
    for (const step of this.#order) {
      if (this.#runner.states[step.program.index] === "settled") this.#settled(step);
      else ranges.set(step, this.#waiting(step, figureOf, isMissing));
    }
    return Object.fromEntries(
      this.#runner.steps.flatMap((step) => {
        const range = ranges.get(step);
        return range === undefined ? [] : [[step.program.node.id, range]];
      }),
    );
  }

  #settled({ program: { index } }: Step): void {
    const units = this.#runner.scores[index] as number;
    this.#lowest.scores[index] = units;
    this.#highest.scores[index] = units;
    this.#possible[index] = null;
  }

  #waiting(
    step: Step,
    figureOf: (placed: PlacedInput) => Value | undefined,
    isMissing: (placed: PlacedInput) => boolean,
  ): ScoreRange {
    const { index, node } = step.program;
    const [lows, highs] = [this.#lowest.scores, this.#highest.scores];
    this.#possible[index] = null;
    if (this.#rising[index] && step.run !== null && this.#haveBothEnds(step)) {
      const low = step.run(this.#lowest);
      const high = step.run(this.#highest);
      if (!Number.isNaN(low) && !Number.isNaN(high)) {
        lows[index] = low;
        highs[index] = high;
        const write = this.#writers[index] as (units: number) => string;
        return [write(low), write(high)];
      }
    }
    const possible = this.#byReference(step, figureOf, isMissing);
    this.#possible[index] = possible;
    const { low, high } = intervalOf(possible);
    const ends = possible.kind === "number" && node.rounding.mode !== "none";
    lows[index] = ends ? unitsOf(low, step.places) : Number.NaN;
    highs[index] = ends ? unitsOf(high, step.places) : Number.NaN;
    return rangeText(possible, node.rounding);
  }

  #byReference(
    step: Step,
    figureOf: (placed: PlacedInput) => Value | undefined,
    isMissing: (placed: PlacedInput) => boolean,
  ): Possible {
    const { index, node } = step.program;
    const ofNothing = step.children.length === 0 && step.seen().every(isMissing);
    const known = ofNothing ? this.#ofNothing[index] : null;
    if (known !== null && known !== undefined) return known;
    const values = new Map<string, Value>();
    for (const placed of step.seen()) {
      const value = figureOf(placed);
      if (value !== undefined) values.set(placed.key, value);
    }
    const children = step.children.map((child): PossibleChild => this.#child(child));
    const possible = possibleScore(node, values, children);
    if (ofNothing) this.#ofNothing[index] = possible;
    return possible;
  }

  #haveBothEnds({ children }: Step): boolean {
    return children.every(
      (child) =>
        !Number.isNaN(this.#lowest.scores[child]) && !Number.isNaN(this.#highest.scores[child]),
    );
  }

  #child(index: number): PossibleChild {
    const { program, places } = this.#runner.steps[index] as Step;
    if (this.#runner.states[index] === "settled")
      return { child: program.node, score: asPossible(this.#runner.nodeScore(index).score) };
    const told = this.#possible[index];
    if (told !== null && told !== undefined) return { child: program.node, score: told };
    const low = fromUnits(this.#lowest.scores[index] as number, places);
    const high = fromUnits(this.#highest.scores[index] as number, places);
    return { child: program.node, score: { kind: "number", interval: { low, high } } };
  }
}

/**
 * True when the form is made of scores, each read once, by sums, positive factors, and caps and floors that are
 * constants: then interval arithmetic is exact, and its ends are the form's values at the ends of the scores.
 */
function onlyRises(rounded: Rounded): boolean {
  const seen = new Set<number>();
  const rises = (number: ExactNumber): boolean => {
    switch (number.op) {
      case "constant":
        return true;
      case "slot": {
        if (number.memory !== "scores" || seen.has(number.slot)) return false;
        seen.add(number.slot);
        return true;
      }
      case "times":
        return number.factor > 0 && rises(number.of);
      case "sum":
        return number.of.every(rises);
      case "least":
      case "greatest":
        return number.of.every(rises);
      default:
        return false;
    }
  };
  switch (rounded.op) {
    case "whole":
      return rises(rounded.of);
    case "fraction":
      return rounded.denominator.op === "constant" && rises(rounded.numerator);
    default:
      return false;
  }
}
