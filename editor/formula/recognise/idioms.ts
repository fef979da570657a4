/**
 * @module Which of the notice's idioms a formula is written in: what the page opens it in, and where within it
 * a table has its place.
 */

import type { WhyNot } from "../../../engine/idioms/lens.ts";
import { ifOperatorOf } from "../../../engine/idioms/parts.ts";
import { ratioLens } from "../../../engine/idioms/ratio.ts";
import { rowsLens } from "../../../engine/idioms/rows.ts";
import type { Names } from "../../../engine/language/formula-names.ts";
import {
  nameOf,
  operandsOf,
  operatorOf,
  placesOf,
  sameLogic,
} from "../../../engine/logic/json-tree.ts";
import type { Logic } from "../../../engine/rule-set/rule-set.ts";
import { bandsLens } from "./bands.ts";
import { checklistLens, getGate } from "./checklist.ts";
import { countLens } from "./count.ts";
import { sumLens } from "./sum.ts";

export type Idiom =
  | "ratio"
  /** A mean over rows: their sum over their number. */
  | "mean"
  | "sum"
  | "weighted-sum"
  | "bands"
  | "checklist"
  /** A condition that must hold for anything to count. */
  | "gate"
  | "count"
  | "deduction"
  /** A figure, or a formula of another kind, taken as it is. */
  | "figure";

/** Projections that are tables; the others show any formula. */
export type TableKind = "bands" | "checklist" | "count";

/** The table that a formula, or a node in it, is best seen in; `null` for others. */
export function tableOf(logic: Logic, names?: Names): TableKind | null {
  const bands = bandsLens.get(logic);
  if (bands.ok && bands.view.rows.length > 1) return "bands";
  const count = countLens(names).get(logic);
  if (count.ok) {
    const checklist = checklistLens.get(logic);
    const ticks = checklist.ok
      ? checklist.view.rows.filter(({ kind }) => kind === "tick").length
      : 0;
    const counted = count.view.terms.filter(({ kind }) => kind !== "other").length;
    if (ticks <= counted) return "count";
  }
  if (checklistLens.get(logic).ok) return "checklist";
  return null;
}

/**
 * Where in a formula a table of this kind has its place: the selected node or the nearest around it, else the
 * first in reading order; or why there is none.
 */
export function findTable(
  logic: Logic,
  kind: TableKind,
  selected: string,
  names?: Names,
): { readonly ok: true; readonly at: string } | { readonly ok: false; readonly whyNot: WhyNot } {
  const recognises = (node: Logic) =>
    kind === "bands"
      ? bandsLens.get(node)
      : kind === "checklist"
        ? checklistLens.get(node)
        : countLens(names).get(node);
  const places = [...placesOf(logic)];
  const around = places.filter(
    ({ at }) => at === selected || at === "" || selected.startsWith(`${at}/`),
  );
  for (const { logic: node, at } of [...around].reverse()) {
    if (recognises(node).ok) return { ok: true, at };
  }
  const first = places.find(({ logic: node }) => recognises(node).ok);
  if (first !== undefined) return { ok: true, at: first.at };
  const reasons = places.flatMap(({ logic: node, at }) => {
    const recognition = recognises(node);
    return recognition.ok ? [] : [{ ...recognition.whyNot, at: at + recognition.whyNot.at }];
  });
  // A near miss says more than that a formula is of another kind altogether.
  const near =
    reasons.find(({ fix }) => fix !== undefined) ?? reasons.find(({ facts }) => facts.row);
  return { ok: false, whyNot: near ?? (reasons[0] as WhyNot) };
}

/** Every idiom that a score is written in, its parts followed; in the order in which they are met. */
export function idiomsOf(
  score: Logic,
  parts: { readonly [id: string]: { readonly logic: Logic } },
  names?: Names,
): readonly Idiom[] {
  const found = new Set<Idiom>();
  const followed = new Set<string>();
  const part = (logic: Logic): Logic | undefined => parts[nameOf(logic) ?? ""]?.logic;

  const visit = (logic: Logic): void => {
    const name = nameOf(logic);
    if (name !== null) {
      const named = part(logic);
      if (named === undefined) found.add("figure");
      else if (!followed.has(name)) {
        followed.add(name);
        visit(named);
      }
      return;
    }
    const table = tableOf(logic, names);
    if (table !== null) {
      visitTable(logic, table);
      return;
    }
    const gated = getGate(logic);
    const ratio = ratioLens.get(logic);
    if (gated !== null && !ratio.ok) {
      found.add("gate");
      visit(gated.inner);
      return;
    }
    if (ratio.ok) {
      const { numerator, denominator } = ratio.view;
      found.add(
        isMean(part(numerator) ?? numerator, part(denominator) ?? denominator) ? "mean" : "ratio",
      );
      return;
    }
    const factors = operatorOf(logic) === "*" ? operandsOf(logic) : [];
    const rest = factors.filter((one) => typeof one !== "number" && nameOf(one) !== "weight");
    const [only] = rest;
    if (only !== undefined && rest.length === 1) {
      visit(only);
      return;
    }
    const sum = sumLens.get(logic);
    if (sum.ok) {
      const { terms } = sum.view;
      found.add(terms.some(({ weight }) => weight !== null) ? "weighted-sum" : "sum");
      for (const term of terms) visit(term.logic);
      return;
    }
    // Conditions of another kind ("never updated"): what they lead to.
    const values = ifOperatorOf(logic) === null ? [] : operandsOf(logic).filter(isValue);
    const computed = values.filter((value) => operatorOf(value) !== undefined);
    if (computed.length === 0) found.add("figure");
    for (const value of computed) visit(value);
  };

  const visitTable = (logic: Logic, table: TableKind): void => {
    if (table !== "count") {
      found.add(table);
      const checklist = checklistLens.get(logic);
      if (table === "checklist" && checklist.ok && checklist.view.gate !== null) found.add("gate");
      return;
    }
    const count = countLens(names).get(logic);
    found.add(count.ok && count.view.deduction !== null ? "deduction" : "count");
  };

  visit(score);
  return [...found];
}

/** Of the operands of `if`, those that are no conditions. */
function isValue(_: Logic, index: number, all: readonly Logic[]): boolean {
  return index % 2 === 1 || index === all.length - 1;
}

function isMean(numerator: Logic, denominator: Logic): boolean {
  const [sum, number] = [rowsLens.get(numerator), rowsLens.get(denominator)];
  if (!sum.ok || !number.ok || sum.view.each === null || number.view.each !== null) return false;
  return sameLogic(sum.view.list, number.view.list);
}
