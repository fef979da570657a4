/** @module Which targets the cases reach: watches formulas as they are computed and counts. */
import type { InputIssue } from "../issue.ts";
import type { Expression } from "../logic/expression.ts";
import type { Observer } from "../logic/interpret.ts";
import type { Value } from "../logic/value.ts";
import { compare, Rational } from "../number/rational.ts";
import { isTie } from "../number/rounding.ts";
import type { PreparedNode } from "../rule-set/prepare.ts";
import type { NodeScore } from "../score/evaluate-tree.ts";
import type { Target, TargetSide } from "./coverage-targets.ts";

/** A side of an expression that a computation went through. */
export interface Hit {
  readonly expression: Expression;
  readonly side: TargetSide;
}

export interface CoveredTarget extends Target {
  /** Cases that reach it, by id, in their order. */
  readonly cases: readonly string[];
}

export interface Coverage {
  readonly targets: readonly CoveredTarget[];
  /** Targets reached and targets in all; ties are told apart, since not every formula can meet one. */
  readonly covered: number;
  readonly total: number;
  readonly tiesCovered: number;
  readonly tiesTotal: number;
}

/** Cases, by id, that reach each side of an expression. */
type SidesReached = Map<TargetSide, string[]>;

/** The same for every expression of a formula. */
export type Reached = ReadonlyMap<Expression, SidesReached>;

/** Tells which sides of which expressions a computation reaches. */
export function hitsObserver(hit: (expression: Expression, side: TargetSide) => void): Observer {
  return {
    enter: (expression) => hit(expression, "taken"),
    leave: (expression, value, operands) => {
      if (value === true) hit(expression, "true");
      else if (value === false) hit(expression, "false");
      for (const side of sidesOf(expression, operands)) hit(expression, side);
    },
  };
}

/** Collects over many cases; {@link CoverageRecorder.coverage} sums up. */
export class CoverageRecorder {
  readonly #targets: readonly Target[];
  readonly #hits = new Map<Expression, SidesReached>();
  readonly #otherHits = new Map<string, string[]>();
  #case = "";

  constructor(targets: readonly Target[]) {
    this.#targets = targets;
  }

  /** From here on, what is seen belongs to this case. */
  startCase(id: string): void {
    this.#case = id;
  }

  /** Watches the formulas of any node. */
  readonly observer: Observer = hitsObserver((expression, side) => this.#hit(expression, side));

  seeScore(node: PreparedNode, { exact }: NodeScore): void {
    if (exact !== null && isTie(exact, node.rounding)) this.#otherHit(`${node.id} tie`);
  }

  seeRefusals(node: PreparedNode, issues: readonly InputIssue[]): void {
    for (const { item, input, code, message } of issues) {
      if (item !== node.id) continue;
      if (code === "part_exceeds_whole" && message === undefined) {
        this.#otherHit(`${node.id} inputs/${input}`);
      }
      for (const [index, { requirement }] of node.requires.entries()) {
        if (message === requirement.message) this.#otherHit(`${node.id} requires/${index}`);
      }
    }
  }

  coverage(): Coverage {
    const targets = this.#targets.map((target) => ({ ...target, cases: this.#casesOf(target) }));
    const ties = targets.filter(({ kind }) => kind === "tie");
    const others = targets.filter(({ kind }) => kind !== "tie");
    const reached = (list: readonly CoveredTarget[]): number =>
      list.filter(({ cases }) => cases.length > 0).length;
    return {
      targets,
      covered: reached(others),
      total: others.length,
      tiesCovered: reached(ties),
      tiesTotal: ties.length,
    };
  }

  #casesOf(target: Target): readonly string[] {
    if (target.expression !== null)
      return this.#hits.get(target.expression)?.get(target.side) ?? [];
    const what = target.kind === "tie" ? "tie" : target.formula;
    return this.#otherHits.get(`${target.node} ${what}`) ?? [];
  }

  /** What is already known of a formula: cases by side of each of its expressions. */
  seeReached(reached: Reached): void {
    for (const [expression, sides] of reached) this.#hits.set(expression, sides);
  }

  #hit(expression: Expression, side: TargetSide): void {
    let sides = this.#hits.get(expression);
    if (sides === undefined) {
      sides = new Map();
      this.#hits.set(expression, sides);
    }
    addCase(sides, side, this.#case);
  }

  #otherHit(key: string): void {
    addCase(this.#otherHits, key, this.#case);
  }
}

/** Sums up what cases reached of one formula, each case's hits without repeats. */
export function reachedBy(cases: readonly string[], hits: readonly (readonly Hit[])[]): Reached {
  const reached = new Map<Expression, SidesReached>();
  for (const [index, id] of cases.entries()) {
    for (const { expression, side } of hits[index] ?? []) {
      let sides = reached.get(expression);
      if (sides === undefined) {
        sides = new Map();
        reached.set(expression, sides);
      }
      addCase(sides, side, id);
    }
  }
  return reached;
}

function addCase<Key>(hits: Map<Key, string[]>, key: Key, id: string): void {
  const cases = hits.get(key);
  if (cases === undefined) hits.set(key, [id]);
  else if (cases.at(-1) !== id) cases.push(id);
}

const WATCHED: ReadonlySet<string> = new Set(["<", "<=", ">", ">=", "min", "max"]);

/** On which side of its constant a comparison, `min` or `max` was computed: the other operand below, at, above. */
function sidesOf(expression: Expression, values: readonly Value[]): readonly TargetSide[] {
  if (expression.kind !== "operation" || !WATCHED.has(expression.operator)) return [];
  if (values.length < 2) return [];
  const constant = expression.operands.findIndex((operand) => operand.kind === "literal");
  const bound = values[constant < 0 ? 1 : constant];
  const sides: TargetSide[] = [];
  for (const [index, value] of values.entries()) {
    if (index === (constant < 0 ? 1 : constant)) continue;
    if (!(value instanceof Rational) || !(bound instanceof Rational)) continue;
    const order = compare(value, bound);
    sides.push(order < 0 ? "below" : order > 0 ? "above" : "at");
  }
  return sides;
}
