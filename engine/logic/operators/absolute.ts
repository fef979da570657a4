/** @module `absolute`: a number without its sign. */
import { absoluteInterval, UNBOUNDED } from "../../number/interval.ts";
import { absolute } from "../../number/rational.ts";
import { numberOf } from "../coerce.ts";
import { type EagerOperator, numeric } from "./operator.ts";

export const withoutSign: EagerOperator = {
  kind: "eager",
  name: "absolute",
  portable: false,
  minOperands: 1,
  maxOperands: 1,
  signature: numeric("value"),
  range: ([value = UNBOUNDED]) => absoluteInterval(value),
  apply: ([value]) => absolute(numberOf(value, 0)),
};
