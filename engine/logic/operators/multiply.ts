/** @module `*`: the product of the operands. */
import { multiplyIntervals } from "../../number/interval.ts";
import { multiply, type Rational } from "../../number/rational.ts";
import { numberOf } from "../coerce.ts";
import { ANY_COUNT, type EagerOperator, numeric } from "./operator.ts";

export const times: EagerOperator = {
  kind: "eager",
  name: "*",
  portable: true,
  minOperands: 1,
  maxOperands: ANY_COUNT,
  signature: numeric("factor"),
  range: (operands) => operands.reduce(multiplyIntervals),
  apply(values) {
    let product: Rational = numberOf(values[0], 0);
    for (let index = 1; index < values.length; index++) {
      product = multiply(product, numberOf(values[index], index));
    }
    return product;
  },
};
