/** @module `var`: a value by its name, or by a path of names with dots between them. */
import { textOf } from "../coerce.ts";
import { property, type Value } from "../value.ts";
import { type LazyOperator, operand, type Runner } from "./operator.ts";

/**
 * `{"var": "a.b"}`, `{"var": ["a.b", ifMissing]}`; an empty name (`""`, `null` or none) reads everything in
 * scope. A name that does not exist is the second operand, or null; one that exists and is null stays null.
 * The name may be computed; it reaches own properties of the data and nothing else.
 */
export const variable: LazyOperator = {
  kind: "lazy",
  name: "var",
  portable: true,
  minOperands: 0,
  maxOperands: 2,
  signature: {
    kind: "special",
    operands: [operand("name", "text", "number", "null"), operand("ifMissing", "any")],
    result: "any",
  },
  evaluate({ at, operands: [name, ifMissing] }, scope, runner) {
    let path: Value = "";
    if (name?.kind === "literal") path = name.value;
    else if (name !== undefined) path = runner.run(name, scope);
    runner.at = at;
    const found = readPath(scope.data, path, runner);
    if (found !== undefined) return found;
    return ifMissing === undefined ? null : runner.run(ifMissing, scope);
  },
};

/** What stands at `path` within `data`; `undefined` where nothing does. */
export function readPath(data: Value, path: Value, runner: Runner): Value | undefined {
  if (path === null || path === "") return data;
  const name = textOf(path, runner);
  if (!name.includes(".")) return property(data, name);
  runner.spend(name.length >> 5);
  let value: Value | undefined = data;
  for (const step of name.split(".")) {
    value = property(value, step);
    if (value === undefined) return undefined;
  }
  return value;
}
