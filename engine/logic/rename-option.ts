/**
 * @module The code of an option under another name, wherever a formula speaks of it: compared with the input that has
 * the options, looked for among what was chosen, or read as one of its counts.
 */
import type { Logic } from "../rule-set/rule-set.ts";
import { ELEMENT_OPERATORS } from "./expression.ts";
import { nameOf, operandsOf, operatorOf, withOperands } from "./json-tree.ts";
import { renameVariable } from "./rename-variable.ts";

const COMPARISONS: ReadonlySet<string> = new Set(["==", "!=", "===", "!=="]);

/** What has the options. */
export interface HasOptions {
  readonly input: string;
  /** Where they are those of a field of its rows. */
  readonly field: string | null;
}

/** What a formula can call it at a place. */
interface Scope {
  /** As `var` reads it; `null` where it does not. */
  readonly name: string | null;
  readonly inElement: boolean;
}

export function renameOption(
  logic: Logic,
  { input, field }: HasOptions,
  from: string,
  to: string,
): Logic {
  const readsInput = (node: Logic | undefined, { inElement }: Scope): boolean =>
    inElement ? outerNameOf(node) === input : nameOf(node) === input;
  const means = (node: Logic | undefined, scope: Scope): boolean =>
    (scope.name !== null && nameOf(node) === scope.name) ||
    (field === null && readsInput(node, scope));
  const code = (node: Logic, scope: Scope): Logic => (node === from ? to : renamed(node, scope));
  const codes = (node: Logic, scope: Scope): Logic =>
    Array.isArray(node)
      ? (node as readonly Logic[]).map((one) => code(one, scope))
      : renamed(node, scope);

  const renamed = (node: Logic, scope: Scope): Logic => {
    const operator = operatorOf(node) ?? "";
    const operands = operandsOf(node);
    if (operands.length === 0) return node;
    const [first, second] = operands;
    if (COMPARISONS.has(operator) && operands.some((one) => means(one, scope)))
      return withOperands(
        node,
        operands.map((one) => code(one, scope)),
      );
    if (operator === "in" && operands.length === 2) {
      if (means(second, scope))
        return withOperands(node, [code(first as Logic, scope), second as Logic]);
      if (means(first, scope))
        return withOperands(node, [first as Logic, codes(second as Logic, scope)]);
    }
    const overIt = ELEMENT_OPERATORS.has(operator) && readsInput(first, scope);
    return withOperands(
      node,
      operands.map((one, index) => {
        const isBody = ELEMENT_OPERATORS.has(operator) && index === 1;
        if (!isBody) return renamed(one, scope);
        return renamed(one, {
          name: overIt ? elementName(operator, field) : null,
          inElement: true,
        });
      }),
    );
  };
  const compared = renamed(logic, { name: null, inElement: false });
  return field === null ? renameVariable(compared, `${input}.${from}`, `${input}.${to}`) : compared;
}

/** What one of a list, or a field of one of the rows, is called within. */
function elementName(operator: string, field: string | null): string {
  if (operator !== "reduce") return field ?? "";
  return field === null ? "current" : `current.${field}`;
}

function outerNameOf(node: Logic | undefined): string | null {
  if (operatorOf(node) !== "outer") return null;
  const [name] = operandsOf(node);
  return typeof name === "string" ? name : null;
}
