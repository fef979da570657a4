/** @module `clamp`: a number, kept between two bounds. */
import { maximumOfIntervals, minimumOfIntervals, UNBOUNDED } from "../../number/interval.ts";
import { compare, maximum, minimum } from "../../number/rational.ts";
import { numberOf } from "../coerce.ts";
import { Fault } from "../fault.ts";
import { type EagerOperator, numeric } from "./operator.ts";

/** @issue `invalid_operand` when the lower bound is above the higher one */
export const clamp: EagerOperator = {
  kind: "eager",
  name: "clamp",
  portable: false,
  minOperands: 3,
  maxOperands: 3,
  signature: numeric("value", "low", "high"),
  range: ([value = UNBOUNDED, low = UNBOUNDED, high = UNBOUNDED]) =>
    maximumOfIntervals(low, minimumOfIntervals(value, high)),
  apply([value, low, high]) {
    const [number, least, greatest] = [numberOf(value, 0), numberOf(low, 1), numberOf(high, 2)];
    if (compare(least, greatest) > 0) {
      throw new Fault("invalid_operand", { operand: 1, reason: "low_above_high" });
    }
    return maximum(least, minimum(number, greatest));
  },
};
