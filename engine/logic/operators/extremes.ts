/** @module `min` and `max`: the least and the greatest of the operands; a cap is `min`, a floor `max`. */
import { maximumOfIntervals, minimumOfIntervals } from "../../number/interval.ts";
import { maximum, minimum } from "../../number/rational.ts";
import { numberOf } from "../coerce.ts";
import { ANY_COUNT, type EagerOperator, numeric } from "./operator.ts";

export const least: EagerOperator = {
  kind: "eager",
  name: "min",
  portable: true,
  minOperands: 1,
  maxOperands: ANY_COUNT,
  signature: numeric("value"),
  range: (operands) => operands.reduce(minimumOfIntervals),
  apply: (values) => values.map(numberOf).reduce(minimum),
};

export const greatest: EagerOperator = {
  kind: "eager",
  name: "max",
  portable: true,
  minOperands: 1,
  maxOperands: ANY_COUNT,
  signature: numeric("value"),
  range: (operands) => operands.reduce(maximumOfIntervals),
  apply: (values) => values.map(numberOf).reduce(maximum),
};
