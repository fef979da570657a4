/** @module Checks a rule set before it runs: every rule of checking, in one list. */

import { possibleScoresOf } from "../analysis/possible-scores.ts";
import type { Case } from "../cases/case.ts";
import type { Finding } from "../issue.ts";
import { type PreparedRuleSet, prepare } from "../rule-set/prepare.ts";
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

/** Formulas first: the others trust them. */
const CHECKS: readonly Check[] = [
  checkOperators,
  checkNames,
  checkTypes,
  checkDivisions,
  checkBands,
  checkUnits,
  checkWeights,
  checkFullMarks,
  checkReferences,
  checkNotes,
];

/** Rules of checking that another reading of a passage must pass too; units and full marks may well differ. */
const ALTERNATIVE_CHECKS: readonly Check[] = [checkOperators, checkTypes, checkDivisions];

/** Every finding, errors first, each with its place and facts. */
export function checkRuleSet(
  prepared: PreparedRuleSet,
  cases: readonly Case[] = [],
): readonly Finding[] {
  const findings = run(prepared, cases, CHECKS);
  for (const { id, node } of prepared.nodes.values()) {
    for (const [index, { alternative }] of (node.notes ?? []).entries()) {
      if (alternative === undefined) continue;
      const other = prepare(withAlternative(prepared.ruleSet, id, alternative));
      const path = `${id}#/notes/${index}/alternative`;
      const found = other.ok ? run(other.prepared, [], ALTERNATIVE_CHECKS) : other.findings;
      for (const finding of found) {
        const known = findings.some(
          ({ code, path: place }) => code === finding.code && place === finding.path,
        );
        if (!known && finding.severity === "error") findings.push({ ...finding, path });
      }
    }
  }
  const rank = { error: 0, warning: 1, note: 2 };
  return findings.sort((a, b) => rank[a.severity] - rank[b.severity]);
}

function run(
  prepared: PreparedRuleSet,
  cases: readonly Case[],
  checks: readonly Check[],
): Finding[] {
  const findings: Finding[] = [];
  const context: CheckContext = {
    prepared,
    cases,
    scores: possibleScoresOf(prepared),
    report: (severity, code, path, facts = {}) => findings.push({ severity, code, path, facts }),
  };
  for (const check of checks) check(context);
  return findings;
}
