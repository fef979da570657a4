/** @module `chengping test`: the cases beside the rules, what they do not cover, and a second opinion. */
import type { Case } from "../../engine/cases/case.ts";
import { type Proposal, proposeCases } from "../../engine/cases/propose-cases.ts";
import { type CasesReport, runCases } from "../../engine/cases/run-cases.ts";
import { textIn } from "../../engine/language/language.ts";
import { messagesIn } from "../../engine/language/sentence.ts";
import { openTargets, plainReport } from "../reports/case-report.ts";
import { listRuleSets } from "../rule-files/rule-files.ts";
import { FINDINGS, FINE, loadOrStop, print, printJson, type Shell } from "./shell.ts";
import { paint, table } from "./terminal.ts";

export interface TestFlags {
  readonly coverage?: boolean;
  readonly propose?: boolean;
  readonly json?: boolean;
}

export function testCommand(wanted: readonly string[], flags: TestFlags, shell: Shell): number {
  const ids = wanted.length > 0 ? wanted : listRuleSets();
  const reports = ids.map((id) => {
    const { prepared, cases } = loadOrStop(id, shell);
    const report = runCases(prepared, cases);
    const proposals = flags.propose ? proposeCases(prepared, report.coverage, cases) : [];
    return { id, report, proposals };
  });
  if (flags.json)
    printJson(
      reports.map(({ id, report, proposals }) =>
        plainReport(id, report, flags.propose ? proposals : null),
      ),
    );
  else
    for (const { id, report, proposals } of reports)
      print(describe(id, report, proposals, flags, shell));
  const bad = reports.some(
    ({ report }) =>
      report.failed > 0 || report.disagreements.some(({ cause }) => cause === "unexplained"),
  );
  return bad ? FINDINGS : FINE;
}

function describe(
  id: string,
  report: CasesReport,
  proposals: readonly Proposal[],
  flags: TestFlags,
  { language, words }: Shell,
): string {
  const messages = messagesIn(language);
  const lines = [paint("bold", id)];
  const files = new Map<string, { passed: number; failed: number }>();
  for (const { case: one, passed } of report.results) {
    const count = files.get(one.file ?? "") ?? { passed: 0, failed: 0 };
    count[passed ? "passed" : "failed"]++;
    files.set(one.file ?? "", count);
  }
  lines.push(
    table(
      [...files].map(([file, { passed, failed }]) => [
        `  ${file}`,
        `${passed} ${words.passed}`,
        failed > 0 ? paint("red", `${failed} ${words.failed}`) : "",
      ]),
      new Set([1]),
    ),
  );
  for (const { case: one, passed, differences } of report.results) {
    if (passed) continue;
    lines.push(`${paint("red", `✗ ${one.id}`)}  ${caseName(one, language)}`);
    for (const { what, expected, actual } of differences) {
      lines.push(
        `    ${what}  ${words.expected} ${JSON.stringify(expected)}  ${words.actual} ${JSON.stringify(actual)}`,
      );
    }
  }
  const { coverage } = report;
  const percent = coverage.total === 0 ? "100" : percentText(coverage.covered, coverage.total);
  lines.push(
    `${words.covered} ${coverage.covered}/${coverage.total}（${percent}%）  ${words.tiesCovered} ${coverage.tiesCovered}/${coverage.tiesTotal}`
      .replace("（", language === "en" ? " (" : "（")
      .replace("）", language === "en" ? ")" : "）"),
  );
  const open = openTargets(coverage.targets);
  if (flags.coverage && open.length > 0) {
    lines.push(words.openTargets);
    lines.push(
      table(
        open.map(({ node, formula, at, kind, side }) => [
          `  ${node}`,
          formula + at,
          messages.targets[kind] ?? kind,
          messages.sides[side] ?? side,
        ]),
      ),
    );
  }
  if (report.disagreements.length > 0) {
    const unexplained = report.disagreements.filter(({ cause }) => cause === "unexplained").length;
    lines.push(
      `${words.disagreements} ${report.disagreements.length}  ${words.unexplained} ${unexplained}`,
    );
    if (flags.coverage) {
      lines.push(
        table(
          report.disagreements.map((one) => [
            `  ${one.case}`,
            one.node,
            one.exact ?? "—",
            one.stock ?? "—",
            messages.causes[one.cause] ?? one.cause,
          ]),
        ),
      );
    }
  }
  if (flags.propose && proposals.length > 0) {
    lines.push(words.proposals);
    for (const { node, inputs, expect, reaches } of proposals) {
      lines.push(
        `  ${node}  ${JSON.stringify(inputs)} → ${expect.issues ? JSON.stringify(expect.issues) : expect.score}`,
      );
      for (const { formula, at, kind, side } of reaches) {
        lines.push(
          paint("dim", `      ${formula}${at}  ${messages.targets[kind] ?? kind}  ${side}`),
        );
      }
    }
  }
  lines.push(
    paint(
      report.failed > 0 ? "red" : "green",
      `${report.passed} ${words.passed}, ${report.failed} ${words.failed}`,
    ),
  );
  return lines.join("\n");
}

function caseName(one: Case, language: Shell["language"]): string {
  return textIn(one.name, language);
}

/** Whole percent, never rounded up to 100. */
function percentText(covered: number, total: number): string {
  return String(Math.floor((covered * 100) / total));
}
