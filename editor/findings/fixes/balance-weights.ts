/** @module Weights that do not add up: the difference goes to one of the children, or to all in proportion. */
import { parseDecimal, toDecimalText } from "../../../engine/number/decimal-text.ts";
import {
  add,
  compare,
  divide,
  multiply,
  type Rational,
  subtract,
  ZERO,
} from "../../../engine/number/rational.ts";
import { setValues } from "../../document/edit.ts";
import { type DocumentNode, treeOf } from "../../document/nodes.ts";
import type { RuleDocument } from "../../document/rule-document.ts";
import { showShare, weightOf } from "../../workspace/tree/weights.ts";
import type { Fix, FixFinder } from "./fix.ts";

/** A child and the weight that it would get. */
type Share = readonly [child: DocumentNode, after: Rational];

export const balanceWeights: FixFinder = ({ finding, node }, document) => {
  const { sum, expected } = finding.facts;
  const [is, should] = [exact(sum), exact(expected)];
  if (is === null || should === null || node === null) return [];
  const missing = subtract(should, is);
  const weighed = (treeOf(document).byId.get(node)?.children ?? []).flatMap(
    (child): readonly Share[] => {
      const { weight } = child;
      const before = weightOf(child);
      return before !== null && (typeof weight === "number" || typeof weight === "string")
        ? [[child, before]]
        : [];
    },
  );
  const one = weighed
    .map(([child, before]): Share => [child, add(before, missing)])
    .flatMap((share) =>
      fixOf([share], {
        zh: `${share[0].id} ${share[0].name.zh}：权重 ${change(share)}`,
        en: `${share[0].id} ${share[0].name.en}: weight ${change(share)}`,
      }),
    );
  if (weighed.length < 2 || compare(is, ZERO) <= 0) return one;
  const all = weighed.map(
    ([child, before]): Share => [child, multiply(before, divide(should, is))],
  );
  const told = all.map((share) => `${share[0].id} ${change(share)}`);
  return [
    ...one,
    ...fixOf(all, {
      zh: `各项按比例：${told.join("，")}`,
      en: `All in proportion: ${told.join(", ")}`,
    }),
  ];
};

function change([child, after]: Share): string {
  return `${showShare(weightOf(child) ?? ZERO)} → ${showShare(after)}`;
}

/** Offered where every weight can be written in a few decimals, and none would vanish. */
function fixOf(shares: readonly Share[], label: Fix["label"]): readonly Fix[] {
  const texts = shares.map(([child, after]) => ({ child, text: weightText(after) }));
  if (texts.some(({ text }) => text === null)) return [];
  const apply = (document: RuleDocument): RuleDocument =>
    texts.reduce((edited, { child: { file, pointer, weight }, text }) => {
      const value = typeof weight === "number" ? Number(text) : (text ?? "");
      return setValues(edited, file, new Map([[`${pointer}/weight`, value]]));
    }, document);
  return [{ label, apply }];
}

const MOST_PLACES = 6;

function weightText(weight: Rational): string | null {
  const text = compare(weight, ZERO) > 0 ? toDecimalText(weight) : null;
  return text !== null && (text.split(".")[1]?.length ?? 0) <= MOST_PLACES ? text : null;
}

/** Facts are exact text: a decimal, or `n/d`, which no weight could be written as. */
function exact(text: unknown): Rational | null {
  return typeof text === "string" ? parseDecimal(text) : null;
}
