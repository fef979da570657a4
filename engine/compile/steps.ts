/** @module What is run of each node: its formulas as closures, and what they wait for. */
import type { PreparedNode } from "../rule-set/prepare.ts";
import { neededInputs } from "../score/evaluate-tree.ts";
import { figureKey } from "../score/same-figures.ts";
import { closureOf, type Run } from "./closures.ts";
import { type PlacedInput, USUAL } from "./layout.ts";
import { lazily, lazyFunction } from "./lazily.ts";
import type { CompiledNumber, NodeProgram, Program } from "./program.ts";
import { rangeOfUnits } from "./rounded.ts";

export interface Step {
  readonly program: NodeProgram;
  readonly children: readonly number[];
  readonly places: number;
  readonly run: Run | null;
  readonly outputs: readonly OutputStep[];
  /** Where some children are not known. */
  readonly partial: () => PartialStep | null;
  /** Where the compiled score is proven to lie, in units. */
  readonly range: readonly [number, number];
  /** Inputs without which the node waits. */
  readonly needed: () => readonly PlacedInput[];
  /** Inputs that its formulas may see. */
  readonly seen: () => readonly PlacedInput[];
}

export interface PartialStep {
  readonly run: Run;
  readonly outputs: readonly OutputStep[];
}

export interface OutputStep {
  readonly place: number;
  readonly run: Run | null;
}

/** @param firstOutput place of its first output among those of all nodes */
export function stepOf(
  program: Program,
  one: NodeProgram,
  firstOutput: number,
  fused: boolean,
): Step {
  const { node } = one;
  const closure = (number: CompiledNumber): Run =>
    fused ? lazyFunction(() => closureOf(number)) : closureOf(number);
  const placed = (key: string): PlacedInput => program.layout.inputs.get(key) as PlacedInput;
  const outputs = (
    list: NodeProgram["outputs"],
    runOf: (number: CompiledNumber) => Run,
  ): readonly OutputStep[] =>
    list.map((output, index) => ({ place: firstOutput + index, run: output && runOf(output) }));
  const partial = (number: CompiledNumber): Run => closureOf(number, true);
  return {
    program: one,
    children: node.children.map(
      (child: PreparedNode) => program.layout.nodes.get(child.id) as number,
    ),
    places: node.rounding.places,
    run: one.score && closure(one.score),
    outputs: outputs(one.outputs, closure),
    partial: lazily(() => {
      const known = one.partial();
      return known && { run: partial(known.score), outputs: outputs(known.outputs, partial) };
    }),
    range: one.score === null ? [-USUAL, USUAL] : rangeOfUnits(one.score.rounded),
    needed: lazily(() => neededInputs(node).map(placed)),
    seen: lazily(() =>
      [...node.inputs.values()].map(({ owner, id }) => placed(figureKey(owner, id))),
    ),
  };
}
