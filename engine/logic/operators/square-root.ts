/** @module `squareRoot`: the root that is not negative, exact for perfect squares, else to 40 digits. */
import { intersectIntervals, risingInterval, UNBOUNDED } from "../../number/interval.ts";
import { bound, squareRoot } from "../../number/irrational.ts";
import { compare, ZERO } from "../../number/rational.ts";
import { numberOf } from "../coerce.ts";
import { Fault } from "../fault.ts";
import { type EagerOperator, IRRATIONAL_STEPS, numeric } from "./operator.ts";

/** @issue `not_real` of a negative number */
export const root: EagerOperator = {
  kind: "eager",
  name: "squareRoot",
  portable: false,
  minOperands: 1,
  maxOperands: 1,
  signature: numeric("value"),
  range([value = UNBOUNDED]) {
    const within = intersectIntervals(value, { low: ZERO, high: null });
    if (within === null) return UNBOUNDED;
    return risingInterval(within, (end, direction) => bound(squareRoot(end), direction));
  },
  apply([value], runner) {
    const number = numberOf(value, 0);
    if (compare(number, ZERO) < 0) throw new Fault("not_real");
    runner.spend(IRRATIONAL_STEPS);
    return squareRoot(number).value;
  },
};
