/** @module A name read by a formula under another name; where elements have names of their own it is another name. */
import { ELEMENT_OPERATORS } from "../../../engine/logic/expression.ts";
import { operandsOf, operatorOf, withOperands } from "../../../engine/logic/json-tree.ts";
import type { Logic } from "../../../engine/rule-set/rule-set.ts";

/** Operators whose texts are names: `var` and those that ask for missing ones; `outer` from within elements. */
const READING: ReadonlySet<string> = new Set(["var", "missing", "missing_some"]);

export function renameVariable(logic: Logic, from: string, to: string): Logic {
  const rename = (node: Logic, inElement: boolean): Logic => {
    const operator = operatorOf(node);
    const operands = operandsOf(node);
    if (operands.length === 0) return node;
    const names = operator === "outer" ? inElement : !inElement && READING.has(operator ?? "");
    return withOperands(
      node,
      operands.map((operand, index) => {
        const isName = operator === "var" || operator === "outer" ? index === 0 : true;
        if (names && isName) return renamedText(operand, from, to);
        const body = ELEMENT_OPERATORS.has(operator ?? "") && index === 1;
        return rename(operand, inElement || body);
      }),
    );
  };
  return rename(logic, false);
}

/** The name itself, or a path that begins with it; in a list of names each of them. */
function renamedText(operand: Logic, from: string, to: string): Logic {
  if (Array.isArray(operand))
    return (operand as readonly Logic[]).map((one) => renamedText(one, from, to));
  if (operand === from) return to;
  if (typeof operand === "string" && operand.startsWith(`${from}.`))
    return to + operand.slice(from.length);
  return operand;
}
