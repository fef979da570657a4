/** @module Which sides of a comparison valid figures can reach at all: nobody has to show a count below zero. */

import { intervalOf, type Names } from "../analysis/possible.ts";
import { possibleNames } from "../analysis/possible-scores.ts";
import { narrow, possibleValues } from "../analysis/possible-values.ts";
import { type Expression, membersOf, nodesOf, type Operation } from "../logic/expression.ts";
import { type Interval, intersectIntervals } from "../number/interval.ts";
import { compare } from "../number/rational.ts";
import type { PreparedNode } from "../rule-set/prepare.ts";
import { formulasOf, type Reachable, type TargetSide } from "./coverage-targets.ts";

/**
 * False where the declared ranges of the figures, and the conditions on the way to the comparison, rule a side
 * out. What is in doubt counts as reachable.
 */
export const reachable: Reachable = (
  node: PreparedNode,
  formula: string,
  operation: Operation,
  side: TargetSide,
): boolean => {
  if (side !== "below" && side !== "at" && side !== "above") return true;
  const root = formulasOf(node).find((one) => one.formula === formula)?.expression;
  const names = widestNames(node);
  const here = root === undefined ? names : namesAt(root, operation, names);
  if (here === null || here === "elsewhere") return here !== null;
  const { operands } = operation;
  const constant = operands.findIndex((operand) => operand.kind === "literal");
  const bound = operands[constant < 0 ? 1 : constant];
  if (bound === undefined) return true;
  const limit = intervalOf(possibleValues(bound, here));
  const others = operands.filter((operand) => operand !== bound);
  return others.some((other) => canLie(intervalOf(possibleValues(other, here)), limit, side));
};

const widest = new WeakMap<PreparedNode, Names>();

function widestNames(node: PreparedNode): Names {
  const known = widest.get(node);
  if (known !== undefined) return known;
  const children = node.children.map((child) => ({ child, score: ANY_SCORE }));
  const names = possibleNames(node, new Map(), children);
  widest.set(node, names);
  return names;
}

/** What names can be where `target` is computed; `null` where it never is; "elsewhere" outside `expression`. */
function namesAt(
  expression: Expression,
  target: Operation,
  names: Names,
): Names | null | "elsewhere" {
  if (expression === target) return names;
  const operands = membersOf(expression);
  const branches = expression.kind === "operation" && ["if", "?:"].includes(expression.operator);
  let rest: Names | null = names;
  for (const [index, operand] of operands.entries()) {
    const isArm = branches && (index % 2 === 1 || index === operands.length - 1);
    const condition = operands[index - 1];
    const here: Names | null =
      isArm && index % 2 === 1 && condition && rest ? narrow(condition, true, rest) : rest;
    const found = here === null ? containsNode(operand, target) : namesAt(operand, target, here);
    if (found === true) return null;
    if (found !== false && found !== "elsewhere") return found;
    if (branches && index % 2 === 1 && condition && rest) rest = narrow(condition, false, rest);
  }
  return "elsewhere";
}

function containsNode(expression: Expression, target: Operation): boolean {
  for (const node of nodesOf(expression)) if (node === target) return true;
  return false;
}

function canLie(value: Interval, limit: Interval, side: "below" | "at" | "above"): boolean {
  const below = value.low === null || limit.high === null || compare(value.low, limit.high) < 0;
  const above = value.high === null || limit.low === null || compare(value.high, limit.low) > 0;
  if (side === "below") return below;
  if (side === "above") return above;
  return intersectIntervals(value, limit) !== null;
}

const ANY_SCORE = { kind: "anything" } as const;
