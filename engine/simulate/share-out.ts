/** @module Weights that must add up: a whole number of units shared out in proportion. */

/**
 * Whole numbers in proportion to `sizes` that add up to `sum` exactly: each gets the whole units of its share, and
 * the largest remainders get one more (Hamilton's method); of equal remainders the earlier one.
 */
export function shareOut(sum: number, sizes: readonly number[]): readonly number[] {
  const all = sizes.reduce((total, size) => total + size, 0);
  if (all === 0) return sizes.map(() => 0);
  const exact = sizes.map((size) => (sum * size) / all);
  const units = exact.map(Math.floor);
  let left = sum - units.reduce((total, one) => total + one, 0);
  const order = exact
    .map((share, index) => ({ index, rest: share - Math.floor(share) }))
    .sort((a, b) => b.rest - a.rest || a.index - b.index);
  for (const { index } of order) {
    if (left <= 0) break;
    units[index] = (units[index] ?? 0) + 1;
    left--;
  }
  return units;
}
