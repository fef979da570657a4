/**
 * @module Operations on single nodes of a formula. Each is `(logic, at, …) → Edited`; every key, menu entry, drag
 * and cell calls one of these. `names` only lend words to the label.
 */

import type { Names } from "../../../engine/language/formula-names.ts";
import { callText } from "../../../engine/language/operator-words.ts";
import {
  childAt,
  HOLE,
  isHole,
  nameOf,
  nodeAt,
  operandsOf,
  operation,
  operatorOf,
  parentOf,
  replaceAt,
  variable,
} from "../../../engine/logic/json-tree.ts";
import type { Logic } from "../../../engine/rule-set/rule-set.ts";
import { type Edited, refused } from "./edited.ts";
import { label, termText } from "./labels.ts";
import { arityOf, filled, focusIn, isConditional, JOINING, placeOf, splice } from "./slots.ts";

const NO_NAMES: Names = new Map();

export function setLiteral(
  logic: Logic,
  at: string,
  value: number | string | boolean | null,
  names: Names = NO_NAMES,
): Edited {
  return exchange(logic, at, value, names);
}

export function setVar(logic: Logic, at: string, name: string, names: Names = NO_NAMES): Edited {
  return exchange(logic, at, variable(name), names);
}

/** Puts a subtree in the place of another; the first empty slot in it comes into focus. */
export function replace(
  logic: Logic,
  at: string,
  replacement: Logic,
  names: Names = NO_NAMES,
): Edited {
  return exchange(logic, at, replacement, names);
}

function exchange(logic: Logic, at: string, put: Logic, names: Names): Edited {
  const node = nodeAt(logic, at);
  if (node === undefined) return refused("no_such_place");
  const words = { a: termText(node, names), b: termText(put, names) };
  const replaced = putAt(logic, at, put);
  return {
    ok: true,
    logic: replaced.logic,
    at: focusIn(replaced.logic, replaced.at),
    label: isHole(node) ? label("inserted", { a: words.b }) : label("changed", words),
    ...(typeof node === "number" && typeof put === "number" ? { typed: true } : {}),
  };
}

/** Another operator over the same operands: those that do not fit go to the tray, missing ones are empty slots. */
export function setOp(logic: Logic, at: string, operator: string, names: Names = NO_NAMES): Edited {
  const node = nodeAt(logic, at);
  if (node === undefined) return refused("no_such_place");
  const old = operatorOf(node);
  if (isHole(node)) return exchange(logic, at, operation(operator, filled(operator, [])), names);
  if (old === undefined || nameOf(node) !== null) return wrap(logic, at, operator, 0, names);
  const operands = operandsOf(node);
  const { most } = arityOf(operator);
  const tray = operands.slice(most).filter((operand) => !isHole(operand));
  const put = operation(operator, filled(operator, operands.slice(0, most)));
  return {
    ok: true,
    logic: replaceAt(logic, at, put),
    at: focusIn(replaceAt(logic, at, put), at),
    ...(tray.length > 0 ? { tray } : {}),
    label: label("operator", { a: callText(old), b: callText(operator) }),
  };
}

export function insertBefore(
  logic: Logic,
  at: string,
  inserted: Logic,
  names: Names = NO_NAMES,
): Edited {
  return insertBeside(logic, at, inserted, 0, names);
}

export function insertAfter(
  logic: Logic,
  at: string,
  inserted: Logic,
  names: Names = NO_NAMES,
): Edited {
  return insertBeside(logic, at, inserted, 1, names);
}

function insertBeside(
  logic: Logic,
  at: string,
  inserted: Logic,
  offset: 0 | 1,
  names: Names,
): Edited {
  const parent = parentOf(logic, at);
  if (parent === null)
    return refused(nodeAt(logic, at) === undefined ? "no_such_place" : "root_has_no_siblings");
  if (!isConditional(parent.logic))
    return insertAt(logic, parent.at, parent.index + offset, inserted, names);
  // Beside a condition or its points a whole row comes in.
  const rows = Math.floor(operandsOf(parent.logic).length / 2);
  const row = Math.min(Math.floor(parent.index / 2) + offset, rows);
  const put = splice(parent.logic, 2 * row, 0, HOLE, inserted);
  const edited = replaceAt(logic, parent.at, put);
  return {
    ok: true,
    logic: edited,
    at: placeOf(put, parent.at, 2 * row),
    label: label("inserted", { a: termText(inserted, names) }),
  };
}

