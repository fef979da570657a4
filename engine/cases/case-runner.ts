/**
 * @module Runs one case, and runs it again after an edit: figures whose declarations stayed, and formulas that
 * stayed and see the same values, keep their answers. Correct without any memory; with it, fast enough to
 * follow the keyboard.
 */
import type { InputIssue } from "../issue.ts";
import type { JsonObject } from "../json/json-value.ts";
import { type Expression, namesIn, nodesOf, variableName } from "../logic/expression.ts";
import type { Evaluation } from "../logic/interpret.ts";
import type { Value, ValueRecord } from "../logic/value.ts";
import { equals, Rational } from "../number/rational.ts";
import type { PreparedNode, PreparedRuleSet } from "../rule-set/prepare.ts";
import { hasSameRules } from "../rule-set/same-rules.ts";
import { evaluateTree, type NodeScore } from "../score/evaluate-tree.ts";
import { failureIssues, resultOf } from "../score/score.ts";
import { type Figures, validateInputs } from "../score/validate-inputs.ts";
import type { Case } from "./case.ts";
import { type Difference, differencesOf } from "./case-differences.ts";
import { type Hit, hitsObserver } from "./coverage.ts";
import type { TargetSide } from "./coverage-targets.ts";
import { isNearThreshold } from "./second-opinion.ts";

export interface CaseResult {
  readonly case: Case;
  readonly passed: boolean;
  readonly differences: readonly Difference[];
}

/** One run of a case, and what it went through. */
export interface CaseRun {
  readonly result: CaseResult;
  /** Nodes whose figures and formulas the case looks at. */
  readonly nodes: ReadonlySet<PreparedNode>;
  readonly figures: Figures;
  /** Empty where figures were refused. */
  readonly scores: ReadonlyMap<string, NodeScore>;
  /** Every refusal, of figures and of formulas without a value. */
  readonly issues: readonly InputIssue[];
  /** By node, what each of its formulas reached. */
  readonly hits: ReadonlyMap<string, readonly FormulaHits[]>;
  /** Nodes with a comparison that a double could decide otherwise. */
  readonly near: ReadonlySet<string>;
}

export interface FormulaHits {
  readonly formula: Expression;
  readonly hits: readonly Hit[];
}

interface CaseMemory {
  inputs: JsonObject;
  /** What the figures were read by; compared by object. */
  declarations: readonly unknown[];
  figures: Figures;
  formulas: Map<Expression, FormulaMemory>;
  target: PreparedNode;
  run: CaseRun | null;
}

interface FormulaMemory extends FormulaHits {
  /** Values of the names that the formula reads, in their order. */
  readonly values: readonly (Value | undefined)[];
  readonly answer: Evaluation;
  readonly near: boolean;
}

export class CaseRunner {
  readonly #memory = new Map<string, CaseMemory>();

  run(prepared: PreparedRuleSet, one: Case): CaseRun {
    const target = one.node === undefined ? prepared.root : prepared.nodes.get(one.node);
    if (target === undefined) return unknownNode(one);
    const view = viewOf(target);
    const before = this.#memory.get(one.id);
    if (before?.run?.result.case === one && hasSameRules(before.target, target)) return before.run;
    const memory = this.#recall(prepared, one, target, view);

    const { figures } = memory;
    const hits = new Map<string, FormulaHits[]>();
    const near = new Set<string>();
    const scores =
      figures.issues.length > 0 ? new Map() : evaluateWith(target, figures, memory, hits, near);
    const issues = [...figures.issues, ...failureIssues(scores)];
    const resultAnew = (): CaseResult => {
      const differences = differencesOf(one, target, {
        issues,
        warnings: figures.warnings,
        own: scores.get(target.id),
        result: () => resultOf(prepared, figures, scores),
      });
      return { case: one, passed: differences.length === 0, differences };
    };
    const came = { figures, scores, issues };
    const result = sameResult(memory, one, target, came) ?? resultAnew();
    const run = { result, nodes: view.nodes, hits, near, ...came };
    memory.run = run;
    memory.target = target;
    return run;
  }

  /** How a case went when it was last run. */
  last(id: string): CaseRun | null {
    return this.#memory.get(id)?.run ?? null;
  }

  /** Forgets the cases that are gone. */
  keep(ids: ReadonlySet<string>): void {
    for (const id of this.#memory.keys()) if (!ids.has(id)) this.#memory.delete(id);
  }

  /** What is remembered of a case, its figures read anew where their declarations or they themselves changed. */
  #recall(
    prepared: PreparedRuleSet,
    one: Case,
    target: PreparedNode,
    { nodes, declarations }: View,
  ): CaseMemory {
    const known = this.#memory.get(one.id);
    if (
      known !== undefined &&
      known.inputs === one.inputs &&
      known.declarations.length === declarations.length &&
      known.declarations.every((declaration, index) => declaration === declarations[index])
    ) {
      return known;
    }
    const inputs = one.node === undefined ? one.inputs : { [one.node]: one.inputs };
    const scope = one.node === undefined ? undefined : (node: PreparedNode) => nodes.has(node);
    const figures = validateInputs(prepared, inputs, scope);
    const formulas = known?.formulas ?? new Map();
    const memory: CaseMemory = {
      inputs: one.inputs,
      declarations,
      figures,
      formulas,
      target,
      run: null,
    };
    this.#memory.set(one.id, memory);
    return memory;
  }
}

