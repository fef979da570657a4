/** @module `all`, `none` and `some`: whether a condition holds for elements; they stop when that is decided. */
import { isTruthy } from "../coerce.ts";
import type { Value } from "../value.ts";
import { type LazyOperator, operand, type Scope } from "./operator.ts";

/** True when the condition holds for every element. Of no elements it is false, as JSON Logic has it. */
export const all: LazyOperator = quantifier("all", {
  decides: false,
  answer: false,
  ofNothing: false,
});
/** True when the condition holds for no element; of no elements true. */
export const none: LazyOperator = quantifier("none", {
  decides: true,
  answer: false,
  ofNothing: true,
});
/** True when the condition holds for one element or more. */
export const some: LazyOperator = quantifier("some", {
  decides: true,
  answer: true,
  ofNothing: false,
});

interface Quantifier {
  /** The truth of the condition that ends the search, and the answer then. */
  readonly decides: boolean;
  readonly answer: boolean;
  readonly ofNothing: boolean;
}

function quantifier(name: string, { decides, answer, ofNothing }: Quantifier): LazyOperator {
  return {
    kind: "lazy",
    name,
    portable: true,
    minOperands: 2,
    maxOperands: 2,
    signature: {
      kind: "special",
      operands: [operand("list", "list"), operand("condition", "boolean")],
      result: "boolean",
    },
    evaluate({ operands }, scope, runner) {
      const [source, condition] = [operands[0]!, operands[1]!];
      const list = runner.run(source, scope);
      if (!Array.isArray(list) || list.length === 0) return ofNothing;
      const inner: Scope = { data: null, outer: scope };
      for (const element of list as readonly Value[]) {
        inner.data = element;
        if (isTruthy(runner.run(condition, inner)) === decides) return answer;
      }
      return !answer;
    },
  };
}
