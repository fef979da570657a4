/** @module What running cases answers to machines: the report without the formula trees that it points into. */
import type { CoveredTarget } from "../../engine/cases/coverage.ts";
import type { Target } from "../../engine/cases/coverage-targets.ts";
import type { Proposal } from "../../engine/cases/propose-cases.ts";
import type { CasesReport } from "../../engine/cases/run-cases.ts";

/** @param proposals cases that could be accepted; `null` when none were asked for */
export function plainReport(
  id: string,
  report: CasesReport,
  proposals: readonly Proposal[] | null,
) {
  const { coverage } = report;
  return {
    ruleSet: id,
    passed: report.passed,
    failed: report.failed,
    failures: report.results
      .filter(({ passed }) => !passed)
      .map(({ case: { id: name, node, file }, differences }) => ({
        case: name,
        node,
        file,
        differences,
      })),
    coverage: {
      covered: coverage.covered,
      total: coverage.total,
      ties: { covered: coverage.tiesCovered, total: coverage.tiesTotal },
      open: openTargets(coverage.targets).map(plainTarget),
    },
    disagreements: report.disagreements,
    ...(proposals === null
      ? {}
      : {
          proposals: proposals.map(({ reaches, ...proposal }) => ({
            ...proposal,
            reaches: reaches.map(plainTarget),
          })),
        }),
  };
}

/** Targets that no case reaches; ties apart, since not every formula can meet one. */
export function openTargets(targets: readonly CoveredTarget[]): readonly CoveredTarget[] {
  return targets.filter(({ cases, kind }) => cases.length === 0 && kind !== "tie");
}

function plainTarget({ node, formula, at, kind, side }: Target) {
  return { node, formula, at, kind, side };
}
