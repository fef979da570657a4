/** @module `%`: what is left after whole divisors are taken away, with the sign of the dividend. */
import { remainderOfIntervals, UNBOUNDED } from "../../number/interval.ts";
import { isZero, remainder } from "../../number/rational.ts";
import { numberOf } from "../coerce.ts";
import { Fault } from "../fault.ts";
import { type EagerOperator, numeric } from "./operator.ts";

/** @issue `division_by_zero` */
export const modulo: EagerOperator = {
  kind: "eager",
  name: "%",
  portable: true,
  minOperands: 2,
  maxOperands: 2,
  signature: numeric("dividend", "divisor"),
  range: ([dividend = UNBOUNDED, divisor = UNBOUNDED]) => remainderOfIntervals(dividend, divisor),
  apply([dividend, divisor]) {
    const [a, b] = [numberOf(dividend, 0), numberOf(divisor, 1)];
    if (isZero(b)) throw new Fault("division_by_zero");
    return remainder(a, b);
  },
};
