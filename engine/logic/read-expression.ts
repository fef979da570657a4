/** @module JSON to formula tree. Depth and size are limited here, before anything walks the tree. */
import { isObject, type JsonValue, toPointerStep } from "../json/json-value.ts";
import type { Expression } from "./expression.ts";
import { fromJson } from "./value.ts";

/** Nesting and nodes of one formula; the contract's table of limits. */
export const MAX_FORMULA_DEPTH = 64;
export const MAX_FORMULA_NODES = 2_000;

/** A formula that is too deep or too large to be read; `at` is the JSON pointer of the first node too many. */
export class FormulaTooLarge extends Error {
  override readonly name = "FormulaTooLarge";
  readonly code: "formula_too_deep" | "formula_too_large";
  readonly at: string;
  constructor(code: "formula_too_deep" | "formula_too_large", at: string) {
    super(`${code} at ${at}`);
    this.code = code;
    this.at = at;
  }
}

/**
 * Reads JSON Logic. An object with exactly one key is an operation (whether the operator exists is not asked
 * here), any other object is data, as in every implementation of JSON Logic; an operand that is not a list
 * stands for a list of one.
 *
 * @throws FormulaTooLarge past the limits
 */
export function readExpression(logic: JsonValue): Expression {
  let nodes = 0;
  const read = (json: JsonValue, at: string, depth: number): Expression => {
    if (depth > MAX_FORMULA_DEPTH) throw new FormulaTooLarge("formula_too_deep", at);
    if (++nodes > MAX_FORMULA_NODES) throw new FormulaTooLarge("formula_too_large", at);
    if (Array.isArray(json)) {
      const items = json.map((item, index) => read(item, `${at}/${index}`, depth + 1));
      return { kind: "list", items, at };
    }
    if (isObject(json)) {
      const [operator, ...others] = Object.keys(json);
      if (operator !== undefined && others.length === 0) {
        const below = `${at}/${toPointerStep(operator)}`;
        const given = json[operator] as JsonValue;
        const operands = Array.isArray(given)
          ? given.map((operand, index) => read(operand, `${below}/${index}`, depth + 1))
          : [read(given, below, depth + 1)];
        return { kind: "operation", operator, operands, at };
      }
    }
    return { kind: "literal", value: fromJson(json), at };
  };
  return read(logic, "", 1);
}
