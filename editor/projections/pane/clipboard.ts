/**
 * @module The selected node to and from the clipboard: as the formula itself for this page, as text formula for people, as
 * a table for Excel where it is bands. Pasting replaces what is selected and nothing more.
 */
import type { ClipboardEvent } from "react";
import type { JsonValue } from "../../../engine/json/json-value.ts";
import { nodeAt, operandsOf, parentOf } from "../../../engine/logic/json-tree.ts";
import {
  FORMULA_TYPE,
  nodeFromClipboard,
  nodesToClipboard,
} from "../../formula/clipboard/node-clipboard.ts";
import { remove, replace } from "../../formula/operations/nodes.ts";
import { currentLanguage } from "../../messages/index.ts";
import { writeHtml } from "../../ui/clipboard-table.ts";
import type { FormulaView } from "../formula-view.ts";

type Handler = (event: ClipboardEvent) => void;

export function clipboardOf(view: FormulaView): {
  readonly onCopy: Handler;
  readonly onCut: Handler;
  readonly onPaste: Handler;
} {
  const copy = (event: ClipboardEvent): boolean => {
    const nodes = selectedNodes(view);
    if (nodes.length === 0 || isWritten(event)) return false;
    putOnClipboard(event.clipboardData, nodes, view);
    event.preventDefault();
    return true;
  };
  return {
    onCopy: copy,
    onCut: (event) => {
      const at = view.selected;
      if (view.readOnly || at === null || !copy(event)) return;
      view.apply((logic) => remove(logic, at, view.declared));
    },
    onPaste: (event) => {
      const at = view.selected;
      if (view.readOnly || at === null || isWritten(event)) return;
      const node = nodeFromClipboard((type) => event.clipboardData.getData(type), view.declared);
      if (node === null) return;
      event.preventDefault();
      view.apply((logic) => replace(logic, at, node, view.declared));
    },
  };
}

/** Text that is being written has the clipboard to itself. */
function isWritten(event: ClipboardEvent): boolean {
  const field = event.target as HTMLElement;
  if (field instanceof HTMLInputElement && "leaf" in field.dataset) return field.value !== "";
  return (
    field.matches("input, textarea, [contenteditable=true]") ||
    field.closest(".monaco-editor") !== null
  );
}

function selectedNodes({ logic, selected, span }: FormulaView): readonly JsonValue[] {
  if (selected === null) return [];
  const node = nodeAt(logic, selected);
  if (node === undefined) return [];
  const parent = parentOf(logic, selected);
  if (span <= 1 || parent === null) return [node];
  return operandsOf(parent.logic).slice(parent.index, parent.index + span);
}

/** Text for people, a table for Excel where it is one, and the nodes themselves for this page. */
export function putOnClipboard(
  data: DataTransfer,
  nodes: readonly JsonValue[],
  { declared }: FormulaView,
): void {
  const { text, table, formula } = nodesToClipboard(nodes, declared, currentLanguage());
  data.setData(FORMULA_TYPE, formula);
  data.setData("text/plain", text);
  if (table !== null) data.setData("text/html", writeHtml(table));
}
