/**
 * @module A formula's JSON by the places that the engine's tree gives its nodes (`Expression.at`). What reads
 * shares, what writes keeps the spelling: `{"!": x}` stays apart from `{"!": [x]}`.
 */
import { isObject, toPointerStep } from "../json/json-value.ts";
import { pointerSteps } from "../json/pointer.ts";
import type { Logic } from "../rule-set/rule-set.ts";
import type { Expression } from "./expression.ts";
import { FormulaTooLarge, readExpression } from "./read-expression.ts";

/** An empty slot: in drafts only, since no engine has this operator. */
export const HOLE: Logic = { "?": [] };

export function isHole(logic: Logic | undefined): boolean {
  return operatorOf(logic) === "?" && operandsOf(logic).length === 0;
}

/** Operator of an operation; `undefined` for lists, constants and data. */
export function operatorOf(logic: Logic | undefined): string | undefined {
  if (!isObject(logic)) return undefined;
  const keys = Object.keys(logic);
  return keys.length === 1 ? keys[0] : undefined;
}

/** Operands of an operation, items of a list; none for others. */
export function operandsOf(logic: Logic | undefined): readonly Logic[] {
  if (Array.isArray(logic)) return logic as readonly Logic[];
  const operator = operatorOf(logic);
  if (operator === undefined) return [];
  const given = (logic as { readonly [operator: string]: Logic })[operator] as Logic;
  return Array.isArray(given) ? (given as readonly Logic[]) : [given];
}

/** True for `{"!": x}`: its one operand is not written as a list. */
export function isBare(logic: Logic): boolean {
  const operator = operatorOf(logic);
  if (operator === undefined) return false;
  return !Array.isArray((logic as { readonly [operator: string]: Logic })[operator]);
}

/** An operation of this name with its operands in a list; `{"+": x}` is not one. */
export function isOperation(logic: Logic | undefined, operator: string): logic is Logic {
  return logic !== undefined && operatorOf(logic) === operator && !isBare(logic);
}

/** `{"operator": [operands]}`; the operator may be any text, `__proto__` included. */
export function operation(operator: string, operands: readonly Logic[]): Logic {
  return { [operator]: operands } as Logic;
}

export function variable(name: string): Logic {
  return { var: name };
}

/** The node with other operands or items, written as before: a bare operand stays bare where it can. */
export function withOperands(logic: Logic, operands: readonly Logic[]): Logic {
  const operator = operatorOf(logic);
  if (operator === undefined) return Array.isArray(logic) ? operands : logic;
  const [only] = operands;
  const bare = isBare(logic) && operands.length === 1 && !Array.isArray(only);
  return operation(operator, bare ? (only as unknown as Logic[]) : operands);
}

/** Where a node's operand or item stands. */
export function childAt(logic: Logic, at: string, index: number): string {
  const operator = operatorOf(logic);
  if (operator === undefined) return `${at}/${index}`;
  return `${at}/${toPointerStep(operator)}${isBare(logic) ? "" : `/${index}`}`;
}

/** A node on the way from the root to a place, and which of its operands the way goes on by. */
export interface Ancestor {
  readonly logic: Logic;
  readonly at: string;
  readonly index: number;
}

/** The way to a node: its ancestors from the root down, and the node itself; `null` when there is none. */
export function wayTo(
  logic: Logic,
  at: string,
): { readonly ancestors: readonly Ancestor[]; readonly node: Logic } | null {
  const steps = pointerSteps(at);
  const ancestors: Ancestor[] = [];
  let node = logic;
  let here = "";
  for (let step = 0; step < steps.length; ) {
    const operator = operatorOf(node);
    if (operator !== undefined && steps[step++] !== operator) return null;
    const index = isBare(node) ? 0 : Number(steps[step++]);
    const child = operandsOf(node)[index];
    if (child === undefined) return null;
    ancestors.push({ logic: node, at: here, index });
    here = childAt(node, here, index);
    node = child;
  }
  return { ancestors, node };
}

/** The node at a place; `undefined` when there is none. */
export function nodeAt(logic: Logic, at: string): Logic | undefined {
  return wayTo(logic, at)?.node;
}

/** What holds the node at a place; `null` for the root and for places that are not there. */
export function parentOf(logic: Logic, at: string): Ancestor | null {
  return wayTo(logic, at)?.ancestors.at(-1) ?? null;
}

/** The formula with another node at a place; all that is not on the way to it is shared. */
export function replaceAt(logic: Logic, at: string, replacement: Logic): Logic {
  const way = wayTo(logic, at);
  if (way === null) return logic;
  return way.ancestors.reduceRight<Logic>(
    (child, { logic: node, index }) =>
      withOperands(
        node,
        operandsOf(node).map((operand, position) => (position === index ? child : operand)),
      ),
    replacement,
  );
}

/** Every node with its place, parents before children, in reading order; `var` and data are leaves. */
export function* placesOf(
  logic: Logic,
  at = "",
): Generator<{ readonly logic: Logic; readonly at: string }> {
  yield { logic, at };
  if (nameOf(logic) !== null) return;
  for (const [index, operand] of operandsOf(logic).entries()) {
    yield* placesOf(operand, childAt(logic, at, index));
  }
}

/** The name that `{"var": "name"}` reads, in either spelling; `null` for other nodes and computed names. */
export function nameOf(logic: Logic | undefined): string | null {
  if (operatorOf(logic) !== "var") return null;
  const [name, ...others] = operandsOf(logic);
  return typeof name === "string" && others.length === 0 ? name : null;
}

/** Equal as JSON, the order of members included: nothing is lost in calling them one. */
export function sameLogic(a: Logic | undefined, b: Logic | undefined): boolean {
  if (a === b) return true;
  if (a === undefined || b === undefined) return false;
  return JSON.stringify(a) === JSON.stringify(b);
}

/** The engine's tree of a formula; `null` when it is deeper or larger than the engine reads. */
export function readFormula(logic: Logic): Expression | null {
  try {
    return readExpression(logic);
  } catch (error) {
    if (error instanceof FormulaTooLarge || error instanceof RangeError) return null;
    throw error;
  }
}
