/** @module Types: conditions are true or false, arithmetic takes numbers, and null is asked for before it counts. */

import type { Names, Possible } from "../analysis/possible.ts";
import { possibleValues } from "../analysis/possible-values.ts";
import type { Expression, Operation } from "../logic/expression.ts";
import { operators } from "../logic/operators/index.ts";
import { isRecord } from "../logic/value.ts";
import { Rational } from "../number/rational.ts";
import { type Check, type CheckContext, type Formula, walkScored } from "./findings.ts";

type Kind = "number" | "boolean" | "text" | "list" | "record" | "null" | "nullable" | "any";

/** @issue `condition_not_boolean`, `operand_type`, `null_reaches_arithmetic`, `result_not_number` */
export const checkTypes: Check = (context) => {
  walkScored(context, (formula, expression, { names }) => {
    if (names === null || expression.kind !== "operation") return;
    checkConditions(formula, expression, names, context);
    checkOperands(formula, expression, names, context);
    if (formula.kind === "score" && expression.at === "")
      checkResult(formula, expression, names, context);
  });
};

function conditionsOf({ operator, operands }: Operation): readonly Expression[] {
  switch (operator) {
    case "if":
    case "?:":
      return operands.filter((_, index) => index % 2 === 0 && index + 1 < operands.length);
    case "and":
    case "or":
    case "!":
      return operands;
    case "filter":
    case "all":
    case "some":
    case "none":
      return [];
    default:
      return [];
  }
}

function checkConditions(
  formula: Formula,
  operation: Operation,
  names: Names,
  context: CheckContext,
): void {
  for (const condition of conditionsOf(operation)) {
    const kind = kindOf(possibleValues(condition, names));
    if (kind === "boolean" || kind === "any") continue;
    context.report("error", "condition_not_boolean", formula.path + condition.at, { found: kind });
  }
}

function checkOperands(
  formula: Formula,
  operation: Operation,
  names: Names,
  context: CheckContext,
): void {
  const { operator, operands } = operation;
  const signature = operators.get(operator)?.signature;
  if (signature === undefined || signature.kind === "special") return;
  for (const [index, operand] of operands.entries()) {
    const expected = signature.operands[Math.min(index, signature.operands.length - 1)];
    if (expected === undefined || expected.types.includes("any")) continue;
    const found = kindOf(possibleValues(operand, names));
    const path = formula.path + operand.at;
    if (found === "any" || expected.types.some((type) => type === found)) continue;
    if (found === "nullable" || found === "null") {
      if (expected.types.includes("null")) continue;
      const name = nameOf(operand);
      const text = formula.node.inputs.get(name)?.input.label;
      const facts = { operator, name, ...(text === undefined ? {} : { text }) };
      context.report("error", "null_reaches_arithmetic", path, facts);
    } else {
      context.report("error", "operand_type", path, {
        operator,
        expected: expected.types.join(" / "),
        found,
      });
    }
  }
}

function checkResult(
  formula: Formula,
  expression: Expression,
  names: Names,
  context: CheckContext,
): void {
  const kind = kindOf(possibleValues(expression, names));
  if (kind === "number" || kind === "nullable" || kind === "any") return;
  context.report("error", "result_not_number", formula.path, { found: kind });
}

function nameOf(operand: Expression): string {
  const [name] = operand.kind === "operation" && operand.operator === "var" ? operand.operands : [];
  return name?.kind === "literal" ? String(name.value) : operand.kind;
}

function kindOf(possible: Possible): Kind {
  switch (possible.kind) {
    case "number":
    case "boolean":
    case "record":
    case "nullable":
      return possible.kind;
    case "list":
    case "members":
      return "list";
    case "anything":
      return "any";
    case "known": {
      const { value } = possible;
      if (value === null) return "null";
      if (value instanceof Rational) return "number";
      if (typeof value === "string") return "text";
      if (typeof value === "boolean") return "boolean";
      return isRecord(value) ? "record" : "list";
    }
  }
}
