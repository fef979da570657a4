/** @module Full marks of a node, as its level says. */
import { createContext, interpret } from "../logic/interpret.ts";
import { readExpression } from "../logic/read-expression.ts";
import { Rational } from "../number/rational.ts";
import type { PreparedNode } from "../rule-set/prepare.ts";
import { nodeWeight } from "./constants.ts";

/** Null for levels that have none, and for nodes without the weight that they depend on. */
export function fullMarksOf(node: PreparedNode): Rational | null {
  const { fullMarks } = node.level;
  if (fullMarks === undefined) return null;
  const weight = nodeWeight(node);
  if (weight === null && typeof fullMarks !== "number") return null;
  const answer = interpret(readExpression(fullMarks), { weight }, createContext());
  return answer.ok && answer.value instanceof Rational ? answer.value : null;
}
