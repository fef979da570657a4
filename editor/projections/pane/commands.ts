/**
 * @module What can be done with the selected node: each command once, with its key, for the keyboard, the menu and the
 * sheet of keys alike. All of them are pure operations of `formula/`; a refusal is told in words.
 */
import type { KeyboardEvent } from "react";
import { HOLE, isHole, nodeAt, operation } from "../../../engine/logic/json-tree.ts";
import { shiftDecimal } from "../../../engine/number/percent.ts";
import type { Logic } from "../../../engine/rule-set/rule-set.ts";
import type { Edited } from "../../formula/operations/edited.ts";
import {
  duplicate,
  move,
  remove,
  replace,
  swapOperands,
  unwrap,
  wrap,
  wrapRange,
} from "../../formula/operations/nodes.ts";
import type { FormulaView } from "../formula-view.ts";

export type CommandId =
  | "plus"
  | "minus"
  | "times"
  | "over"
  | "percent"
  | "cap"
  | "floor"
  | "round"
  | "zero"
  | "unwrap"
  | "swap"
  | "earlier"
  | "later"
  | "duplicate"
  | "remove";

export interface Command {
  readonly id: CommandId;
  /** As the sheet prints it: `Alt+U`. */
  readonly keys?: string;
  readonly matches?: (event: KeyboardEvent) => boolean;
  readonly edit: (logic: Logic, at: string, view: FormulaView) => Edited;
}

const plainKey =
  (...keys: readonly string[]) =>
  (event: KeyboardEvent): boolean =>
    keys.includes(event.key) && !event.ctrlKey && !event.altKey && !event.metaKey;

const shifted =
  (...keys: readonly string[]) =>
  (event: KeyboardEvent): boolean =>
    event.ctrlKey && event.shiftKey && keys.includes(event.key);

/** The selected node, or run of nodes, as first operand of a new operation. */
const around =
  (operator: string) =>
  (logic: Logic, at: string, { declared, span }: FormulaView): Edited =>
    span > 1
      ? wrapRange(logic, at, span, operator, declared)
      : wrap(logic, at, operator, 0, declared);

export const COMMANDS: readonly Command[] = [
  { id: "plus", keys: "+", matches: plainKey("+", "＋"), edit: around("+") },
  { id: "minus", keys: "-", matches: plainKey("-", "－"), edit: around("-") },
  { id: "times", keys: "*", matches: plainKey("*", "×"), edit: around("*") },
  { id: "over", keys: "/", matches: plainKey("/", "÷"), edit: around("/") },
  { id: "percent", keys: "%", matches: plainKey("%", "％"), edit: togglePercent },
  {
    id: "cap",
    edit: (logic, at, { declared }) => wrap(logic, at, "min", 1, declared, [1]),
  },
  {
    id: "floor",
    edit: (logic, at, { declared }) => wrap(logic, at, "max", 1, declared, [0]),
  },
  {
    id: "round",
    edit: (logic, at, { declared }) => wrap(logic, at, "round", 0, declared, [2]),
  },
  { id: "zero", edit: settleZero },
  {
    id: "unwrap",
    keys: "Alt+U",
    matches: ({ altKey, code }) => altKey && code === "KeyU",
    edit: (logic, at, { declared }) => unwrap(logic, at, declared),
  },
  { id: "swap", edit: (logic, at, { declared }) => swapOperands(logic, at, declared) },
  {
    id: "earlier",
    keys: "Ctrl+Shift+←",
    matches: shifted("ArrowLeft", "ArrowUp"),
    edit: (logic, at, { declared }) => move(logic, at, -1, declared),
  },
  {
    id: "later",
    keys: "Ctrl+Shift+→",
    matches: shifted("ArrowRight", "ArrowDown"),
    edit: (logic, at, { declared }) => move(logic, at, 1, declared),
  },
  {
    id: "duplicate",
    keys: "Ctrl+D",
    matches: ({ ctrlKey, code }) => ctrlKey && code === "KeyD",
    edit: (logic, at, { declared }) => duplicate(logic, at, declared),
  },
  {
    id: "remove",
    keys: "Delete",
    edit: (logic, at, { declared }) => remove(logic, at, declared),
  },
];

/** 95 becomes 95 % (0.95), and a share the number before its sign; nothing is divided, the point moves. */
function togglePercent(logic: Logic, at: string, view: FormulaView): Edited {
  const value = nodeAt(logic, at);
  if (typeof value !== "number")
    return { ok: false, refusal: { code: "no_such_place", facts: {} } };
  const places = Math.abs(value) <= 1 && !Number.isInteger(value) ? 2 : -2;
  return replace(logic, at, Number(shiftDecimal(String(value), places)), view.declared);
}

/** Guards a division with what holds where its denominator is 0; the slot for it comes into focus. */
function settleZero(logic: Logic, at: string, view: FormulaView): Edited {
  const division = nodeAt(logic, at);
  const operands = division === undefined ? [] : divisionOf(division);
  const [, denominator] = operands;
  if (division === undefined || denominator === undefined || isHole(denominator)) {
    return { ok: false, refusal: { code: "no_such_place", facts: {} } };
  }
  const guarded = operation("if", [operation("==", [denominator, 0]), HOLE, division]);
  return replace(logic, at, guarded, view.declared);
}

function divisionOf(logic: Logic): readonly Logic[] {
  const operands = (logic as { readonly "/"?: unknown } | null)?.["/"];
  return Array.isArray(operands) ? (operands as readonly Logic[]) : [];
}
