/** @module `power`: exact for whole exponents and perfect roots, else to 40 digits. */
import {
  absoluteInterval,
  divideIntervals,
  hullOfIntervals,
  type Interval,
  isPoint,
  pointInterval,
  risingInterval,
  UNBOUNDED,
  unlessTooLarge,
} from "../../number/interval.ts";
import { bound, power } from "../../number/irrational.ts";
import { compare, isInteger, isZero, ONE, Rational, ZERO } from "../../number/rational.ts";
import { numberOf } from "../coerce.ts";
import { Fault } from "../fault.ts";
import { isLarge, stepsFor } from "../size.ts";
import { type EagerOperator, IRRATIONAL_STEPS, numeric } from "./operator.ts";

/**
 * `{"power": [base, exponent]}`; 0 to the power of 0 is 1. `{"power": [product, {"/": [1, 3]}]}` is the
 * geometric mean of three factors.
 *
 * @issue `not_real` a negative base with an exponent that is not whole; `division_by_zero` zero to a
 *   negative power; `number_too_large`
 */
export const raise: EagerOperator = {
  kind: "eager",
  name: "power",
  portable: false,
  minOperands: 2,
  maxOperands: 2,
  signature: numeric("base", "exponent"),
  range: ([base = UNBOUNDED, exponent = UNBOUNDED]) => {
    const whole = isPoint(exponent) && exponent.low !== null && isInteger(exponent.low);
    return whole ? wholePowerOf(base, exponent.low.numerator) : powerOf(base, exponent);
  },
  apply([base, exponent], runner) {
    const [number, raisedTo] = [numberOf(base, 0), numberOf(exponent, 1)];
    const sign = compare(number, ZERO);
    if (sign < 0 && !isInteger(raisedTo)) throw new Fault("not_real");
    if (sign === 0 && compare(raisedTo, ZERO) < 0) throw new Fault("division_by_zero");
    if (!isInteger(raisedTo)) runner.spend(IRRATIONAL_STEPS);
    const { value } = power(number, raisedTo);
    // A few digits and an exponent are all it takes for a number of thousands.
    if (isLarge(value)) runner.spend(stepsFor(value));
    return value;
  },
};

function wholePowerOf(base: Interval, exponent: bigint): Interval {
  if (exponent < 0n) return divideIntervals(pointInterval(ONE), wholePowerOf(base, -exponent));
  if (exponent === 0n) return pointInterval(ONE);
  const raised = exponent % 2n === 0n ? absoluteInterval(base) : base;
  return risingInterval(raised, (end) => power(end, new Rational(exponent, 1n)).value);
}

/** Bases from zero up: the power rises or falls with each operand alone, so its extremes are at corners. */
function powerOf(base: Interval, exponent: Interval): Interval {
  if (base.low === null || compare(base.low, ZERO) < 0) return UNBOUNDED;
  const { low: least, high: most } = exponent;
  const notNegative: Interval = { low: ZERO, high: null };
  if (base.high === null || least === null || most === null) return notNegative;
  if (isZero(base.low) && compare(least, ZERO) < 0) return notNegative;
  // Zero to the power of zero is 1, to any other power 0.
  let range: Interval | null = isZero(base.low) ? pointInterval(ZERO) : null;
  for (const x of [base.low, base.high]) {
    for (const y of [least, most]) {
      const corner = unlessTooLarge(() => power(x, y));
      if (corner === null) return notNegative;
      const around = { low: bound(corner, "down"), high: bound(corner, "up") };
      range = range === null ? around : hullOfIntervals(range, around);
    }
  }
  return range ?? notNegative;
}
