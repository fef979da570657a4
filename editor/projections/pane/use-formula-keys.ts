/** @module The keys of a pane (editor.md 4.4). Keys of an input method's own are left alone. */
import type { KeyboardEvent } from "react";
import { useWorkspace } from "../../workspace/workspace-store.ts";
import type { FormulaView } from "../formula-view.ts";
import { COMMANDS } from "./commands.ts";
import { type Direction, focusPlace, neighbour, placeElement } from "./navigate.ts";

export interface PaneReach {
  readonly root: () => HTMLElement | null;
  /** The pane itself, where Esc leads in the end. */
  readonly pane: () => HTMLElement | null;
  readonly openPalette: () => void;
  readonly openMenu: () => void;
  readonly openKeys: () => void;
  readonly explain: () => void;
  /** How the value of the selected node came about. */
  readonly explainValue: (at: string) => void;
  /** The key that deletes: announces first, then empties, then takes the slot away. */
  readonly remove: (at: string) => void;
  readonly chooseProjection: (index: number) => void;
  readonly goToFinding: (back: boolean) => void;
}

const ARROWS: { readonly [key: string]: Direction } = {
  ArrowLeft: "previous",
  ArrowRight: "next",
  ArrowUp: "parent",
  ArrowDown: "child",
  Home: "first",
  End: "last",
};

/** @returns what to call with every key pressed within the pane */
export function formulaKeys(view: FormulaView, reach: PaneReach): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.nativeEvent.isComposing || event.keyCode === 229 || event.defaultPrevented) return;
    // Dialogs that the pane opened are its children to React, not to the page.
    if (!reach.pane()?.contains(event.target as Node)) return;
    const place = placeElement(event.target as Element);
    if (history(event) || everywhere(event, reach)) return;
    const root = reach.root();
    const at = place?.dataset.at;
    if (place === null || at === undefined || root === null || !root.contains(place)) return;
    // Fields of tables and the JSON editor have their own keys; the field of a leaf is quiet until it is written in.
    const field = event.target as HTMLElement;
    if (
      field.matches("input, textarea, select, [contenteditable=true]") &&
      !("leaf" in field.dataset)
    )
      return;
    if (event.key === "Tab") view.tab(event);
    // A letter on a leaf begins a name; with Alt it is a key there too.
    else if (event.code === "KeyV" && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      if (!event.altKey && "leaf" in field.dataset) return;
      event.preventDefault();
      event.stopPropagation();
      reach.explainValue(at);
    } else if (move(event, place, root, reach) || (!view.readOnly && act(event, view, at, reach))) {
      event.preventDefault();
      event.stopPropagation();
    }
  };
}

/** Keys that need no selected node. @returns true when it was one */
function everywhere(event: KeyboardEvent, reach: PaneReach): boolean {
  const digit = /^Digit([1-7])$/.exec(event.code)?.[1];
  if (event.ctrlKey && event.altKey && digit !== undefined)
    reach.chooseProjection(Number(digit) - 1);
  else if (event.key === "F8") reach.goToFinding(event.shiftKey);
  else if (event.key === "F9") reach.explain();
  else if (event.key === "?" && !(event.target as HTMLElement).matches("textarea"))
    reach.openKeys();
  else return false;
  event.preventDefault();
  return true;
}

/** One history for all views: a field that nobody writes in has none of its own. @returns true when it was such a key */
function history(event: KeyboardEvent): boolean {
  if ((!event.ctrlKey && !event.metaKey) || event.altKey || !isAtRest(event.target as Element))
    return false;
  const key = event.key.toLowerCase();
  const { undo, redo, readOnly } = useWorkspace.getState();
  if (readOnly) return false;
  if (key === "z" && !event.shiftKey) undo();
  else if (key === "y" || (key === "z" && event.shiftKey)) redo();
  else return false;
  event.preventDefault();
  event.stopPropagation();
  return true;
}

function isAtRest(field: Element): boolean {
  if (field instanceof HTMLInputElement) {
    return /checkbox|radio/.test(field.type) || ("leaf" in field.dataset && field.value === "");
  }
  if (field instanceof HTMLTextAreaElement) return field.dataset.draft === "false";
  return field.closest(".monaco-editor") === null;
}

function move(
  event: KeyboardEvent,
  place: HTMLElement,
  root: HTMLElement,
  reach: PaneReach,
): boolean {
  if (event.ctrlKey || event.altKey || event.metaKey) return false;
  if (event.key === "Escape" && place.role !== "treeitem") {
    const parent = neighbour(place, "parent", root);
    if (parent === null) reach.pane()?.focus();
    else focusPlace(parent);
    return true;
  }
  if (place.role === "treeitem") return moveInTree(event, place, root, reach.pane());
  const direction = ARROWS[event.key];
  if (direction === undefined || event.shiftKey) return false;
  const next = neighbour(place, direction, root);
  if (next !== null) focusPlace(next);
  return true;
}

/** A tree's own keys: up and down through the rows that are seen, left to the row above, right to the first below. */
function moveInTree(
  event: KeyboardEvent,
  place: HTMLElement,
  root: HTMLElement,
  pane: HTMLElement | null,
): boolean {
  const rows = [...root.querySelectorAll<HTMLElement>("[role=treeitem]")];
  const index = rows.indexOf(place);
  const target = {
    ArrowDown: () => rows[index + 1],
    ArrowUp: () => rows[index - 1],
    ArrowLeft: () => rows.slice(0, index).findLast((row) => levelOf(row) < levelOf(place)),
    ArrowRight: () => {
      const next = rows[index + 1];
      return next !== undefined && levelOf(next) > levelOf(place) ? next : undefined;
    },
    Home: () => rows[0],
    End: () => rows.at(-1),
    Escape: () => rows.slice(0, index).findLast((row) => levelOf(row) < levelOf(place)),
  }[event.key];
  if (target === undefined) return false;
  const row = target();
  if (row === undefined && event.key === "Escape") pane?.focus();
  row?.focus();
  return true;
}

function levelOf(row: HTMLElement): number {
  return Number(row.getAttribute("aria-level"));
}

function act(event: KeyboardEvent, view: FormulaView, at: string, reach: PaneReach): boolean {
  if (event.key === " " && !event.ctrlKey) reach.openPalette();
  else if (
    (event.key === "Enter" && event.altKey) ||
    (event.key === "F10" && event.shiftKey) ||
    event.key === "ContextMenu"
  ) {
    reach.openMenu();
  } else {
    if (event.key === "Delete" || event.key === "Backspace") {
      reach.remove(at);
      return true;
    }
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (event.shiftKey && !event.ctrlKey && step !== 0) {
      if (view.selected !== null) view.select(view.selected, Math.max(1, view.span + step));
      return true;
    }
    const command = COMMANDS.find((one) => one.matches?.(event));
    if (command === undefined) return false;
    view.apply((logic) => command.edit(logic, at, view));
  }
  return true;
}
