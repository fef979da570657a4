/** @module `reduce`: one value from a list, element by element; sums, products, extremes of lists. */
import { Rational } from "../../number/rational.ts";
import type { Value } from "../value.ts";
import { type LazyOperator, operand, type Scope } from "./operator.ts";

/**
 * The second operand is computed for each element; it sees the element as `current` and what came of the
 * elements before as `accumulator`, which begins as the third operand (null when there is none) and is the
 * value in the end.
 */
export const reduce: LazyOperator = {
  kind: "lazy",
  name: "reduce",
  portable: true,
  minOperands: 2,
  maxOperands: 3,
  signature: {
    kind: "special",
    operands: [operand("list", "list"), operand("step", "any"), operand("start", "any")],
    result: "any",
  },
  evaluate({ at, operands }, scope, runner) {
    const [source, step, start] = [operands[0]!, operands[1]!, operands[2]];
    const list = runner.run(source, scope);
    let accumulator: Value = start === undefined ? null : runner.run(start, scope);
    if (!Array.isArray(list)) return accumulator;
    const inner: Scope = { data: null, outer: scope };
    for (const current of list as readonly Value[]) {
      // An empty name reads the whole scope, so that the accumulator can end up inside itself over and over.
      if (isComposite(accumulator)) {
        runner.at = at;
        runner.list([accumulator]);
      }
      inner.data = { current, accumulator };
      accumulator = runner.run(step, inner);
    }
    return accumulator;
  },
};

function isComposite(value: Value): boolean {
  return typeof value === "object" && value !== null && !(value instanceof Rational);
}
