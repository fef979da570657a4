/** @module The nearest figure at which a rule would answer otherwise: a band reached, or left. */
import { toDecimalText } from "../number/decimal-text.ts";
import { add, fromInteger, multiply, type Rational } from "../number/rational.ts";
import type { Differs } from "./same-answers.ts";

/** Doublings tried before a band is called out of reach: far above any count of a city. */
const MAX_DOUBLINGS = 40;

/**
 * The nearest figure in `direction`, in steps of `step`, at which some comparison of the node's formulas
 * answers otherwise than now. Comparisons of the notice change once along a figure, so doubling and halving
 * find the place.
 */
export function nextBand(
  differs: Differs,
  from: Rational,
  direction: 1 | -1,
  step: Rational,
): Rational | null {
  const at = (steps: bigint): Rational =>
    add(from, multiply(step, fromInteger(steps * BigInt(direction))));
  const differsAt = (steps: bigint): boolean | null => differs(toDecimalText(at(steps)) ?? "");
  let low = 0n;
  let high = 1n;
  for (let doubling = 0; ; doubling++) {
    if (doubling > MAX_DOUBLINGS) return null;
    const answer = differsAt(high);
    if (answer === true) break;
    if (answer === null) {
      high = lastAllowed(low, high, differsAt);
      if (high === low || differsAt(high) !== true) return null;
      break;
    }
    low = high;
    high *= 2n;
  }
  while (high - low > 1n) {
    const middle = (low + high) / 2n;
    if (differsAt(middle) === true) high = middle;
    else low = middle;
  }
  return at(high);
}

/** The largest number of steps in [low, high) whose figure is not refused. */
function lastAllowed(
  low: bigint,
  high: bigint,
  differsAt: (steps: bigint) => boolean | null,
): bigint {
  let allowed = low;
  let refused = high;
  while (refused - allowed > 1n) {
    const middle = (allowed + refused) / 2n;
    if (differsAt(middle) === null) refused = middle;
    else allowed = middle;
  }
  return allowed;
}
