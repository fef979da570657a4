/** @module The node that a table shows, and the table written back in its place. */

import type { Lens, WhyNot } from "../../engine/idioms/lens.ts";
import { nodeAt, operatorOf, parentOf, replaceAt } from "../../engine/logic/json-tree.ts";
import type { Logic, Text } from "../../engine/rule-set/rule-set.ts";
import type { Edited } from "../formula/operations/edited.ts";
import type { BandsView } from "../formula/recognise/bands.ts";
import type { CountView } from "../formula/recognise/count.ts";
import { findTable, type TableKind } from "../formula/recognise/idioms.ts";
import type { FormulaView } from "./formula-view.ts";

/** What of a formula tells whether a table is in it. */
export type Tabled = Pick<FormulaView, "logic" | "selected" | "declared">;

export interface TablePlace<View> {
  /** Place of the table's node within the formula: the selected one, or the nearest around it that is such a table. */
  readonly at: string;
  readonly table: View;
  /** The formula with another table in this place. */
  readonly put: (table: View, label: Text, focus?: string) => (logic: Logic) => Edited;
}

export function tablePlace<View>(
  view: Tabled,
  kind: TableKind,
  lens: Lens<View>,
): TablePlace<View> | null {
  const found = findTable(view.logic, kind, view.selected ?? "", view.declared);
  if (!found.ok) return null;
  const at = wholeTable(view.logic, found.at, lens);
  const node = nodeAt(view.logic, at);
  const recognition = node === undefined ? null : lens.get(node);
  if (!recognition?.ok) return null;
  return {
    at,
    table: recognition.view,
    put:
      (table, label, focus = view.selected ?? at) =>
      (logic) => ({
        ok: true,
        logic: replaceAt(logic, at, lens.put(table)),
        at: focus,
        label,
      }),
  };
}

/**
 * `null`: the formula holds a table of this kind.
 *
 * @param gives whether a table gives points: figures that are only added up are counted, but make no table
 */
export function whyNoTable<View>(
  view: Tabled,
  kind: TableKind,
  lens: Lens<View>,
  gives: (table: View) => boolean = () => true,
): WhyNot | null {
  const found = findTable(view.logic, kind, view.selected ?? "", view.declared);
  if (!found.ok) return found.whyNot;
  const at = wholeTable(view.logic, found.at, lens);
  const recognition = lens.get(nodeAt(view.logic, at) ?? null);
  return recognition.ok && gives(recognition.view)
    ? null
    : { code: "nothing_counted", facts: {}, at };
}

/** Points for one threshold among others that are added up are rows of a checklist or counts, and no table of bands. */
export function whyNoBands(view: Tabled, lens: Lens<BandsView>): WhyNot | null {
  const why = whyNoTable(view, "bands", lens);
  const found = tablePlace(view, "bands", lens);
  if (why !== null || found === null) return why;
  const around = parentOf(view.logic, found.at);
  const isAsked = view.selected?.startsWith(found.at) === true;
  const isRow =
    found.table.rows.length === 1 && around !== null && operatorOf(around.logic) === "+";
  return isRow && !isAsked ? { code: "not_a_chain_of_conditions", facts: {}, at: found.at } : null;
}

/** Points for each, for a number that is reached, or at most so many. */
export function givesPoints({ terms, cap }: CountView): boolean {
  return (
    cap !== null ||
    terms.some(
      (term) =>
        term.kind === "threshold" ||
        (term.kind === "count" && (term.each !== null || term.cap !== null)),
    )
  );
}

/** A row of a checklist is a small checklist itself: the table that it is a row of is the one that is meant. */
function wholeTable<View>(logic: Logic, at: string, lens: Lens<View>): string {
  const around = parentOf(logic, at);
  return around !== null && lens.get(around.logic).ok ? wholeTable(logic, around.at, lens) : at;
}
