/** @module `map`: a value for each element of a list; what is no list has no elements. */
import type { Value } from "../value.ts";
import { type LazyOperator, operand, type Scope } from "./operator.ts";

/** The second operand is computed for each element, which alone is in scope there (`outer` reaches out). */
export const map: LazyOperator = {
  kind: "lazy",
  name: "map",
  portable: true,
  minOperands: 2,
  maxOperands: 2,
  signature: {
    kind: "special",
    operands: [operand("list", "list"), operand("each", "any")],
    result: "list",
  },
  evaluate({ at, operands }, scope, runner) {
    const [source, each] = [operands[0]!, operands[1]!];
    const list = runner.run(source, scope);
    if (!Array.isArray(list)) return [];
    const inner: Scope = { data: null, outer: scope };
    const mapped: Value[] = [];
    for (const element of list as readonly Value[]) {
      inner.data = element;
      mapped.push(runner.run(each, inner));
    }
    runner.at = at;
    return runner.list(mapped);
  },
};
