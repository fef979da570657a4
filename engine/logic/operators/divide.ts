/** @module `/`: the exact quotient of two operands. */
import { divideIntervals, UNBOUNDED } from "../../number/interval.ts";
import { divide, isZero } from "../../number/rational.ts";
import { numberOf } from "../coerce.ts";
import { Fault } from "../fault.ts";
import { type EagerOperator, numeric } from "./operator.ts";

/** @issue `division_by_zero`: what no total means is for the rule to say, in front of the division */
export const over: EagerOperator = {
  kind: "eager",
  name: "/",
  portable: true,
  minOperands: 2,
  maxOperands: 2,
  signature: numeric("dividend", "divisor"),
  range: ([dividend = UNBOUNDED, divisor = UNBOUNDED]) => divideIntervals(dividend, divisor),
  apply([dividend, divisor]) {
    const [a, b] = [numberOf(dividend, 0), numberOf(divisor, 1)];
    if (isZero(b)) throw new Fault("division_by_zero");
    return divide(a, b);
  },
};
