/** @module Coverage of one node as plain data. */
import type { Coverage } from "../../engine/cases/coverage.ts";
import type { NodeCoverage } from "./answers.ts";

/** Cases named per target; a list of hundreds would be read by nobody. */
const MOST_CASES = 12;

export function nodeCoverage({ targets, covered, total }: Coverage): NodeCoverage {
  return {
    targets: targets.map(({ formula, at, kind, side, cases }) => ({
      formula,
      at,
      kind,
      side,
      hits: cases.length,
      cases: cases.slice(0, MOST_CASES),
    })),
    covered,
    total,
  };
}
