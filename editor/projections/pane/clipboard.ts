/**
 * @module The selected node to and from the clipboard: as the formula itself for this page, as text formula for people, as
 * a table for Excel where it is bands. Pasting replaces what is selected and nothing more.
 */
import type { ClipboardEvent } from "react";
import type { JsonValue } from "../../../engine/json/json-value.ts";
import { remove, replace } from "../../formula/operations/nodes.ts";
import { rangesOf } from "../../formula/recognise/band-ranges.ts";
import { bandsLens } from "../../formula/recognise/bands.ts";
import { nodeAt, operandsOf, parentOf } from "../../formula/tree.ts";
import { currentLanguage } from "../../messages/index.ts";
import { parseText } from "../../text-formula/parse.ts";
import { textOf } from "../../text-formula/print.ts";
import type { FormulaView } from "../formula-view.ts";

/** Our own type: other programs pass it by. */
const FORMULA_TYPE = "application/x-chengping-formula+json";

type Handler = (event: ClipboardEvent) => void;

export function clipboardOf(view: FormulaView): {
  readonly onCopy: Handler;
  readonly onCut: Handler;
  readonly onPaste: Handler;
} {
  const copy = (event: ClipboardEvent): boolean => {
    const nodes = selectedNodes(view);
    if (nodes.length === 0 || isWritten(event)) return false;
    const language = currentLanguage();
    const texts = nodes.map((node) => textOf(node, view.declared, language));
    event.clipboardData.setData(FORMULA_TYPE, JSON.stringify(nodes));
    event.clipboardData.setData("text/plain", texts.join("\n"));
    const table = nodes.length === 1 && nodes[0] !== undefined ? bandTable(nodes[0]) : null;
    if (table !== null) event.clipboardData.setData("text/html", table);
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
      const node = pasted(event.clipboardData, view);
      if (node === undefined) return;
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

function pasted(data: DataTransfer, view: FormulaView): JsonValue | undefined {
  const own = data.getData(FORMULA_TYPE);
  if (own !== "") return (JSON.parse(own) as readonly JsonValue[])[0];
  const text = data.getData("text/plain").trim();
  if (text === "") return undefined;
  const { logic, errors } = parseText(text, view.declared);
  return errors.some(({ severity }) => severity === "error") ? undefined : logic;
}

/** Bands as rows of a table: not less than, less than, points. */
function bandTable(node: JsonValue): string | null {
  const bands = bandsLens.get(node);
  if (!bands.ok) return null;
  const cell = (value: JsonValue | undefined): string =>
    `<td>${typeof value === "number" ? value : ""}</td>`;
  const rows = rangesOf(bands.view).rows.map(({ from, to }, index) => {
    const points = bands.view.rows[index]?.points;
    return `<tr>${cell(from?.value)}${cell(to?.value)}${cell(points)}</tr>`;
  });
  return `<table>${rows.join("")}</table>`;
}
