/** @module `-`: the difference of two operands; of one operand, its negative. */
import { negateInterval, subtractIntervals, UNBOUNDED } from "../../number/interval.ts";
import { negate, subtract } from "../../number/rational.ts";
import { numberOf } from "../coerce.ts";
import { type EagerOperator, numeric } from "./operator.ts";

export const minus: EagerOperator = {
  kind: "eager",
  name: "-",
  portable: true,
  minOperands: 1,
  maxOperands: 2,
  signature: numeric("value", "subtrahend"),
  range: ([value = UNBOUNDED, subtrahend]) =>
    subtrahend === undefined ? negateInterval(value) : subtractIntervals(value, subtrahend),
  apply([value, subtrahend]) {
    const number = numberOf(value, 0);
    return subtrahend === undefined ? negate(number) : subtract(number, numberOf(subtrahend, 1));
  },
};
