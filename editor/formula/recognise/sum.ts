/** @module A sum, each term with a weight or without (`0.4×b1 + 0.6×b2`), and factors around the whole. */

import { type Lens, notRecognised, recognised } from "../../../engine/idioms/lens.ts";
import { isNumber } from "../../../engine/idioms/parts.ts";
import { isAccumulated } from "../../../engine/idioms/rows.ts";
import { isOperation, operandsOf, operation } from "../../../engine/logic/json-tree.ts";
import type { Logic } from "../../../engine/rule-set/rule-set.ts";

export interface SumView {
  readonly before: readonly Logic[];
  readonly terms: readonly SumTerm[];
  readonly after: readonly Logic[];
  /** The sum is an operand of `*`. */
  readonly product: boolean;
}

export interface SumTerm {
  /** `null`: none is written. */
  readonly weight: number | null;
  readonly weightFirst: boolean;
  readonly logic: Logic;
}

export const sumLens: Lens<SumView> = {
  get(logic) {
    const product = isOperation(logic, "*");
    const factors = product ? operandsOf(logic) : [logic];
    const index = factors.findIndex((one) => isOperation(one, "+") && !isAccumulated(one));
    const sum = factors[index];
    if (sum === undefined || operandsOf(sum).length === 0) return notRecognised("not_a_sum");
    return recognised({
      before: factors.slice(0, index),
      terms: operandsOf(sum).map(getTerm),
      after: factors.slice(index + 1),
      product,
    });
  },

  put({ before, terms, after, product }) {
    const sum = operation("+", terms.map(putTerm));
    return product ? operation("*", [...before, sum, ...after]) : sum;
  },
};

function getTerm(logic: Logic): SumTerm {
  const [a, b, ...more] = operandsOf(logic);
  const two = a !== undefined && b !== undefined && more.length === 0;
  if (isOperation(logic, "*") && two && isNumber(a) !== isNumber(b)) {
    return isNumber(a)
      ? { weight: a, weightFirst: true, logic: b }
      : { weight: b as number, weightFirst: false, logic: a };
  }
  return { weight: null, weightFirst: true, logic };
}

function putTerm({ weight, weightFirst, logic }: SumTerm): Logic {
  if (weight === null) return logic;
  return operation("*", weightFirst ? [weight, logic] : [logic, weight]);
}
