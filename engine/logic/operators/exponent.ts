/** @module `exponent`: e to the power of a number, to 40 digits; e to the power of 0 is exactly 1. */
import { type Interval, risingInterval, UNBOUNDED } from "../../number/interval.ts";
import { bound, exponential } from "../../number/irrational.ts";
import { ZERO } from "../../number/rational.ts";
import { numberOf } from "../coerce.ts";
import { type EagerOperator, IRRATIONAL_STEPS, numeric } from "./operator.ts";

/** @issue `number_too_large` beyond some 45,000, and below as much, where all digits behind the point are 0 */
export const exponent: EagerOperator = {
  kind: "eager",
  name: "exponent",
  portable: false,
  minOperands: 1,
  maxOperands: 1,
  signature: numeric("value"),
  range([value = UNBOUNDED]): Interval {
    const { low, high } = risingInterval(value, (end, direction) =>
      bound(exponential(end), direction),
    );
    return { low: low ?? ZERO, high };
  },
  apply([value], runner) {
    const number = numberOf(value, 0);
    runner.spend(IRRATIONAL_STEPS);
    return exponential(number).value;
  },
};
