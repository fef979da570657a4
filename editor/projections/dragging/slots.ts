/** @module What dropping something on a node would do: the operation, or why it is none. */

import { isHole, nodeAt, parentOf } from "../../../engine/logic/json-tree.ts";
import type { Logic } from "../../../engine/rule-set/rule-set.ts";
import type { Edited } from "../../formula/operations/edited.ts";
import { moveBetween, replace, wrap } from "../../formula/operations/nodes.ts";
import type { FormulaView } from "../formula-view.ts";

/** What is dragged: a node of the formula, or something that is not in it yet. */
export type Dragged =
  | { readonly from: "formula"; readonly at: string; readonly words: string }
  /** `index` in the tray. */
  | { readonly from: "tray"; readonly index: number; readonly logic: Logic; readonly words: string }
  | { readonly from: "names"; readonly logic: Logic; readonly words: string };

export type SlotWords = "add" | "fill" | "before" | "after" | "swap" | "replace" | "intoItself";

export interface Slot {
  readonly words: SlotWords;
  /** `null`: it cannot go there. */
  readonly edit: ((logic: Logic) => Edited) | null;
}

/** What came from the tray lies in it no more; the same step of history. */
export function takenFrom(dragged: Dragged, edited: Edited): Edited {
  return edited.ok && dragged.from === "tray" ? { ...edited, fromTray: dragged.index } : edited;
}

/** Beside a node that stays: what comes from elsewhere is added to it. */
export function addedTo(view: FormulaView, dragged: Dragged, at: string): Slot {
  if (dragged.from === "formula") return { words: "intoItself", edit: null };
  const { declared } = view;
  return {
    words: "add",
    edit: (logic) => takenFrom(dragged, wrap(logic, at, "+", 0, declared, [dragged.logic])),
  };
}

export function slotAt(view: FormulaView, dragged: Dragged, at: string): Slot {
  const { logic, declared } = view;
  const target = nodeAt(logic, at);
  if (dragged.from !== "formula") {
    const edit = (now: Logic): Edited => {
      const put = takenFrom(dragged, replace(now, at, dragged.logic, declared));
      return put.ok && target !== undefined && !isHole(target) ? { ...put, tray: [target] } : put;
    };
    return { words: isHole(target) ? "fill" : "replace", edit };
  }
  const { at: from } = dragged;
  if (from === "" || at === from || at.startsWith(`${from}/`) || from.startsWith(`${at}/`))
    return { words: "intoItself", edit: null };
  if (isHole(target)) {
    return { words: "fill", edit: (now) => moveBetween(now, from, at, "replace", declared) };
  }
  const [own, other] = [parentOf(logic, from), parentOf(logic, at)];
  if (own !== null && other !== null && own.at === other.at) {
    const side = other.index < own.index ? "before" : "after";
    return { words: side, edit: (now) => moveBetween(now, from, at, side, declared) };
  }
  return { words: "swap", edit: (now) => moveBetween(now, from, at, "swap", declared) };
}
