/** @module `floor` and `ceiling`: the nearest whole number that is not above, or not below. */
import { risingInterval, UNBOUNDED } from "../../number/interval.ts";
import { type RoundingMode, round } from "../../number/rounding.ts";
import { numberOf } from "../coerce.ts";
import { type EagerOperator, numeric } from "./operator.ts";

export const floor: EagerOperator = toWhole("floor");
export const ceiling: EagerOperator = toWhole("ceiling");

function toWhole(mode: RoundingMode & ("floor" | "ceiling")): EagerOperator {
  const rounding = { mode, places: 0 };
  return {
    kind: "eager",
    name: mode,
    portable: false,
    minOperands: 1,
    maxOperands: 1,
    signature: numeric("value"),
    range: ([value = UNBOUNDED]) => risingInterval(value, (end) => round(end, rounding)),
    apply: ([value]) => round(numberOf(value, 0), rounding),
  };
}
