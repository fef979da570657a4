/**
 * @module A difference split by cause: causes are applied one after the other in the declared order, so that the
 * parts add up exactly; where the reverse order gives another part, that is told as interaction.
 */
import { toFixedText } from "../number/decimal-text.ts";
import { compare, type Rational, subtract, ZERO } from "../number/rational.ts";
import { type Cause, SCORING_CAUSES } from "./change.ts";

export interface CausePart {
  readonly cause: Cause;
  readonly change: string;
  /** The same cause's part when the causes are applied in the reverse order; absent where it is the same. */
  readonly reverse?: string;
}

/** A score with some causes applied; `null` where the mixed set gives none. */
export type ScoreWith = (applied: ReadonlySet<Cause>) => Rational | null;

/** @param places decimals of the parts */
export function splitByCause(scoreWith: ScoreWith, places: number): readonly CausePart[] {
  const known = new Map<string, Rational>();
  // What a mixed set refuses counts as it was before its last cause.
  const total = (applied: readonly Cause[]): Rational => {
    const key = [...applied].sort().join();
    const found = known.get(key);
    if (found !== undefined) return found;
    const score =
      scoreWith(new Set(applied)) ??
      (applied.length === 0 || applied.length === SCORING_CAUSES.length
        ? ZERO
        : total(applied.slice(0, -1)));
    known.set(key, score);
    return score;
  };
  const parts = (order: readonly Cause[]): ReadonlyMap<Cause, Rational> =>
    new Map(
      order.map((cause, index) => [
        cause,
        subtract(total(order.slice(0, index + 1)), total(order.slice(0, index))),
      ]),
    );
  const forward = parts(SCORING_CAUSES);
  const backward = parts([...SCORING_CAUSES].reverse());
  const text = (value: Rational): string => toFixedText(value, places);
  return SCORING_CAUSES.map((cause): CausePart => {
    const [part, other] = [forward.get(cause) ?? ZERO, backward.get(cause) ?? ZERO];
    return {
      cause,
      change: text(part),
      ...(compare(part, other) === 0 ? {} : { reverse: text(other) }),
    };
  });
}
