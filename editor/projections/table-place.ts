/** @module The node that a table shows, and the table written back in its place. */
import type { Logic, Text } from "../../engine/rule-set/rule-set.ts";
import type { Edited } from "../formula/operations/edited.ts";
import { findTable, type TableKind } from "../formula/recognise/idioms.ts";
import type { Lens } from "../formula/recognise/lens.ts";
import { nodeAt, replaceAt } from "../formula/tree.ts";
import type { FormulaView } from "./formula-view.ts";

export interface TablePlace<View> {
  /** Place of the table's node within the formula: the selected one, or the nearest around it that is such a table. */
  readonly at: string;
  readonly table: View;
  /** The formula with another table in this place. */
  readonly put: (table: View, label: Text, focus?: string) => (logic: Logic) => Edited;
}

export function tablePlace<View>(
  view: FormulaView,
  kind: TableKind,
  lens: Lens<View>,
): TablePlace<View> | null {
  const found = findTable(view.logic, kind, view.selected ?? "", view.declared);
  const node = found.ok ? nodeAt(view.logic, found.at) : undefined;
  if (!found.ok || node === undefined) return null;
  const { at } = found;
  const recognition = lens.get(node);
  if (!recognition.ok) return null;
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
