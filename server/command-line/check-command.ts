/** @module `chengping check`: findings about rule sets, by severity, each with its place. */
import { checkRuleSet } from "../../engine/check/check-rule-set.ts";
import { compileRuleSet } from "../../engine/compile/compile.ts";
import type { PlannedFormula } from "../../engine/compile/program.ts";
import type { Finding } from "../../engine/issue.ts";
import { findingSentence, messagesIn } from "../../engine/language/sentence.ts";
import { listRuleSets, loadRuleSet } from "../rule-files/rule-files.ts";
import { planTable } from "./plan-table.ts";
import { FINDINGS, FINE, loadOrStop, print, printJson, type Shell } from "./shell.ts";
import { paint } from "./terminal.ts";

export interface CheckFlags {
  readonly json?: boolean;
  readonly plan?: boolean;
}

export function checkCommand(wanted: readonly string[], flags: CheckFlags, shell: Shell): number {
  const ids = wanted.length > 0 ? wanted : listRuleSets();
  const reports = ids.map((id) => {
    const loaded = loadRuleSet(id);
    // What keeps a set from being read at all is a finding like the others.
    if (!loaded.ok && loaded.reason === "findings")
      return { id, findings: loaded.findings, plan: [] };
    const { prepared, cases } = loadOrStop(id, shell);
    return {
      id,
      findings: checkRuleSet(prepared, cases),
      plan: flags.plan ? compileRuleSet(prepared).plan : [],
    };
  });
  if (flags.json) {
    printJson(
      reports.map(({ id, findings, plan }) => ({
        ruleSet: id,
        findings,
        ...(flags.plan ? { plan } : {}),
      })),
    );
  } else for (const { id, findings, plan } of reports) print(describe(id, findings, plan, shell));
  return reports.some(({ findings }) => count(findings, "error") > 0) ? FINDINGS : FINE;
}

function count(findings: readonly Finding[], severity: Finding["severity"]): number {
  return findings.filter((finding) => finding.severity === severity).length;
}

const COLOURS = { error: "red", warning: "yellow", note: "dim" } as const;

function describe(
  id: string,
  findings: readonly Finding[],
  plan: readonly PlannedFormula[],
  { language, words }: Shell,
): string {
  const { severities } = messagesIn(language);
  const lines = [paint("bold", id)];
  for (const finding of findings) {
    const severity = paint(COLOURS[finding.severity], severities[finding.severity]);
    lines.push(`  ${severity}  ${finding.path}\n      ${findingSentence(finding, language)}`);
  }
  if (plan.length > 0) lines.push(planTable(plan, language));
  const errors = count(findings, "error");
  lines.push(
    paint(
      errors > 0 ? "red" : "green",
      `${errors} ${words.errors}, ${count(findings, "warning")} ${words.warningsCount}, ${count(findings, "note")} ${words.notes}`,
    ),
  );
  return lines.join("\n");
}
