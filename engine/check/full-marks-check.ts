/** @module Full marks: what the source states against what the formulas can reach. */

import { intervalOf } from "../analysis/possible.ts";
import { toText } from "../number/decimal-text.ts";
import { compare, equals } from "../number/rational.ts";
import { type PreparedNode, toExact } from "../rule-set/prepare.ts";
import { fullMarksOf } from "../score/full-marks.ts";
import { type Check, type CheckContext, namesOf } from "./findings.ts";

/** @issue `full_marks_differ`, `score_exceeds_share`, `score_unbounded` */
export const checkFullMarks: Check = (context) => {
  for (const node of context.nodes) {
    checkParts(node, context);
    const share = fullMarksOf(node);
    if (share === null) continue;
    const score = context.scores.get(node.id);
    const high =
      score === undefined ? null : intervalOf(score.kind === "nullable" ? score.of : score).high;
    const path = `${node.id}#/score`;
    if (high === null) context.report("error", "score_unbounded", path);
    else if (compare(high, share) > 0) {
      context.report("error", "score_exceeds_share", path, {
        reach: toText(high),
        share: toText(share),
      });
    } else if (compare(high, share) < 0) {
      context.report("warning", "full_marks_differ", path, {
        fullMarks: toText(share),
        reach: toText(high),
      });
    }
  }
};

function checkParts(node: PreparedNode, context: CheckContext): void {
  const names = namesOf(node, context);
  for (const { id, part } of node.parts) {
    if (part.fullMarks === undefined) continue;
    const stated = toExact(part.fullMarks);
    const possible = names.get(id);
    const reach = possible === undefined ? null : intervalOf(possible).high;
    if (stated === null || (reach !== null && equals(reach, stated))) continue;
    context.report("warning", "full_marks_differ", `${node.id}#/parts/${id}/fullMarks`, {
      fullMarks: toText(stated),
      reach: reach === null ? "∞" : toText(reach),
    });
  }
}
