/** @module Runs compiled formulas on typed cities: fused over whole ones, node by node over all others. */
import type { Operation } from "../logic/expression.ts";
import type { Value } from "../logic/value.ts";
import { fromUnits, unitsOf } from "../number/units.ts";
import type { NodeScore, ScoredChild } from "../score/evaluate-tree.ts";
import { type Test, test } from "./closures.ts";
import { ExactWay } from "./exact-way.ts";
import { type Fused, fuse, type Target } from "./fuse.ts";
import type { Condition } from "./ir.ts";
import type { PlacedInput } from "./layout.ts";
import type { Machine, TypedCity } from "./machine.ts";
import type { VariedRules } from "./parameters.ts";
import type { Program } from "./program.ts";
import { type OutputStep, type PartialStep, type Step, stepOf } from "./steps.ts";

/** A formula has no value on this city: the reference tells which, and why. */
export class NoValue extends Error {
  override readonly name = "NoValue";
}

/** Of one node while a city is provisional. */
export type State = NodeScore["state"];

/** What is not in slots: figures that they cannot hold, and inputs that have none. */
export interface Beyond {
  readonly values: ReadonlyMap<PlacedInput, Value>;
  readonly missing: ReadonlySet<PlacedInput>;
  readonly shouldStop?: (() => boolean) | undefined;
}

export class Runner {
  readonly machine: Machine;
  /** In units of the last place, by node; NaN where a score is null. */
  readonly scores: Float64Array;
  /** In units of the last place, output after output in the order of the tree; of those that are compiled. */
  readonly outputs: Float64Array;
  /** Nodes that were computed the exact way in this run. */
  readonly exact: (NodeScore | null)[];
  readonly states: State[];
  readonly steps: readonly Step[];
  readonly #order: readonly Step[];
  readonly #way: ExactWay;
  readonly #rules: VariedRules;
  readonly #fusedScores: Fused | null;
  readonly #fusedOutputs: Fused | null;
  /** Their scores are compiled, but some of their outputs are not. */
  readonly #interpretedOutputs: readonly Step[];
  /** Made when they are first asked for. */
  readonly #tests = new Map<Condition, Test>();
  #shouldStop: (() => boolean) | undefined;
  #anyExact = false;
  #beyond: Beyond | null = null;

