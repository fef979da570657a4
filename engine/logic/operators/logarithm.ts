/** @module `logarithm`: natural, or to a base; exact for powers of the base, else to 40 digits. */
import {
  type Interval,
  isPoint,
  negateInterval,
  risingInterval,
  UNBOUNDED,
} from "../../number/interval.ts";
import { type Approximation, bound, logarithm, naturalLogarithm } from "../../number/irrational.ts";
import { compare, negate, ONE, type Rational, ZERO } from "../../number/rational.ts";
import { numberOf } from "../coerce.ts";
import { Fault } from "../fault.ts";
import { type EagerOperator, IRRATIONAL_STEPS, numeric } from "./operator.ts";

/**
 * `{"logarithm": value}` to the base e, `{"logarithm": [value, 10]}` to the base 10.
 *
 * @issue `not_real` of zero and below; `invalid_operand` when the base is not above zero, or is 1
 */
export const log: EagerOperator = {
  kind: "eager",
  name: "logarithm",
  portable: false,
  minOperands: 1,
  maxOperands: 2,
  signature: numeric("value", "base"),
  range([value = UNBOUNDED, base]): Interval {
    if (base === undefined) return rangeOf(value, naturalLogarithm);
    if (!isPoint(base) || base.low === null || !isBase(base.low)) return UNBOUNDED;
    const point = base.low;
    const toBase = (end: Rational): Approximation => logarithm(end, point);
    if (compare(point, ONE) > 0) return rangeOf(value, toBase);
    // To a base below one, larger numbers have smaller logarithms: it is -log to the inverse base.
    const rising = (end: Rational): Approximation => {
      const { value: falling, exact } = toBase(end);
      return { value: negate(falling), exact };
    };
    return negateInterval(rangeOf(value, rising));
  },
  apply([value, base], runner) {
    const number = numberOf(value, 0);
    const of = base === undefined ? null : numberOf(base, 1);
    if (compare(number, ZERO) <= 0) throw new Fault("not_real");
    if (of !== null && !isBase(of)) {
      throw new Fault("invalid_operand", { operand: 1, reason: "not_a_base" });
    }
    runner.spend(IRRATIONAL_STEPS);
    return (of === null ? naturalLogarithm(number) : logarithm(number, of)).value;
  },
};

function isBase(base: Rational): boolean {
  return compare(base, ZERO) > 0 && compare(base, ONE) !== 0;
}

function rangeOf(value: Interval, of: (end: Rational) => Approximation): Interval {
  return risingInterval(value, (end, direction) =>
    compare(end, ZERO) > 0 ? bound(of(end), direction) : null,
  );
}
