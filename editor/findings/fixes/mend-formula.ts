/** @module Fixes inside a formula, each at the node that the finding names. */

import type { JsonValue } from "../../../engine/json/json-value.ts";
import { pointerSteps } from "../../../engine/json/pointer.ts";
import {
  nodeAt,
  operandsOf,
  operation,
  operatorOf,
  parentOf,
  replaceAt,
  withOperands,
} from "../../../engine/logic/json-tree.ts";
import { parseDecimal } from "../../../engine/number/decimal-text.ts";
import type { Logic, Text } from "../../../engine/rule-set/rule-set.ts";
import { setValue } from "../../document/edit.ts";
import { treeOf } from "../../document/nodes.ts";
import { type FormulaPlace, type RuleDocument, valueAt } from "../../document/rule-document.ts";
import type { Fix, FixFinder } from "./fix.ts";

/** The row of a series of bands that can never be reached goes, condition and points together. */
export const removeBand: FixFinder = ({ formula, at }, document) => {
  const logic = formulaIn(document, formula);
  if (formula === null || logic === undefined) return [];
  // The finding stands at the threshold; two steps up is the row's condition in its `if`.
  const condition = parentOf(logic, at);
  const branches = condition === null ? null : parentOf(logic, condition.at);
  if (condition === null || branches === null) return [];
  const operator = operatorOf(branches.logic);
  if (operator !== "if" && operator !== "?:") return [];
  const operands = operandsOf(branches.logic);
  const { index } = branches;
  if (index + 1 >= operands.length) return [];
  const left = operands.filter((_, position) => position !== index && position !== index + 1);
  return [
    change(formula, branches.at, withOperands(branches.logic, left), {
      zh: "删除到不了的此档",
      en: "Remove the band that is out of reach",
    }),
  ];
};

/** What holds where the denominator is 0: nothing, or full marks of the ratio; the notice decides. */
export const guardDivision: FixFinder = ({ formula, at }, document) => {
  const logic = formulaIn(document, formula);
  const division = logic === undefined ? undefined : nodeAt(logic, at);
  const divisor = operandsOf(division)[1];
  if (formula === null || division === undefined || divisor === undefined) return [];
  const guarded = (value: number): Logic =>
    operation("if", [operation("==", [divisor, 0]), value, division]);
  return [
    change(formula, at, guarded(0), {
      zh: "分母为 0 时按 0 计",
      en: "Count 0 where the denominator is 0",
    }),
    change(formula, at, guarded(1), {
      zh: "分母为 0 时按 1（满）计",
      en: "Count 1 (full) where the denominator is 0",
    }),
  ];
};

/** A number where a condition belongs usually means "more than none". */
export const askMoreThanZero: FixFinder = ({ finding, formula, at }, document) => {
  const logic = formulaIn(document, formula);
  const condition = logic === undefined ? undefined : nodeAt(logic, at);
  if (formula === null || condition === undefined || finding.facts.found !== "number") return [];
  return [
    change(formula, at, operation(">", [condition, 0]), {
      zh: "改为“大于 0”",
      en: "Ask whether it is more than 0",
    }),
  ];
};

/** A figure that may be null counts as 0 then. */
export const countNullAsZero: FixFinder = ({ formula, at }, document) => {
  const logic = formulaIn(document, formula);
  const operand = logic === undefined ? undefined : nodeAt(logic, at);
  if (formula === null || operand === undefined) return [];
  const guarded = operation("if", [operation("==", [operand, null]), 0, operand]);
  return [change(formula, at, guarded, { zh: "空值时按 0 计", en: "Count 0 where it is null" })];
};

/** The near miss that the check found: a name or an operator. */
export const takeClosest: FixFinder = ({ finding, formula, at, place }, document) => {
  const { closest } = finding.facts;
  if (typeof closest !== "string") return [];
  const label = { zh: `改为 ${closest}`, en: `Change it to ${closest}` };
  const logic = formulaIn(document, formula);
  const found = logic === undefined ? undefined : nodeAt(logic, at);
  if (formula === null) {
    if (place === null) return [];
    const apply = (edited: RuleDocument): RuleDocument =>
      withReference(edited, place, String(finding.facts.value), closest);
    return [{ label, apply }];
  }
  if (found === undefined) return [];
  if (finding.code === "unknown_operator") {
    return [change(formula, at, operation(closest, operandsOf(found)), label)];
  }
  const name = operandsOf(found)[0];
  const rest = typeof name === "string" ? pointerRest(name) : "";
  return [change(formula, at, operation("var", [`${closest}${rest}`]), label)];
};

function pointerRest(name: string): string {
  const dot = name.indexOf(".");
  return dot < 0 ? "" : name.slice(dot);
}

/** A reference stands as text, or as one of a list. */
function withReference(
  document: RuleDocument,
  place: { readonly file: string; readonly pointer: string },
  value: string,
  closest: string,
): RuleDocument {
  const found = valueAt(document, place);
  const list = Array.isArray(found) ? (found as readonly JsonValue[]) : null;
  return setValue(
    document,
    place,
    list === null ? closest : list.map((one) => (one === value ? closest : one)),
  );
}

/** A score that can pass its share is capped there, as "比率如超过 1 则按 1 取值" does. */
export const capScore: FixFinder = ({ node, formula }, document) => {
  const tree = treeOf(document);
  const found = tree.byId.get(node ?? "");
  const fullMarks = tree.levels.find(({ id }) => id === found?.level)?.fullMarks;
  const logic = formulaIn(document, formula);
  if (
    formula === null ||
    formula.formula !== "score" ||
    fullMarks === undefined ||
    logic === undefined
  )
    return [];
  return [
    change(formula, "", operation("min", [logic, fullMarks]), {
      zh: "最高不超过满分",
      en: "Cap it at full marks",
    }),
  ];
};

/** Full marks that are stated for a part follow what its formula can reach. */
export const setFullMarks: FixFinder = ({ finding, place }, document) => {
  const { reach, fullMarks } = finding.facts;
  const isPart = place !== null && pointerSteps(place.pointer).at(-1) === "fullMarks";
  if (place === null || !isPart || typeof reach !== "string" || parseDecimal(reach) === null)
    return [];
  const before = valueAt(document, place);
  const value = typeof before === "number" ? Number(reach) : reach;
  return [
    {
      label: {
        zh: `满分 ${String(fullMarks)} → ${reach}`,
        en: `Full marks ${String(fullMarks)} → ${reach}`,
      },
      apply: (edited) => setValue(edited, place, value),
    },
  ];
};

function formulaIn(document: RuleDocument, place: FormulaPlace | null): Logic | undefined {
  return place === null ? undefined : valueAt(document, place);
}

function change(formula: FormulaPlace, at: string, logic: Logic, label: Text): Fix {
  return {
    label,
    apply: (document) => {
      const before = valueAt(document, formula);
      if (before === undefined) return document;
      return setValue(document, formula, replaceAt(before, at, logic));
    },
  };
}
