/** @module Weights: constant, and at every level adding up to what the level declares. */
import { toText } from "../number/decimal-text.ts";
import { add, equals, type Rational, ZERO } from "../number/rational.ts";
import { type PreparedNode, toExact } from "../rule-set/prepare.ts";
import { nodeWeight } from "../score/constants.ts";
import type { Check } from "./findings.ts";
import { mentions } from "./names-check.ts";

/** @issue `weight_not_constant`, `weights_do_not_add_up`, `weight_missing` */
export const checkWeights: Check = (context) => {
  for (const node of context.nodes) {
    const path = `${node.id}#/weight`;
    if (node.weight !== null && nodeWeight(node) === null)
      context.report("error", "weight_not_constant", path);
    if (node.weight === null && mentions(node.score, "weight")) {
      context.report("error", "weight_missing", path, { child: node.id });
    }
    const expected = expectedSum(node);
    if (expected === null || node.children.length === 0) continue;
    const weighted = node.children.map(nodeWeight).filter((weight) => weight !== null);
    const sum = weighted.reduce<Rational>(add, ZERO);
    if (weighted.length === 0 && equals(expected, ZERO)) continue;
    if (weighted.length === 0 && nodeWeight(node) === null) continue;
    if (!equals(sum, expected)) {
      context.report("error", "weights_do_not_add_up", `${node.id}#/children`, {
        sum: toText(sum),
        expected: toText(expected),
      });
    }
  }
};

function expectedSum(node: PreparedNode): Rational | null {
  const declared = node.level.childWeightsSumTo;
  if (declared === undefined) return null;
  return declared === "weight" ? nodeWeight(node) : toExact(declared);
}
