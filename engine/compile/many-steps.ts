/** @module Formulas that the interpreter might not finish within its budget: they must meet it, so they stay the interpreter's. */
import { ELEMENT_OPERATORS, type Expression } from "../logic/expression.ts";
import { MAX_STEPS } from "../logic/interpret.ts";
import type { PreparedNode } from "../rule-set/prepare.ts";
import { MAX_ROWS } from "../score/read-figure.ts";
import { NotCompiled } from "./ir.ts";

/** @throws NotCompiled */
export function refuseManySteps({ score, parts }: PreparedNode): void {
  refuse(score);
  for (const { expression } of parts) refuse(expression);
}

/** An editor keeps the formulas that an edit does not touch. */
const few = new WeakSet<Expression>();

function refuse(formula: Expression): void {
  if (few.has(formula)) return;
  if (mostSteps(formula) > MAX_STEPS) throw new NotCompiled("too_many_steps");
  few.add(formula);
}

function mostSteps(expression: Expression): number {
  if (expression.kind === "literal") return 1;
  const operands = expression.kind === "list" ? expression.items : expression.operands;
  const perElement = expression.kind === "operation" && ELEMENT_OPERATORS.has(expression.operator);
  let steps = 1;
  for (let index = 0; index < operands.length; index++) {
    const each = mostSteps(operands[index] as Expression);
    steps += perElement && index === 1 ? each * MAX_ROWS : each;
  }
  return steps;
}