/** Puts an operand into an operation, or an item into a list; at the end where no index is told. */
export function insertChild(
  logic: Logic,
  at: string,
  inserted: Logic,
  index?: number,
  names: Names = NO_NAMES,
): Edited {
  const node = nodeAt(logic, at);
  if (node === undefined) return refused("no_such_place");
  return insertAt(logic, at, index ?? operandsOf(node).length, inserted, names);
}

function insertAt(logic: Logic, at: string, index: number, inserted: Logic, names: Names): Edited {
  const node = nodeAt(logic, at) as Logic;
  const operator = operatorOf(node);
  const count = operandsOf(node).length;
  if (operator === undefined && !Array.isArray(node)) return refused("no_such_place");
  const { least, most } = arityOf(operator);
  if (count + 1 > most)
    return refused("operand_count", { operator, minimum: least, maximum: most });
  const put = splice(node, Math.min(index, count), 0, inserted);
  const edited = replaceAt(logic, at, put);
  return {
    ok: true,
    logic: edited,
    at: focusIn(edited, placeOf(put, at, Math.min(index, count))),
    label: label("inserted", { a: termText(inserted, names) }),
  };
}

/**
 * Makes a node an operand of a new operation, the others empty slots or as given. A sum that gets another term
 * stays one sum.
 *
 * @param slot which operand the node becomes
 * @param others the other operands, in order
 */
export function wrap(
  logic: Logic,
  at: string,
  operator: string,
  slot: number,
  names: Names = NO_NAMES,
  others: readonly Logic[] = [],
): Edited {
  const node = nodeAt(logic, at);
  if (node === undefined) return refused("no_such_place");
  const parent = parentOf(logic, at);
  const [added = HOLE] = others;
  if (JOINING.has(operator) && others.length <= 1) {
    if (parent !== null && operatorOf(parent.logic) === operator)
      return insertAt(logic, parent.at, parent.index + (slot === 0 ? 1 : 0), added, names);
    if (operatorOf(node) === operator) {
      const index = slot === 0 ? operandsOf(node).length : 0;
      return insertAt(logic, at, index, added, names);
    }
  }
  const operands = [...others];
  while (operands.length < slot) operands.push(HOLE);
  operands.splice(slot, 0, node);
  const two = JOINING.has(operator) ? 2 : 0;
  while (operands.length < two) operands.push(HOLE);
  const put = operation(operator, filled(operator, operands));
  const edited = replaceAt(logic, at, put);
  return {
    ok: true,
    logic: edited,
    at: focusIn(edited, at),
    label: label("wrapped", { a: termText(node, names), b: callText(operator) }),
  };
}

/** Makes neighbours the operands of one new operation in their place. */
export function wrapRange(
  logic: Logic,
  at: string,
  span: number,
  operator: string,
  names: Names = NO_NAMES,
): Edited {
  const parent = parentOf(logic, at);
  if (parent === null) return refused("no_such_run");
  const run = operandsOf(parent.logic).slice(parent.index, parent.index + span);
  if (run.length < span || isConditional(parent.logic)) return refused("no_such_run");
  const { least, most } = arityOf(operator);
  if (run.length > most)
    return refused("operand_count", { operator, minimum: least, maximum: most });
  const put = operation(operator, filled(operator, run));
  const holder = splice(parent.logic, parent.index, span, put);
  const edited = replaceAt(logic, parent.at, holder);
  return {
    ok: true,
    logic: edited,
    at: focusIn(edited, placeOf(holder, parent.at, parent.index)),
    label: label("wrapped", { a: termText(run[0] as Logic, names), b: callText(operator) }),
  };
}

/** The parent gives way to this operand; its others go to the tray. */
export function unwrap(logic: Logic, at: string, names: Names = NO_NAMES): Edited {
  const node = nodeAt(logic, at);
  const parent = parentOf(logic, at);
  if (node === undefined) return refused("no_such_place");
  if (parent === null) return refused("nothing_to_unwrap");
  const tray = operandsOf(parent.logic).filter(
    (operand, index) => index !== parent.index && !isHole(operand),
  );
  return {
    ok: true,
    ...putAt(logic, parent.at, node),
    ...(tray.length > 0 ? { tray } : {}),
    label: label("unwrapped", { a: termText(node, names) }),
  };
}

