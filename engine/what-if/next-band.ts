/** @module The nearest figure at which a rule would answer otherwise: a band reached, or left. */
import type { Observer } from "../logic/interpret.ts";
import { toDecimalText } from "../number/decimal-text.ts";
import { add, fromInteger, multiply, type Rational } from "../number/rational.ts";
import type { PreparedNode } from "../rule-set/prepare.ts";
import { type ScoredCity, withFigure } from "./scored-city.ts";
import type { SteppedCity } from "./stepped-city.ts";

/** Doublings tried before a band is called out of reach: far above any count of a city. */
const MAX_DOUBLINGS = 40;

/**
 * The nearest figure in `direction`, in steps of `step`, at which some comparison of the node's formulas
 * answers otherwise than now. Comparisons of the notice change once along a figure, so doubling and halving
 * find the place.
 */
export function nextBand(
  { scored: city }: Pick<SteppedCity, "scored">,
  node: PreparedNode,
  id: string,
  from: Rational,
  direction: 1 | -1,
  step: Rational,
): Rational | null {
  const at = (steps: bigint): Rational =>
    add(from, multiply(step, fromInteger(steps * BigInt(direction))));
  const now = signature(city, node, id, from);
  const differs = (steps: bigint): boolean | null => {
    const there = signature(city, node, id, at(steps));
    return there === null ? null : there !== now;
  };
  let low = 0n;
  let high = 1n;
  for (let doubling = 0; ; doubling++) {
    if (doubling > MAX_DOUBLINGS) return null;
    const answer = differs(high);
    if (answer === true) break;
    if (answer === null) {
      high = lastAllowed(low, high, differs);
      if (high === low || differs(high) !== true) return null;
      break;
    }
    low = high;
    high *= 2n;
  }
  while (high - low > 1n) {
    const middle = (low + high) / 2n;
    if (differs(middle) === true) high = middle;
    else low = middle;
  }
  return at(high);
}

/** The largest number of steps in [low, high) whose figure is not refused. */
function lastAllowed(
  low: bigint,
  high: bigint,
  differs: (steps: bigint) => boolean | null,
): bigint {
  let allowed = low;
  let refused = high;
  while (refused - allowed > 1n) {
    const middle = (allowed + refused) / 2n;
    if (differs(middle) === null) refused = middle;
    else allowed = middle;
  }
  return allowed;
}

/** How the comparisons of the node's formulas are answered, as text; `null` where the figure is refused. */
function signature(
  city: ScoredCity,
  node: PreparedNode,
  id: string,
  value: Rational,
): string | null {
  const answers: string[] = [];
  const observer: Observer = {
    leave: (expression, answer) => {
      if (typeof answer === "boolean") answers.push(`${expression.at}=${answer}`);
    },
  };
  const none: Observer = {};
  const changed = withFigure(city, node.id, id, toDecimalText(value) ?? "", (one) =>
    one === node ? observer : none,
  );
  return changed.ok ? answers.join(" ") : null;
}
