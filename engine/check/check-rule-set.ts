/** @module Checks a rule set before it runs: every rule of checking, in one list. */

import { possibleScoresOf } from "../analysis/possible-scores.ts";
import type { Case } from "../cases/case.ts";
import type { Finding } from "../issue.ts";
import { type PreparedNode, type PreparedRuleSet, prepare } from "../rule-set/prepare.ts";
import { hasSameRules } from "../rule-set/same-rules.ts";
import { withAlternative } from "../what-if/other-readings.ts";
import { checkBands } from "./bands-check.ts";
import { checkDivisions } from "./division-check.ts";
import type { Check, CheckContext } from "./findings.ts";
import { checkFullMarks } from "./full-marks-check.ts";
import { checkNames } from "./names-check.ts";
import { checkNotes } from "./notes-check.ts";
import { checkOperators } from "./operators-check.ts";
import { checkReferences } from "./references-check.ts";
import { checkTypes } from "./types-check.ts";
import { checkUnits } from "./units-check.ts";
import { checkWeights } from "./weights-check.ts";

/** What concerns a node and those below it. Formulas first: the others trust them. */
const NODE_CHECKS: readonly Check[] = [
  checkOperators,
  checkNames,
  checkTypes,
  checkDivisions,
  checkBands,
  checkUnits,
  checkWeights,
  checkFullMarks,
];

/** What points elsewhere in the set, and what is cheap. */
const SET_CHECKS: readonly Check[] = [checkReferences, checkNotes];

/** Rules of checking that another reading of a passage must pass too; units and full marks may well differ. */
const ALTERNATIVE_CHECKS: readonly Check[] = [checkOperators, checkTypes, checkDivisions];

/** Every finding, errors first, each with its place and facts. */
export function checkRuleSet(
  prepared: PreparedRuleSet,
  cases: readonly Case[] = [],
): readonly Finding[] {
  const steps = new RuleSetChecker().check(prepared, cases);
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
}

/**
 * Checks a set again and again while it is edited: nodes that the edit did not touch keep their findings. It
 * goes node by node, so that whoever waits for the keyboard can stop between two.
 */
export class RuleSetChecker {
  #known: ReadonlyMap<string, CheckedNode> = new Map();

  /** @param first id of the node that somebody is looking at */
  *check(
    prepared: PreparedRuleSet,
    cases: readonly Case[],
    first?: string,
  ): Generator<readonly Finding[], readonly Finding[]> {
    const scores = possibleScoresOf(prepared);
    const checked = new Map<string, CheckedNode>();
    const nodes = [...prepared.nodes.values()];
    const order = [...nodes].sort((a, b) => Number(b.id === first) - Number(a.id === first));
    for (const node of order) {
      const known = this.#known.get(node.id);
      if (known !== undefined && hasSameRules(known.node, node)) {
        checked.set(node.id, { node, findings: known.findings });
        continue;
      }
      const findings = run({ prepared, nodes: [node], cases, scores }, NODE_CHECKS);
      findings.push(...alternativeFindings(prepared, node, findings));
      checked.set(node.id, { node, findings });
      yield findings;
    }
    this.#known = checked;
    const findings = nodes.flatMap(({ id }) => checked.get(id)?.findings ?? []);
    findings.push(...run({ prepared, nodes, cases, scores }, SET_CHECKS));
    const rank = { error: 0, warning: 1, note: 2 };
    return findings.sort((a, b) => rank[a.severity] - rank[b.severity]);
  }
}

interface CheckedNode {
  readonly node: PreparedNode;
  readonly findings: readonly Finding[];
}

/** What another reading of a passage would bring in that the rules as they are do not have. */
function alternativeFindings(
  prepared: PreparedRuleSet,
  { id, node }: PreparedNode,
  known: readonly Finding[],
): readonly Finding[] {
  return (node.notes ?? []).flatMap(({ alternative }, index) => {
    if (alternative === undefined) return [];
    const path = `${id}#/notes/${index}/alternative`;
    const other = prepare(withAlternative(prepared.ruleSet, id, alternative), prepared);
    const found = other.ok ? checkAlternative(other.prepared, id) : other.findings;
    return found
      .filter(({ severity }) => severity === "error")
      .filter((one) => !known.some(({ code, path: at }) => code === one.code && at === one.path))
      .map((finding) => ({ ...finding, path }));
  });
}

/** The node with its other formulas, and the nodes whose formulas see its score. */
function checkAlternative(prepared: PreparedRuleSet, id: string): readonly Finding[] {
  const nodes: PreparedNode[] = [];
  for (let node = prepared.nodes.get(id) ?? null; node !== null; node = node.parent) {
    nodes.push(node);
  }
  const scores = possibleScoresOf(prepared);
  return run({ prepared, nodes, cases: [], scores }, ALTERNATIVE_CHECKS);
}

function run(context: Omit<CheckContext, "report">, checks: readonly Check[]): Finding[] {
  const findings: Finding[] = [];
  const report: CheckContext["report"] = (severity, code, path, facts = {}) => {
    findings.push({ severity, code, path, facts });
  };
  for (const check of checks) check({ ...context, report });
  return findings;
}