/**
 * Empties a slot; an empty one goes away altogether, and an operation that is left with too few operands gives
 * way to the one that is left. Nothing beside what was deleted is lost.
 */
export function remove(logic: Logic, at: string, names: Names = NO_NAMES): Edited {
  const node = nodeAt(logic, at);
  if (node === undefined) return refused("no_such_place");
  if (!isHole(node)) {
    const emptied = replaceAt(logic, at, HOLE);
    return { ok: true, logic: emptied, at, label: label("deleted", { a: termText(node, names) }) };
  }
  const parent = parentOf(logic, at);
  if (parent === null) return refused("last_operand");
  const without = withoutSlot(parent.logic, parent.index);
  const edited = putAt(logic, parent.at, without.logic);
  const { focus } = without;
  return {
    ok: true,
    logic: edited.logic,
    at: focus === null ? edited.at : placeOf(without.logic, edited.at, focus),
    ...(without.tray.length > 0 ? { tray: without.tray } : {}),
    label: label("slotRemoved"),
  };
}

function withoutSlot(
  logic: Logic,
  index: number,
): { logic: Logic; focus: number | null; tray: readonly Logic[] } {
  const operator = operatorOf(logic);
  const operands = operandsOf(logic);
  if (isConditional(logic)) {
    const row = Math.floor(index / 2);
    const isRow = 2 * row + 1 < operands.length;
    const gone = operands.slice(2 * row, 2 * row + (isRow ? 2 : 1));
    const left = operands.length - gone.length;
    const tray = gone.filter((operand) => !isHole(operand));
    if (left === 0) return { logic: HOLE, focus: null, tray };
    if (left === 1) return { logic: splice(logic, 2 * row, gone.length), focus: 0, tray };
    const focus = Math.min(2 * row, left - 1);
    return { logic: splice(logic, 2 * row, gone.length), focus, tray };
  }
  const left = operands.filter((_, position) => position !== index);
  const [only] = left;
  const { least } = arityOf(operator);
  const joins = operator !== undefined && JOINING.has(operator);
  if (
    operator === undefined ||
    (left.length >= Math.max(least, 1) && !(joins && left.length === 1))
  )
    return {
      logic: splice(logic, index, 1),
      focus: left.length === 0 ? null : Math.min(index, left.length - 1),
      tray: [],
    };
  // Too few are left for the operator: the first of them takes its place.
  return { logic: only ?? HOLE, focus: null, tray: left.slice(1).filter((one) => !isHole(one)) };
}

/** Moves a node among its siblings; of conditions with their values the whole row. */
export function move(logic: Logic, at: string, by: number, names: Names = NO_NAMES): Edited {
  const parent = parentOf(logic, at);
  const node = nodeAt(logic, at);
  if (node === undefined) return refused("no_such_place");
  if (parent === null) return refused("root_has_no_siblings");
  const operands = [...operandsOf(parent.logic)];
  const size = isConditional(parent.logic) ? 2 : 1;
  const from = Math.floor(parent.index / size);
  const to = from + by;
  const most = Math.floor(operands.length / size);
  if (from >= most || to < 0 || to >= most) return refused("at_the_end");
  const moved = operands.splice(size * from, size);
  operands.splice(size * to, 0, ...moved);
  const put = splice(parent.logic, 0, operands.length, ...operands);
  return {
    ok: true,
    logic: replaceAt(logic, parent.at, put),
    at: placeOf(put, parent.at, size * to + (parent.index % size)),
    label: label("moved", { a: termText(node, names) }),
  };
}

/** How something is put down at a target. */
export type Drop = "before" | "after" | "replace" | "swap";