  constructor(
    program: Program,
    machine: Machine,
    rules: VariedRules,
    backEnd: "closures" | "fused",
  ) {
    this.machine = machine;
    this.#rules = rules;
    this.#way = new ExactWay(program.layout, rules);
    this.scores = machine.scores;
    this.exact = program.nodes.map(() => null);
    this.states = program.nodes.map((): State => "settled");
    const fused = backEnd === "fused";
    let outputs = 0;
    this.steps = program.nodes.map((one): Step => {
      const first = outputs;
      outputs += one.outputs.length;
      return stepOf(program, one, first, fused);
    });
    this.outputs = new Float64Array(outputs);
    this.#order = [...this.steps].reverse();
    this.#interpretedOutputs = this.steps.filter(({ program: { score, outputs: list } }) =>
      list.some((output) => output === null && score !== null),
    );
    const targets = this.#order.map(
      ({ program: { index, score } }): Target => ({ place: index, number: score }),
    );
    const ofOutputs = this.#order.flatMap((step) =>
      step.outputs.flatMap(({ place }, index) => {
        const number = step.program.outputs[index];
        return number ? [{ step, place, number }] : [];
      }),
    );
    this.#fusedScores = fused ? fuse(targets, true) : null;
    this.#fusedOutputs = fused && ofOutputs.length > 0 ? fuse(ofOutputs, false) : null;
    this.#exactScore = (target) => this.#exactly(this.#order[target] as Step);
    this.#stepOfOutput = ofOutputs.map(({ step }) => this.#order.indexOf(step));
  }

  readonly #exactScore: (target: number) => number;

  /** Of each fused output, in the order of computing. */
  readonly #stepOfOutput: readonly number[];

  /**
   * The scores of a whole city whose figures all lie in slots.
   *
   * @throws NoValue
   */
  whole(
    city: TypedCity,
    parameters: Float64Array,
    shouldStop: (() => boolean) | undefined = undefined,
  ): Float64Array {
    this.#start(city, parameters, null);
    this.#shouldStop = shouldStop;
    const { scores, machine } = this;
    // Behind a doubt, node by node.
    let index = this.#fusedScores?.(city, parameters, scores, scores, this.#exactScore) ?? 0;
    for (; index < this.#order.length; index++) {
      const step = this.#order[index] as Step;
      machine.doubt = false;
      const units = step.run === null ? Number.NaN : step.run(machine);
      scores[step.program.index] =
        machine.doubt || Number.isNaN(units) ? this.#exactly(step) : units;
    }
    return scores;
  }

  /** The outputs of the city that was run last: compiled ones in {@link outputs}, others with their exact nodes. */
  wholeOutputs(): void {
    const { machine } = this;
    for (const step of this.#interpretedOutputs) this.#exactly(step);
    const { city, parameters } = machine;
    const done = this.#fusedOutputs?.(city, parameters, this.scores, this.outputs, NOT_CALLED) ?? 0;
    // Behind a doubt, node by node.
    for (
      let index = this.#stepOfOutput[done] ?? this.#order.length;
      index < this.#order.length;
      index++
    ) {
      const step = this.#order[index] as Step;
      if (this.exact[step.program.index] === null) this.#runOutputs(step, step.outputs);
    }
  }

  /**
   * The scores of a city that lacks figures, or has some that slots cannot hold.
   *
   * @throws NoValue
   */
  stepwise(city: TypedCity, parameters: Float64Array, beyond: Beyond): void {
    this.#start(city, parameters, beyond);
    this.#shouldStop = beyond.shouldStop;
    for (let index = 0; index < this.#order.length; index++)
      this.#step(this.#order[index] as Step, beyond);
  }

  #step(step: Step, beyond: Beyond): void {
    const { index } = step.program;
    const { machine, states, scores } = this;
    const state = this.#stateOf(step, beyond);
    states[index] = state;
    machine.known[index] = state === "pending" ? 0 : 1;
    if (state === "pending") {
      scores[index] = Number.NaN;
      return;
    }
    const how = state === "settled" ? step : step.partial();
    const run = how === null ? null : how.run;
    const held =
      beyond.values.size === 0 ||
      (!step.seen().some((one) => beyond.values.has(one)) && this.#childrenInRange(step));
    machine.doubt = false;
    const units = run === null || !held ? Number.NaN : run(machine);
    if (machine.doubt || Number.isNaN(units)) {
      scores[index] = this.#exactly(step);
      return;
    }
    scores[index] = units;
    this.#runOutputs(step, (how as PartialStep).outputs);
  }

  /** Figures that slots cannot hold may lead a score out of the range that its parents' forms rely on. */
  #childrenInRange({ children }: Step): boolean {
    for (const child of children) {
      if (this.exact[child] === null || this.states[child] === "pending") continue;
      const { range } = this.steps[child] as Step;
      const units = this.scores[child] as number;
      if (!(units >= range[0] && units <= range[1])) return false;
    }
    return true;
  }

  #runOutputs(step: Step, outputs: readonly OutputStep[]): void {
    const { machine } = this;
    for (const { place, run } of outputs) {
      machine.doubt = false;
      const units = run === null ? Number.NaN : run(machine);
      if (machine.doubt || Number.isNaN(units)) {
        this.#exactly(step);
        return;
      }
      this.outputs[place] = units;
    }
  }

  #stateOf({ needed, children, program }: Step, { missing }: Beyond): State {
    if (missing.size > 0 && needed().some((one) => missing.has(one))) return "pending";
    if (children.length === 0) return "settled";
    let known = 0;
    let settled = 0;
    for (const child of children) {
      if (this.states[child] !== "pending") known++;
      if (this.states[child] === "settled") settled++;
    }
    if (known === 0 && program.node.parent !== null) return "pending";
    return settled === children.length ? "settled" : "partial";
  }

  #start(city: TypedCity, parameters: Float64Array, beyond: Beyond | null): void {
    this.machine.city = city;
    this.machine.parameters = parameters;
    // After a run node by node, all states are the usual ones again.
    if (this.#beyond !== null) this.states.fill("settled");
    this.#beyond = beyond;
    if (!this.#anyExact) return;
    this.exact.fill(null);
    this.#anyExact = false;
  }

  /** Runs the node by the interpreter, and answers its units. */
  #exactly(step: Step): number {
    const { node, index } = step.program;
    const beyond = this.#beyond;
    this.#rules.values = this.machine.parameters;
    const values = this.#way.figuresOf(node, this.machine.city, (placed) =>
      beyond === null
        ? undefined
        : beyond.missing.has(placed)
          ? "missing"
          : beyond.values.get(placed),
    );
    const children = step.children.map((child): ScoredChild => this.#scoredChild(child));
    const score = this.#way.evaluate(node, values, children, this.#shouldStop);
    if (score.failure !== null || score.blocked) throw new NoValue();
    this.exact[index] = score;
    this.#anyExact = true;
    this.states[index] = score.state;
    this.machine.known[index] = score.state === "pending" ? 0 : 1;
    return unitsOf(score.score, step.places);
  }

  #scoredChild(index: number): ScoredChild {
    const { node } = (this.steps[index] as Step).program;
    return { child: node, score: this.nodeScore(index) };
  }

  /** An operation of the node that means a truth value, to be asked of the city that was run last; `null`: it has no compiled form. */
  testOf(node: number, operation: Operation): Test | null {
    const condition = (this.steps[node] as Step).program.asked.get(operation) ?? null;
    if (condition === null) return null;
    const made = this.#tests.get(condition) ?? test(condition);
    this.#tests.set(condition, made);
    return made;
  }

  /** What is known of a node after a run. */
  nodeScore(index: number): NodeScore {
    const { places } = this.steps[index] as Step;
    const known = this.exact[index];
    if (known !== null && known !== undefined) return known;
    const state = this.#beyond === null ? "settled" : (this.states[index] as State);
    const score = state === "pending" ? null : fromUnits(this.scores[index] as number, places);
    return { ...BARE, state, score };
  }
}

/** Outputs that are the interpreter's are not among the fused ones. */
const NOT_CALLED = (): number => Number.NaN;

const BARE: Omit<NodeScore, "state" | "score"> = {
  exact: null,
  parts: new Map(),
  outputs: new Map(),
  trace: null,
  failure: null,
  blocked: false,
};
