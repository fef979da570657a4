/**
 * The sheet on which the oracle writes its scores. Every score is rounded to cents the moment it is
 * written, and whatever stands above it is worked out from the rounded figure.
 */
import {
  type Fraction,
  formatCents,
  fromCents,
  isZero,
  over,
  percent,
  times,
  toCents,
  whole,
  ZERO,
} from "./fraction.ts";

export class Sheet {
  readonly #cents = new Map<string, bigint>();

  /** Writes the score of an item, or of any node whose value is worked out by itself. */
  score(id: string, value: Fraction): bigint {
    const cents = toCents(value);
    this.#cents.set(id, cents);
    return cents;
  }

  /** Writes a level-2 score: its weight times the sum of the scores of its items. */
  weighted(id: string, weightPercent: number, items: readonly bigint[]): bigint {
    return this.score(id, times(percent(weightPercent), fromCents(sum(items))));
  }

  /** Writes a sum of scores: a level-1 indicator, or the deductions, which have no weight. */
  sum(id: string, parts: readonly bigint[]): bigint {
    const cents = sum(parts);
    this.#cents.set(id, cents);
    return cents;
  }

  scores(): Record<string, string> {
    return Object.fromEntries([...this.#cents].map(([id, cents]) => [id, formatCents(cents)]));
  }
}

/** "30 % × …", of a value of at most 100 points. */
export function share(sharePercent: number, points: Fraction): Fraction {
  return times(percent(sharePercent), points);
}

/** "(part / total) × points"; a total of zero earns nothing. */
export function rate(part: Fraction, total: Fraction, points: number): Fraction {
  return isZero(total) ? ZERO : times(over(part, total), whole(points));
}

function sum(parts: readonly bigint[]): bigint {
  return parts.reduce((a, b) => a + b, 0n);
}
