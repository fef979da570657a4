/**
 * @module Scores of a tree from normalised figures, from the leaves up. Exact until each node's declared
 * rounding; while figures are missing, groups are formed of what is known.
 */
import type { Facts } from "../issue.ts";
import type { Expression } from "../logic/expression.ts";
import { namesIn } from "../logic/expression.ts";
import { createContext, type Evaluation, interpret, type Observer } from "../logic/interpret.ts";
import type { Value, ValueRecord } from "../logic/value.ts";
import { Rational } from "../number/rational.ts";
import { round } from "../number/rounding.ts";
import type { PreparedNode } from "../rule-set/prepare.ts";
import { nodeConstants, nodeWeight } from "./constants.ts";
import type { NodeTrace, TraceNode } from "./result.ts";
import { figureKey } from "./same-figures.ts";
import { TraceBuilder } from "./trace.ts";

/** What is known of one node. */
export interface NodeScore {
  /**
   * `settled`: every figure below is there; `partial`: some of a group's are; `pending`: the node waits for
   * figures of its own, or nothing below it is known.
   */
  readonly state: "settled" | "partial" | "pending";
  /** Rounded score (of what is known); `null` when pending, or when the formula says "no score". */
  readonly score: Rational | null;
  /** The formula's value before rounding. */
  readonly exact: Rational | null;
  /** Values of the parts, not rounded, by name. */
  readonly parts: ReadonlyMap<string, Value>;
  readonly outputs: ReadonlyMap<string, Value>;
  readonly trace: NodeTrace | null;
  readonly failure: EvaluationFailure | null;
  /** A formula below has no value. */
  readonly blocked: boolean;
}

/** A formula that has no value on these figures, such as a division by zero that no guard caught. */
export interface EvaluationFailure {
  readonly node: string;
  /** `score`, `parts/b1`, `outputs/x`. */
  readonly formula: string;
  readonly code: string;
  readonly at: string;
  readonly facts: Facts;
}

export interface EvaluateOptions {
  readonly explain?: boolean;
  /** Asked now and then during long evaluations; true stops them. */
  readonly shouldStop?: () => boolean;
  /** Watches every formula; for coverage. */
  readonly observerOf?: (node: PreparedNode) => Observer;
  /** Stands around every formula: answers in place of `compute`, or calls it. Not for explained runs. */
  readonly around?: AroundFormula;
  /** A node's score that is already known from an earlier evaluation and still holds. */
  readonly reuse?: (node: PreparedNode) => NodeScore | undefined;
  /** Numbers of the rules that are other than written, where some are varied. */
  readonly varied?: Variation;
}

export type AroundFormula = (
  node: PreparedNode,
  expression: Expression,
  scope: ValueRecord,
  compute: () => Evaluation,
) => Evaluation;

/** What the rules say while weights, constants or thresholds are varied. */
export interface Variation {
  weight(node: PreparedNode): Rational | null;
  constants(node: PreparedNode): ValueRecord;
  formula(node: PreparedNode, formula: string, expression: Expression): Expression;
}

const AS_WRITTEN: Variation = {
  weight: nodeWeight,
  constants: nodeConstants,
  formula: (_, __, expression) => expression,
};

/** Scores of `root` and everything below it, children before parents. */
export function evaluateTree(
  root: PreparedNode,
  values: ReadonlyMap<string, Value>,
  options: EvaluateOptions = {},
): ReadonlyMap<string, NodeScore> {
  const scores = new Map<string, NodeScore>();
  const visit = (node: PreparedNode): NodeScore => {
    const known = options.reuse?.(node);
    if (known !== undefined) {
      scores.set(node.id, known);
      return known;
    }
    const children = node.children.map((child) => ({ child, score: visit(child) }));
    const score = evaluateNode(node, values, children, options);
    scores.set(node.id, score);
    return score;
  };
  visit(root);
  return scores;
}

/** Inputs whose absence keeps `node` waiting: its own that score, and inherited ones that its formulas read. */
export function awaitedInputs(
  node: PreparedNode,
  values: ReadonlyMap<string, Value>,
): readonly string[] {
  return neededInputs(node).filter((key) => !values.has(key));
}

const needed = new WeakMap<PreparedNode, readonly string[]>();

/** Keys of the inputs without which the node waits. */
export function neededInputs(node: PreparedNode): readonly string[] {
  const known = needed.get(node);
  if (known !== undefined) return known;
  const keys = new Set<string>();
  for (const [id, input] of Object.entries(node.node.inputs ?? {})) {
    if (!input.informational) keys.add(figureKey(node.id, id));
  }
  const formulas = [node.score, ...node.parts.map(({ expression }) => expression)];
  for (const name of formulas.flatMap(namesIn)) {
    const input = node.inputs.get(name.split(".")[0] ?? name);
    if (input !== undefined) keys.add(figureKey(input.owner, input.id));
  }
  const list = [...keys];
  needed.set(node, list);
  return list;
}

