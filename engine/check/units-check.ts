/** @module Units: sums and comparisons of one unit; ratios of different ones are told. */
import { type Expression, variableName } from "../logic/expression.ts";
import type { PreparedNode } from "../rule-set/prepare.ts";
import { type Check, walkScored } from "./findings.ts";

/** A unit; "" for a pure number; `null` for what takes any unit (constants) or is not known. */
type Unit = string | null;

const SAME_UNIT: ReadonlySet<string> = new Set([
  "+",
  "-",
  "min",
  "max",
  "<",
  "<=",
  ">",
  ">=",
  "==",
  "!=",
]);

/** @issue `unit_mismatch`, `ratio_of_different_units` */
export const checkUnits: Check = (context) => {
  walkScored(context, ({ node, path }, expression, { inElement }) => {
    if (expression.kind !== "operation" || inElement) return;
    const { operator, operands, at } = expression;
    if (!SAME_UNIT.has(operator) && operator !== "/") return;
    const units = operands.map((operand) => unitOf(operand, node));
    const [left, ...others] = units.filter((unit) => unit !== null);
    const right = others.find((unit) => unit !== left);
    if (left === undefined || left === null || right === undefined || right === null) return;
    if (operator === "/")
      context.report("note", "ratio_of_different_units", path + at, { left, right });
    else context.report("error", "unit_mismatch", path + at, { left, right });
  });
};

function unitOf(expression: Expression, node: PreparedNode): Unit {
  const name = variableName(expression);
  if (name !== null) return unitOfName(name, node);
  if (expression.kind !== "operation") return null;
  const { operator, operands } = expression;
  const units = operands.map((operand) => unitOf(operand, node));
  if (operator === "/") {
    const [above, below] = units;
    return above !== null && above !== undefined && above === below ? "" : null;
  }
  if (operator === "+" || operator === "-" || operator === "min" || operator === "max") {
    const known = new Set(units.filter((unit) => unit !== null));
    return known.size === 1 ? ([...known][0] ?? null) : null;
  }
  if (operator === "if") {
    const values = operands.filter((_, index) => index % 2 === 1 || index === operands.length - 1);
    const known = new Set(
      values.map((value) => unitOf(value, node)).filter((unit) => unit !== null),
    );
    return known.size === 1 ? ([...known][0] ?? null) : null;
  }
  return null;
}

function unitOfName(path: string, node: PreparedNode): Unit {
  const name = path.split(".")[0] ?? path;
  const part = node.parts.find(({ id }) => id === name)?.part;
  if (part !== undefined) return part.unit ?? null;
  const constant = node.constants.get(name);
  if (constant !== undefined) return constant.unit ?? null;
  const input = node.inputs.get(name)?.input;
  if (input === undefined || !("unit" in input)) return null;
  return input.unit === "%" ? "" : (input.unit ?? null);
}
