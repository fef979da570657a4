/** @module `round`: to so many decimals, in a declared way. */
import { type Interval, risingInterval, UNBOUNDED } from "../../number/interval.ts";
import type { Rational } from "../../number/rational.ts";
import { type RoundingMode, round } from "../../number/rounding.ts";
import { numberOf, wholeNumberOf } from "../coerce.ts";
import { Fault } from "../fault.ts";
import type { Value } from "../value.ts";
import { type EagerOperator, operand } from "./operator.ts";

const MODES: readonly RoundingMode[] = ["half-up", "half-even", "ceiling", "floor", "truncate"];
const MAX_PLACES = 100;

/**
 * `{"round": [value, places]}`, `{"round": [value, places, mode]}`; the mode is `half-up` (halves away from
 * zero) unless another is named.
 *
 * @issue `invalid_operand` places not whole or outside 0 to 100; a mode that does not exist
 */
export const roundTo: EagerOperator = {
  kind: "eager",
  name: "round",
  portable: false,
  minOperands: 2,
  maxOperands: 3,
  signature: {
    kind: "plain",
    operands: [
      operand("value", "number"),
      operand("places", "number"),
      { ...operand("mode", "text"), choices: MODES },
    ],
    result: "number",
  },
  range: ([value = UNBOUNDED], [, places, mode = "half-up"]) => rangeOf(value, places, mode),
  apply([value, places, mode = "half-up"]) {
    const number = numberOf(value, 0);
    return round(number, { places: wholeNumberOf(places, 1, 0, MAX_PLACES), mode: modeOf(mode) });
  },
};

function modeOf(value: Value): RoundingMode {
  const mode = MODES.find((name) => name === value);
  if (mode !== undefined) return mode;
  throw new Fault("invalid_operand", { operand: 2, reason: "unknown_choice", choices: MODES });
}

function rangeOf(value: Interval, places: Value | undefined, mode: Value): Interval {
  try {
    const rounding = { places: wholeNumberOf(places, 1, 0, MAX_PLACES), mode: modeOf(mode) };
    return risingInterval(value, (end: Rational) => round(end, rounding));
  } catch (error) {
    // Places or mode that are not known, or wrong: the check tells the latter elsewhere.
    if (error instanceof Fault) return UNBOUNDED;
    throw error;
  }
}
