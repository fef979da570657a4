/** @module `+`: the sum of the operands; of one operand, its number; of none, 0. */
import { addIntervals, pointInterval } from "../../number/interval.ts";
import { add, type Rational, ZERO } from "../../number/rational.ts";
import { numberOf } from "../coerce.ts";
import { ANY_COUNT, type EagerOperator, numeric } from "./operator.ts";

export const plus: EagerOperator = {
  kind: "eager",
  name: "+",
  portable: true,
  minOperands: 0,
  maxOperands: ANY_COUNT,
  signature: numeric("summand"),
  range: (operands) => operands.reduce(addIntervals, pointInterval(ZERO)),
  apply(values) {
    if (values.length === 0) return ZERO;
    let sum: Rational = numberOf(values[0], 0);
    for (let index = 1; index < values.length; index++) {
      sum = add(sum, numberOf(values[index], index));
    }
    return sum;
  },
};
