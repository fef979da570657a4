/** @module What can be said of a draft's files: findings, cases with coverage, and whether that is enough to publish. */
import { runCases } from "../../engine/cases/run-cases.ts";
import { checkRuleSet } from "../../engine/check/check-rule-set.ts";
import type { Finding } from "../../engine/issue.ts";
import { plainReport } from "../reports/case-report.ts";
import { loadRuleFiles } from "../rule-files/rule-files.ts";
import type { RuleFiles } from "./rule-set-files.ts";

export interface Examination {
  readonly findings: readonly Finding[];
  /** Null while the files do not make a rule set that runs. */
  readonly report: ReturnType<typeof plainReport> | null;
  /** Id in the files; null while they cannot be read. */
  readonly ruleSet: string | null;
  /** Why the set cannot be published; empty when it can. */
  readonly obstacles: readonly Obstacle[];
}

export type Obstacle =
  | { readonly code: "errors"; readonly count: number }
  | { readonly code: "cases_fail"; readonly count: number }
  | { readonly code: "not_covered"; readonly count: number }
  | { readonly code: "other_id"; readonly found: string; readonly expected: string }
  /** The examination itself came to no end. */
  | { readonly code: "took_too_long" | "took_too_much" }
  /** Items of the work list that nobody has checked against the notice. */
  | { readonly code: "unchecked"; readonly count: number; readonly items: readonly string[] };

export function examine(files: RuleFiles, id: string): Examination {
  const loaded = loadRuleFiles(files);
  if (!loaded.ok) {
    const findings = loaded.reason === "findings" ? loaded.findings : [];
    return {
      findings,
      report: null,
      ruleSet: null,
      obstacles: [{ code: "errors", count: findings.length }],
    };
  }
  const { prepared, cases } = loaded;
  const findings = checkRuleSet(prepared, cases);
  const report = plainReport(prepared.ruleSet.id, runCases(prepared, cases), null);
  return {
    findings,
    report,
    ruleSet: prepared.ruleSet.id,
    obstacles: obstaclesOf(findings, report, prepared.ruleSet.id, id),
  };
}

function obstaclesOf(
  findings: readonly Finding[],
  { failed, coverage }: ReturnType<typeof plainReport>,
  found: string,
  expected: string,
): readonly Obstacle[] {
  const errors = findings.filter(({ severity }) => severity === "error").length;
  const open = coverage.total - coverage.covered;
  return [
    ...(errors > 0 ? [{ code: "errors", count: errors } as const] : []),
    ...(failed > 0 ? [{ code: "cases_fail", count: failed } as const] : []),
    ...(open > 0 ? [{ code: "not_covered", count: open } as const] : []),
    ...(found === expected ? [] : [{ code: "other_id", found, expected } as const]),
  ];
}
