/** @module A sum, or a count, over the rows or choices of an input: `reduce` with a sum in it. */

import {
  nameOf,
  operandsOf,
  operation,
  operatorOf,
  sameLogic,
  variable,
} from "../logic/json-tree.ts";
import type { Logic } from "../rule-set/rule-set.ts";
import { type Lens, notRecognised, recognised } from "./lens.ts";

export interface RowsView {
  /** What is gone through. */
  readonly list: Logic;
  /** What each row adds; `null`: 1, so that the rows are counted. */
  readonly each: Logic | null;
}

const ACCUMULATOR = variable("accumulator");

export const rowsLens: Lens<RowsView> = {
  get(logic) {
    const [list, body, start, ...more] = operandsOf(logic);
    const [accumulated, each, ...others] = operandsOf(body);
    const isSum =
      operatorOf(logic) === "reduce" &&
      list !== undefined &&
      start === 0 &&
      more.length === 0 &&
      operatorOf(body) === "+" &&
      sameLogic(accumulated, ACCUMULATOR) &&
      each !== undefined &&
      others.length === 0;
    if (!isSum) return notRecognised("not_over_rows");
    return recognised({ list, each: each === 1 ? null : each });
  },

  put: ({ list, each }) => operation("reduce", [list, operation("+", [ACCUMULATOR, each ?? 1]), 0]),
};

/** True where `+` collects rows, so that it is no sum of terms. */
export function isAccumulated(logic: Logic): boolean {
  return nameOf(operandsOf(logic)[0]) === "accumulator";
}
