/** @module Runs the cases that stand beside the rules: expected against actual, coverage, second opinion. */
import type { InputIssue } from "../issue.ts";
import { canonicalJson } from "../json/canonical-json.ts";
import type { JsonObject, JsonValue } from "../json/json-value.ts";
import type { Observer } from "../logic/interpret.ts";
import { toJson } from "../logic/value.ts";
import type { PreparedNode, PreparedRuleSet } from "../rule-set/prepare.ts";
import { evaluateTree } from "../score/evaluate-tree.ts";
import { formatScore } from "../score/format.ts";
import type { ScoreResult } from "../score/result.ts";
import { failureIssues, resultOf } from "../score/score.ts";
import { validateInputs } from "../score/validate-inputs.ts";
import type { Case, ExpectedIssue } from "./case.ts";
import { type Coverage, CoverageRecorder } from "./coverage.ts";
import { targetsOf } from "./coverage-targets.ts";
import { reachable } from "./reachable.ts";
import { type Disagreement, NearThresholds, secondOpinion } from "./second-opinion.ts";

export interface CasesReport {
  readonly results: readonly CaseResult[];
  readonly passed: number;
  readonly failed: number;
  readonly coverage: Coverage;
  /** Where stock json-logic-js answers otherwise. */
  readonly disagreements: readonly Disagreement[];
}

export interface CaseResult {
  readonly case: Case;
  readonly passed: boolean;
  readonly differences: readonly Difference[];
}

/** One expectation that was not met. */
export interface Difference {
  /** `score`, `parts/b1`, `scores/L1`, `issues` … */
  readonly what: string;
  readonly expected: JsonValue;
  readonly actual: JsonValue;
}

export function runCases(prepared: PreparedRuleSet, cases: readonly Case[]): CasesReport {
  const targets = [...prepared.nodes.values()].flatMap((node) => targetsOf(node, reachable));
  const recorder = new CoverageRecorder(targets);
  const disagreements: Disagreement[] = [];
  const results = cases.map((one): CaseResult => {
    recorder.startCase(one.id);
    const differences = runCase(prepared, one, recorder, disagreements);
    return { case: one, passed: differences.length === 0, differences };
  });
  const passed = results.filter((result) => result.passed).length;
  return {
    results,
    passed,
    failed: results.length - passed,
    coverage: recorder.coverage(),
    disagreements,
  };
}

function runCase(
  prepared: PreparedRuleSet,
  one: Case,
  recorder: CoverageRecorder,
  disagreements: Disagreement[],
): readonly Difference[] {
  const target = one.node === undefined ? prepared.root : prepared.nodes.get(one.node);
  if (target === undefined) {
    return [{ what: "node", expected: one.node ?? null, actual: null }];
  }
  const scope = one.node === undefined ? undefined : subtreeOf(target);
  const inputs = one.node === undefined ? one.inputs : { [one.node]: one.inputs };
  const figures = validateInputs(prepared, inputs, scope && ((node) => scope.has(node)));

  const near = new NearThresholds();
  const scores =
    figures.issues.length > 0
      ? new Map()
      : evaluateTree(target, figures.values, {
          observerOf: (node) => both(recorder.observer, near.observerOf(node)),
        });
  const issues = [...figures.issues, ...failureIssues(scores)];
  for (const node of scope ?? prepared.nodes.values()) {
    recorder.seeRefusals(node, issues);
    const score = scores.get(node.id);
    if (score === undefined) continue;
    recorder.seeScore(node, score);
    const other = secondOpinion(one.id, node, figures.values, scores, near);
    if (other !== null) disagreements.push(other);
  }

  const compare = new Comparison();
  const { expect } = one;
  compare.issues("issues", expect.issues ?? [], issues);
  if (expect.warnings) compare.issues("warnings", expect.warnings, figures.warnings);
  if (issues.length > 0) return compare.differences;

  const own = scores.get(target.id);
  if (expect.score !== undefined) {
    const actual = own?.score ? formatScore(own.score, target.rounding) : null;
    compare.equal("score", expect.score, actual);
  }
  for (const [part, expected] of Object.entries(expect.parts ?? {})) {
    compare.equal(`parts/${part}`, expected, toJson(own?.parts.get(part) ?? null));
  }
  if (one.node === undefined) {
    compareResult(compare, one, resultOf(prepared, figures, scores));
  }
  return compare.differences;
}

function compareResult(compare: Comparison, { expect }: Case, result: ScoreResult): void {
  if (expect.status !== undefined) compare.equal("status", expect.status, result.status);
  if (expect.total !== undefined) compare.equal("total", expect.total, result.total);
  if (expect.range !== undefined) compare.equal("range", expect.range, result.range);
  compare.members("scores", expect.scores, result.scores);
  compare.members("ranges", expect.ranges, result.ranges);
  for (const [node, expected] of Object.entries(expect.outputs ?? {})) {
    compare.members(`outputs/${node}`, expected as JsonObject, result.outputs[node] ?? {});
  }
}

class Comparison {
  readonly differences: Difference[] = [];

  equal(what: string, expected: JsonValue, actual: JsonValue): void {
    if (canonicalJson(expected) === canonicalJson(actual)) return;
    this.differences.push({ what, expected, actual });
  }

  members(what: string, expected: JsonObject | undefined, actual: JsonObject): void {
    for (const [name, value] of Object.entries(expected ?? {})) {
      this.equal(`${what}/${name}`, value, actual[name] ?? null);
    }
  }

  /** The whole list, in any order; of each issue what the case names. */
  issues(what: string, expected: readonly ExpectedIssue[], actual: readonly InputIssue[]): void {
    const shown = actual.map(({ code, item, input, path }) => ({ code, item, input, path }));
    const rest = [...shown];
    let missing = false;
    for (const issue of expected) {
      const index = rest.findIndex((one) => matches(issue, one));
      if (index < 0) missing = true;
      else rest.splice(index, 1);
    }
    if (!missing && rest.length === 0) return;
    this.differences.push({
      what,
      expected: expected as unknown as JsonValue,
      actual: JSON.parse(JSON.stringify(shown)) as JsonValue,
    });
  }
}

function matches(expected: ExpectedIssue, actual: { readonly [fact: string]: unknown }): boolean {
  return Object.entries(expected).every(([fact, value]) => actual[fact] === value);
}

function subtreeOf(node: PreparedNode): ReadonlySet<PreparedNode> {
  const nodes = new Set<PreparedNode>();
  for (let up = node.parent; up !== null; up = up.parent) nodes.add(up);
  const add = (one: PreparedNode): void => {
    nodes.add(one);
    one.children.forEach(add);
  };
  add(node);
  return nodes;
}

function both(a: Observer, b: Observer): Observer {
  return {
    enter: (expression) => {
      a.enter?.(expression);
      b.enter?.(expression);
    },
    leave: (expression, value, operands) => {
      a.leave?.(expression, value, operands);
      b.leave?.(expression, value, operands);
    },
  };
}