const NOTHING: ReadonlyMap<string, Value> = new Map();

const PENDING: NodeScore = {
  state: "pending",
  score: null,
  exact: null,
  parts: NOTHING,
  outputs: NOTHING,
  trace: null,
  failure: null,
  blocked: false,
};

const BLOCKED: NodeScore = { ...PENDING, blocked: true };

export interface ScoredChild {
  readonly child: PreparedNode;
  readonly score: NodeScore;
}

/** One node, its children already scored. */
export function evaluateNode(
  node: PreparedNode,
  values: ReadonlyMap<string, Value>,
  children: readonly ScoredChild[],
  options: EvaluateOptions,
): NodeScore {
  if (awaitedInputs(node, values).length > 0) return PENDING;
  // Above a formula without a value there is nothing to compute; that formula's failure is told.
  if (children.some(({ score }) => score.failure !== null || score.blocked)) return BLOCKED;
  const known = children.filter(({ score }) => score.state !== "pending");
  const isRoot = node.parent === null;
  if (children.length > 0 && known.length === 0 && !isRoot) return PENDING;
  const settled = children.every(({ score }) => score.state === "settled");
  const state = settled ? "settled" : "partial";

  const varied = options.varied ?? AS_WRITTEN;
  const scope = scopeOf(node, values, known, varied);
  const parts = new Map<string, Value>();
  const outputs = new Map<string, Value>();
  const partTraces: { [part: string]: TraceNode } = {};
  const outputTraces: { [output: string]: TraceNode } = {};
  let failure: EvaluationFailure | null = null;

  const compute = (expression: Expression, formula: string): [Value, TraceNode] => {
    const tracer = options.explain ? new TraceBuilder(node) : undefined;
    const observer = tracer ?? options.observerOf?.(node);
    const written = varied.formula(node, formula, expression);
    const run = (): Evaluation =>
      interpret(written, scope, createContext({ observer, shouldStop: options.shouldStop }));
    const answer = options.around ? options.around(node, written, scope, run) : run();
    if (answer.ok) return [answer.value, tracer?.root ?? NO_TRACE];
    const { code, at, facts } = answer.problem;
    failure ??= { node: node.id, formula, code, at, facts };
    return [null, NO_TRACE];
  };

  for (const { id, expression } of node.parts) {
    const [value, trace] = compute(expression, `parts/${id}`);
    parts.set(id, value);
    scope[id] = value;
    partTraces[id] = trace;
  }
  const [value, scoreTrace] = compute(node.score, "score");
  if (value !== null && !(value instanceof Rational)) {
    failure ??= { node: node.id, formula: "score", code: "not_a_number", at: "", facts: {} };
  }
  const exact = value instanceof Rational && failure === null ? value : null;
  const score = exact === null ? null : round(exact, node.rounding);
  scope.score = score;
  for (const { id, output, expression } of node.outputs) {
    const [answer, trace] = compute(expression, `outputs/${id}`);
    const rounding = output.rounding;
    outputs.set(id, answer instanceof Rational && rounding ? round(answer, rounding) : answer);
    outputTraces[id] = trace;
  }
  // Of a group that lacks figures, a formula may have no value yet (a mean of nothing): that is no fault.
  if (failure !== null && state === "partial") return PENDING;
  const trace = options.explain
    ? { parts: partTraces, score: scoreTrace, rounded: null, outputs: outputTraces }
    : null;
  return { state, score, exact, parts, outputs, trace, failure, blocked: false };
}

const NO_TRACE: TraceNode = { at: "", operator: "literal", value: null };

function scopeOf(
  node: PreparedNode,
  values: ReadonlyMap<string, Value>,
  known: readonly ScoredChild[],
  varied: Variation,
): { [name: string]: Value } {
  const scope: { [name: string]: Value } = Object.create(null);
  Object.assign(scope, varied.constants(node));
  for (const [name, { owner, id }] of node.inputs) {
    const value = values.get(figureKey(owner, id));
    if (value !== undefined) scope[name] = value;
  }
  scope.weight = varied.weight(node);
  scope.children = known.map(
    ({ child, score }): ValueRecord => childRecord(child, varied.weight(child), score.score),
  );
  return scope;
}

/** What a group's formula sees of a child. */
function childRecord(
  child: PreparedNode,
  weight: Rational | null,
  score: Rational | null,
): ValueRecord {
  return Object.assign(Object.create(null) as { [name: string]: Value }, {
    id: child.id,
    weight,
    score,
  });
}
