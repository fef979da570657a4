/** @module Names read by a formula under other names; where elements have names of their own these are other names. */
import type { Logic } from "../rule-set/rule-set.ts";
import { ELEMENT_OPERATORS } from "./expression.ts";
import { operandsOf, operatorOf, withOperands } from "./json-tree.ts";

/** Operators whose texts are names: `var` and those that ask for missing ones; `outer` from within elements. */
const READING: ReadonlySet<string> = new Set(["var", "missing", "missing_some"]);

export function renameVariable(logic: Logic, from: string, to: string): Logic {
  return renameVariables(logic, new Map([[from, to]]));
}

/** All at once: two names can change places. */
export function renameVariables(logic: Logic, renames: ReadonlyMap<string, string>): Logic {
  if (renames.size === 0) return logic;
  const rename = (node: Logic, inElement: boolean): Logic => {
    const operator = operatorOf(node);
    const operands = operandsOf(node);
    if (operands.length === 0) return node;
    const names = operator === "outer" ? inElement : !inElement && READING.has(operator ?? "");
    return withOperands(
      node,
      operands.map((operand, index) => {
        const isName = operator === "var" || operator === "outer" ? index === 0 : true;
        if (names && isName) return renamedText(operand, renames);
        const body = ELEMENT_OPERATORS.has(operator ?? "") && index === 1;
        return rename(operand, inElement || body);
      }),
    );
  };
  return rename(logic, false);
}

/** The name itself, or a path that begins with it; in a list of names each of them. */
function renamedText(operand: Logic, renames: ReadonlyMap<string, string>): Logic {
  if (Array.isArray(operand))
    return (operand as readonly Logic[]).map((one) => renamedText(one, renames));
  if (typeof operand !== "string") return operand;
  for (const [from, to] of renames) {
    if (operand === from || operand.startsWith(`${from}.`)) return to + operand.slice(from.length);
  }
  return operand;
}
