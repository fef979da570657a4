/** @module Slots of an operation: how many there may be, empty ones, and which belong together. */

import {
  childAt,
  HOLE,
  isHole,
  nodeAt,
  operandsOf,
  operatorOf,
  placesOf,
  withOperands,
} from "../../../engine/logic/json-tree.ts";
import { operators } from "../../../engine/logic/operators/index.ts";
import type { Logic } from "../../../engine/rule-set/rule-set.ts";

/** Operators that the engine does not have take anything; lists and sums take as many as there are. */
export function arityOf(operator: string | undefined): { least: number; most: number } {
  const known = operator === undefined ? undefined : operators.get(operator);
  return { least: known?.minOperands ?? 0, most: known?.maxOperands ?? Number.POSITIVE_INFINITY };
}

/** Of these any number is one operation, and of one operand nothing is left to do. */
export const JOINING: ReadonlySet<string> = new Set(["+", "*", "and", "or", "min", "max"]);

/** Conditions and values in turn: two slots are one row. */
export function isConditional(logic: Logic): boolean {
  const operator = operatorOf(logic);
  return operator === "if" || operator === "?:";
}

/** Operands, with empty slots at the end where an operator needs more. */
export function filled(operator: string, operands: readonly Logic[]): readonly Logic[] {
  const missing = Math.max(0, arityOf(operator).least - operands.length);
  return [...operands, ...Array<Logic>(missing).fill(HOLE)];
}

/** The first empty slot at a place or below it, where one is to be filled next; else the place itself. */
export function focusIn(logic: Logic, at: string): string {
  const node = nodeAt(logic, at);
  if (node === undefined) return "";
  for (const place of placesOf(node, at)) if (isHole(place.logic)) return place.at;
  return at;
}

/** The node with some of its operands replaced by others. */
export function splice(
  logic: Logic,
  index: number,
  removed: number,
  ...put: readonly Logic[]
): Logic {
  const operands = operandsOf(logic);
  return withOperands(logic, [
    ...operands.slice(0, index),
    ...put,
    ...operands.slice(index + removed),
  ]);
}

/** Where operands stand once the node has been written: one operand alone may be written without a list. */
export function placeOf(parent: Logic, at: string, index: number): string {
  return childAt(parent, at, index);
}
