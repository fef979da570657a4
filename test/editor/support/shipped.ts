/** The shipped rule set as a document, and all of its formulas. */
import { type DocumentTree, treeOf } from "../../../editor/document/nodes.ts";
import {
  type FormulaPlace,
  type RuleDocument,
  valueAt,
} from "../../../editor/document/rule-document.ts";
import type { Logic } from "../../../engine/rule-set/rule-set.ts";
import { filesOf, ruleSetFolder } from "../../support/load-rule-set.ts";

export const SHIPPED: RuleDocument = { files: filesOf(ruleSetFolder("rules/cn-smart-city-2018")) };

export const SHIPPED_TREE: DocumentTree = treeOf(SHIPPED);

export interface ShippedFormula {
  readonly place: FormulaPlace;
  readonly logic: Logic;
  /** `L2P1-A1 parts/b1`. */
  readonly title: string;
}

export const SHIPPED_FORMULAS: readonly ShippedFormula[] = [
  ...SHIPPED_TREE.nodes.flatMap(({ formulas }) => formulas),
  ...SHIPPED_TREE.levelFormulas,
].map((place) => ({
  place,
  logic: valueAt(SHIPPED, place) as Logic,
  title: `${place.node} ${place.formula}`,
}));

/** A formula of a shipped node. */
export function shippedFormula(node: string, formula: string): ShippedFormula {
  const found = SHIPPED_FORMULAS.find(
    ({ place }) => place.node === node && place.formula === formula,
  );
  if (found === undefined) throw new Error(`${node} ${formula}`);
  return found;
}