function evaluateWith(
  target: PreparedNode,
  figures: Figures,
  memory: CaseMemory,
  hits: Map<string, FormulaHits[]>,
  near: Set<string>,
): ReadonlyMap<string, NodeScore> {
  const known = memory.formulas;
  const used = new Map<Expression, FormulaMemory>();
  let seen: Hit[] = [];
  let isNear = false;
  const watch = hitsObserver((expression, side) => seen.push({ expression, side }));
  const observer: typeof watch = {
    ...watch,
    leave: (expression, value, operands) => {
      watch.leave?.(expression, value, operands);
      if (isNearThreshold(expression, operands)) isNear = true;
    },
  };
  const scores = evaluateTree(target, figures.values, {
    observerOf: () => observer,
    around: (node, expression, scope, compute) => {
      const values = valuesRead(expression, scope);
      let formula = known.get(expression);
      if (formula === undefined || values === null || !sameValues(formula.values, values)) {
        [seen, isNear] = [[], false];
        const answer = compute();
        const reached = withoutRepeats(seen);
        formula = {
          formula: expression,
          values: values ?? [],
          answer,
          hits: reached,
          near: isNear,
        };
      }
      used.set(expression, formula);
      const ofNode = hits.get(node.id);
      if (ofNode === undefined) hits.set(node.id, [formula]);
      else ofNode.push(formula);
      if (formula.near) near.add(node.id);
      return formula.answer;
    },
  });
  memory.formulas = used;
  return scores;
}

/**
 * The result of the run before, where it was of this case and its node came out the same: after an edit of one formula
 * most cases do, and whoever keeps something by the result finds it again. Whole cities say more than their own score.
 */
function sameResult(
  { run, target: before }: CaseMemory,
  one: Case,
  target: PreparedNode,
  { figures, scores, issues }: Pick<CaseRun, "figures" | "scores" | "issues">,
): CaseResult | null {
  if (run === null || one.node === undefined || run.result.case !== one) return null;
  if (run.figures !== figures || run.issues.length + issues.length > 0) return null;
  const { mode, places } = target.rounding;
  if (before.rounding.mode !== mode || before.rounding.places !== places) return null;
  const [old, now] = [run.scores.get(target.id), scores.get(target.id)];
  if (old === undefined || now === undefined) return null;
  const isSame =
    sameValues([old.score], [now.score]) &&
    sameValues([...old.parts.values()], [...now.parts.values()]) &&
    [...old.parts.keys()].join() === [...now.parts.keys()].join();
  return isSame ? run.result : null;
}

const names = new WeakMap<Expression, readonly string[] | null>();

/** Values of all names that a formula reads; `null` where that cannot be told from its text. */
function valuesRead(
  expression: Expression,
  scope: ValueRecord,
): readonly (Value | undefined)[] | null {
  let read = names.get(expression);
  if (read === undefined) {
    read = readsByNameOnly(expression)
      ? [...new Set(namesIn(expression).map((name) => name.split(".")[0] ?? name))]
      : null;
    names.set(expression, read);
  }
  return read === null ? null : read.map((name) => scope[name]);
}

/** Operators that reach names by other ways than `{"var": "name"}`. */
const OTHER_READERS: ReadonlySet<string> = new Set(["missing", "missing_some", "outer"]);

function readsByNameOnly(expression: Expression): boolean {
  for (const node of nodesOf(expression)) {
    if (node.kind !== "operation") continue;
    if (OTHER_READERS.has(node.operator)) return false;
    if (node.operator === "var" && !variableName(node)) return false;
  }
  return true;
}

function sameValues(a: readonly (Value | undefined)[], b: readonly (Value | undefined)[]): boolean {
  return (
    a.length === b.length &&
    a.every((value, index) => {
      const other = b[index];
      if (value === other) return true;
      return value instanceof Rational && other instanceof Rational && equals(value, other);
    })
  );
}

/** Formulas that loop reach the same places many times; once is what coverage counts. */
function withoutRepeats(hits: readonly Hit[]): readonly Hit[] {
  // A bit for each side: this runs for every case at every key.
  const seen = new Map<Expression, number>();
  return hits.filter(({ expression, side }) => {
    const sides = seen.get(expression) ?? 0;
    const bit = SIDE_BITS[side];
    if ((sides & bit) !== 0) return false;
    seen.set(expression, sides | bit);
    return true;
  });
}

const SIDE_BITS: { readonly [side in TargetSide]: number } = {
  taken: 1,
  below: 2,
  at: 4,
  above: 8,
  true: 16,
  false: 32,
  refused: 64,
};

/** What a case of one node looks at. */
interface View {
  /** The node, what stands above it (whose figures it sees), and what stands below. */
  readonly nodes: ReadonlySet<PreparedNode>;
  /** What its figures are read by. */
  readonly declarations: readonly unknown[];
}

const views = new WeakMap<PreparedNode, View>();

function viewOf(node: PreparedNode): View {
  const known = views.get(node);
  if (known !== undefined) return known;
  const nodes = new Set<PreparedNode>();
  for (let up = node.parent; up !== null; up = up.parent) nodes.add(up);
  const add = (one: PreparedNode): void => {
    nodes.add(one);
    one.children.forEach(add);
  };
  add(node);
  const declarations = [...nodes].flatMap(({ node: declared }) => [
    declared.id,
    declared.inputs,
    declared.constants,
    declared.requires,
    declared.plausible,
  ]);
  const view = { nodes, declarations };
  views.set(node, view);
  return view;
}

function unknownNode(one: Case): CaseRun {
  const differences = [{ what: "node", expected: one.node ?? null, actual: null }];
  return {
    result: { case: one, passed: false, differences },
    nodes: new Set(),
    figures: { values: new Map(), issues: [], warnings: [], missing: [] },
    scores: new Map(),
    issues: [],
    hits: new Map(),
    near: new Set(),
  };
}