/** Takes a node from its place to another. What it leaves is closed up where it can be, else an empty slot. */
export function moveBetween(
  logic: Logic,
  from: string,
  to: string,
  drop: Drop,
  names: Names = NO_NAMES,
): Edited {
  const [node, target] = [nodeAt(logic, from), nodeAt(logic, to)];
  if (node === undefined || target === undefined) return refused("no_such_place");
  if (to === from || to.startsWith(`${from}/`) || from === "") return refused("into_itself");
  if (drop === "swap") {
    if (from.startsWith(`${to}/`)) return refused("into_itself");
    const exchanged = replaceAt(replaceAt(logic, to, MOVED), from, target);
    const words = { a: termText(node, names), b: termText(target, names) };
    return { ok: true, ...settle(exchanged, node), label: label("swapped", words) };
  }
  if (drop === "replace") {
    const tray = from.startsWith(`${to}/`) || isHole(target) ? [] : [target];
    if (from.startsWith(`${to}/`)) return unwrapTo(logic, to, node, names);
    const put = finish(replaceAt(replaceAt(logic, from, GONE), to, MOVED), node);
    return {
      ok: true,
      ...put,
      ...(tray.length > 0 ? { tray } : {}),
      label: label("moved", { a: termText(node, names) }),
    };
  }
  const put = insertBeside(
    replaceAt(logic, from, GONE),
    to,
    MOVED,
    drop === "before" ? 0 : 1,
    names,
  );
  if (!put.ok) return put;
  return {
    ok: true,
    ...finish(put.logic, node),
    label: label("moved", { a: termText(node, names) }),
  };
}

function unwrapTo(logic: Logic, to: string, node: Logic, names: Names): Edited {
  return {
    ok: true,
    ...putAt(logic, to, node),
    label: label("unwrapped", { a: termText(node, names) }),
  };
}

/** What was taken away and what was put down, until all is in its place; known by identity. */
const GONE: Logic = { "?": [] };
const MOVED: Logic = { "?": ["moved"] };

function placeOfMark(logic: Logic, mark: Logic, at = ""): string | undefined {
  if (logic === mark) return at;
  for (const [index, operand] of operandsOf(logic).entries()) {
    const found = placeOfMark(operand, mark, childAt(logic, at, index));
    if (found !== undefined) return found;
  }
  return undefined;
}

function finish(logic: Logic, node: Logic): { logic: Logic; at: string } {
  const gone = placeOfMark(logic, GONE);
  const parent = gone === undefined ? null : parentOf(logic, gone);
  let closed = logic;
  if (gone !== undefined && parent !== null) {
    const operator = operatorOf(parent.logic);
    const left = operandsOf(parent.logic).length - 1;
    const joins = operator === undefined || JOINING.has(operator);
    const closes = joins && !isConditional(parent.logic) && left > 0;
    closed = closes
      ? replaceAt(logic, parent.at, withoutSlot(parent.logic, parent.index).logic)
      : replaceAt(logic, gone, HOLE);
  }
  return settle(closed, node);
}

/** Puts the node where the mark stands. */
function settle(logic: Logic, node: Logic): { logic: Logic; at: string } {
  return putAt(logic, placeOfMark(logic, MOVED) ?? "", node);
}

/** A list that comes to stand alone needs a list around it: its place is then one step further in. */
function putAt(logic: Logic, at: string, node: Logic): { logic: Logic; at: string } {
  const put = replaceAt(logic, at, node);
  return { logic: put, at: nodeAt(put, at) === node ? at : `${at}/0` };
}

/** The same once more, beside it. */
export function duplicate(logic: Logic, at: string, names: Names = NO_NAMES): Edited {
  const node = nodeAt(logic, at);
  const parent = parentOf(logic, at);
  if (node === undefined) return refused("no_such_place");
  if (parent === null) return refused("root_has_no_siblings");
  const size = isConditional(parent.logic) ? 2 : 1;
  const operands = operandsOf(parent.logic);
  const operator = operatorOf(parent.logic);
  const { least, most } = arityOf(operator);
  if (operands.length + size > most)
    return refused("operand_count", { operator, minimum: least, maximum: most });
  const start = size * Math.floor(parent.index / size);
  const copied = operands.slice(start, start + size);
  if (copied.length < size) return refused("at_the_end");
  const put = splice(parent.logic, start + size, 0, ...copied);
  return {
    ok: true,
    logic: replaceAt(logic, parent.at, put),
    at: placeOf(put, parent.at, start + size + (parent.index - start)),
    label: label("duplicated", { a: termText(node, names) }),
  };
}

/** Exchanges the two operands of an operation. */
export function swapOperands(logic: Logic, at: string, names: Names = NO_NAMES): Edited {
  const node = nodeAt(logic, at);
  if (node === undefined) return refused("no_such_place");
  const [a, b, ...more] = operandsOf(node);
  if (a === undefined || b === undefined || more.length > 0 || isConditional(node))
    return refused("no_two_operands");
  return {
    ok: true,
    logic: replaceAt(logic, at, splice(node, 0, 2, b, a)),
    at,
    label: label("swapped", { a: termText(a, names), b: termText(b, names) }),
  };
}
