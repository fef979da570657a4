/** @module Weights that do not add up: the difference goes to one of the children. */
import { parseDecimal, toDecimalText } from "../../../engine/number/decimal-text.ts";
import { add, compare, type Rational, subtract, ZERO } from "../../../engine/number/rational.ts";
import { toExact } from "../../../engine/rule-set/prepare.ts";
import { setValue } from "../../document/edit.ts";
import { treeOf } from "../../document/nodes.ts";
import type { Fix, FixFinder } from "./fix.ts";

export const balanceWeights: FixFinder = ({ finding, node }, document) => {
  const { sum, expected } = finding.facts;
  const [is, should] = [exact(sum), exact(expected)];
  if (is === null || should === null || node === null) return [];
  const missing = subtract(should, is);
  return (treeOf(document).byId.get(node)?.children ?? []).flatMap((child): readonly Fix[] => {
    const { weight } = child;
    if (typeof weight !== "number" && typeof weight !== "string") return [];
    const before = toExact(weight);
    const after = before === null ? null : add(before, missing);
    const text = after === null || compare(after, ZERO) <= 0 ? null : toDecimalText(after);
    if (text === null) return [];
    const { file, pointer } = child;
    const place = { file, pointer: `${pointer}/weight` };
    return [
      {
        label: {
          zh: `${child.id} ${child.name.zh}：权重 ${String(weight)} → ${text}`,
          en: `${child.id} ${child.name.en}: weight ${String(weight)} → ${text}`,
        },
        apply: (edited) =>
          setValue(edited, place, typeof weight === "number" ? Number(text) : text),
      },
    ];
  });
};

/** Facts are exact text: a decimal, or `n/d`, which no weight could be written as. */
function exact(text: unknown): Rational | null {
  return typeof text === "string" ? parseDecimal(text) : null;
}
