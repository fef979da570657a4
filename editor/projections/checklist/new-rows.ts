/** @module Rows of a checklist that come with their conditions: yes-or-no figures, made where nobody asked for them yet. */
import { variable } from "../../../engine/logic/json-tree.ts";
import { setValue } from "../../document/edit.ts";
import { freeName, putValue } from "../../document/edit-members.ts";
import { treeOf } from "../../document/nodes.ts";
import type { PastedTick } from "../../formula/clipboard/paste-checklist.ts";
import { addRows } from "../../formula/operations/checklist.ts";
import { label } from "../../formula/operations/labels.ts";
import { useWorkspace } from "../../workspace/workspace-store.ts";
import type { FormulaView } from "../formula-view.ts";

/** A figure is named so until somebody gives it a better name, in the form. */
const NEW_INPUT = "item";

/** One step of history: the figures that are new, and a row for each at the end of the checklist. */
export function addNewRows(view: FormulaView, at: string, rows: readonly PastedTick[]): void {
  const { document, commit } = useWorkspace.getState();
  const node = treeOf(document).byId.get(view.place.node);
  if (node === undefined) return;
  const taken = [...view.declared.keys()];
  let edited = document;
  const added = rows.map(({ text, input, points }) => {
    const id = input ?? freeName(NEW_INPUT, taken);
    if (input === null) {
      taken.push(id);
      const place = { file: node.file, pointer: `${node.pointer}/inputs/${id}` };
      edited = putValue(edited, place, { type: "boolean", label: { zh: text, en: text } });
    }
    return { condition: variable(id), points: points ?? 0 };
  });
  const [first] = rows;
  const words =
    rows.length === 1 && first !== undefined ? label("rowAdded", { a: first.text }) : undefined;
  const put = addRows(view.logic, at, added, undefined, words);
  if (!put.ok) {
    view.apply(() => put);
    return;
  }
  commit(setValue(edited, view.place, put.logic), {
    label: put.label,
    selection: { place: view.place, at: put.at },
  });
}
