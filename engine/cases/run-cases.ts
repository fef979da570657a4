/** @module Runs the cases that stand beside the rules: expected against actual, coverage, second opinion. */
import type { Expression } from "../logic/expression.ts";
import type { PreparedNode, PreparedRuleSet } from "../rule-set/prepare.ts";
import type { Case } from "./case.ts";
import { type CaseResult, type CaseRun, CaseRunner } from "./case-runner.ts";
import { type Coverage, CoverageRecorder, type Hit, type Reached, reachedBy } from "./coverage.ts";
import { type Target, targetsOf } from "./coverage-targets.ts";
import { reachable } from "./reachable.ts";
import { type Disagreement, secondOpinion } from "./second-opinion.ts";

export interface CasesReport {
  readonly results: readonly CaseResult[];
  readonly passed: number;
  readonly failed: number;
  readonly coverage: Coverage;
  /** Where stock json-logic-js answers otherwise. */
  readonly disagreements: readonly Disagreement[];
}

export function runCases(prepared: PreparedRuleSet, cases: readonly Case[]): CasesReport {
  const runner = new CaseRunner();
  const runs = cases.map((one) => runner.run(prepared, one));
  const results = runs.map(({ result }) => result);
  const passed = results.filter((result) => result.passed).length;
  return {
    results,
    passed,
    failed: results.length - passed,
    coverage: coverageOf([...prepared.nodes.values()], runs),
    disagreements: runs.flatMap(disagreementsOf),
  };
}

/** What these runs reach of what the cases of these nodes should show. */
export function coverageOf(nodes: readonly PreparedNode[], runs: readonly CaseRun[]): Coverage {
  const recorder = new CoverageRecorder(nodes.flatMap(targetsOfNode));
  for (const node of nodes) {
    const reached = new Map<Expression, ReachedFormula>();
    for (const { result, hits, issues, scores } of runs) {
      for (const { formula, hits: seen } of hits.get(node.id) ?? []) {
        let known = reached.get(formula);
        if (known === undefined) {
          known = { cases: [], hits: [] };
          reached.set(formula, known);
        }
        known.cases.push(result.case.id);
        known.hits.push(seen);
      }
      recorder.startCase(result.case.id);
      if (issues.length > 0) recorder.seeRefusals(node, issues);
      const score = scores.get(node.id);
      if (score !== undefined) recorder.seeScore(node, score);
    }
    for (const [formula, found] of reached) recorder.seeReached(summed(formula, found));
  }
  return recorder.coverage();
}

interface ReachedFormula {
  readonly cases: string[];
  readonly hits: (readonly Hit[])[];
}

const sums = new WeakMap<Expression, ReachedFormula & { readonly reached: Reached }>();

/** The sum over a formula's cases; after an edit most formulas have the one that they had. */
function summed(formula: Expression, { cases, hits }: ReachedFormula): Reached {
  const known = sums.get(formula);
  if (known && sameItems(known.cases, cases) && sameItems(known.hits, hits)) return known.reached;
  const reached = reachedBy(cases, hits);
  sums.set(formula, { cases, hits, reached });
  return reached;
}

function sameItems(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index]);
}

const targets = new WeakMap<PreparedNode, readonly Target[]>();

function targetsOfNode(node: PreparedNode): readonly Target[] {
  const known = targets.get(node) ?? targetsOf(node, reachable);
  targets.set(node, known);
  return known;
}

const disagreements = new WeakMap<CaseRun, readonly Disagreement[]>();

/** Where stock json-logic-js answers otherwise on the figures of one case. */
export function disagreementsOf(run: CaseRun): readonly Disagreement[] {
  const known = disagreements.get(run);
  if (known !== undefined) return known;
  const { figures, scores, near, result } = run;
  const found = [...run.nodes].flatMap((node) => {
    const other = secondOpinion(result.case.id, node, figures.values, scores, near.has(node.id));
    return other === null ? [] : [other];
  });
  disagreements.set(run, found);
  return found;
}
