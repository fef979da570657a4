/** @module `filter`: the elements for which a condition holds; what is no list has no elements. */
import { isTruthy } from "../coerce.ts";
import type { Value } from "../value.ts";
import { type LazyOperator, operand, type Scope } from "./operator.ts";

export const filter: LazyOperator = {
  kind: "lazy",
  name: "filter",
  portable: true,
  minOperands: 2,
  maxOperands: 2,
  signature: {
    kind: "special",
    operands: [operand("list", "list"), operand("condition", "boolean")],
    result: "list",
  },
  evaluate({ at, operands }, scope, runner) {
    const [source, condition] = [operands[0]!, operands[1]!];
    const list = runner.run(source, scope);
    if (!Array.isArray(list)) return [];
    const inner: Scope = { data: null, outer: scope };
    const kept: Value[] = [];
    for (const element of list as readonly Value[]) {
      inner.data = element;
      if (isTruthy(runner.run(condition, inner))) kept.push(element);
    }
    runner.at = at;
    return runner.list(kept);
  },
};
