/** @module Percent by moving the decimal point: dividing by 100 would make 0.0007000000000000001 of 0.07 %. */

/**
 * Decimal text with its point moved by so many digits to the right (left where negative), exponent included;
 * no zeros stay at either end.
 */
export function shiftDecimal(text: string, places: number): string {
  const [, sign = "", whole = "", fraction = "", exponent = "0"] =
    /^(-?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(text) ?? [];
  const digits = whole + fraction;
  const point = whole.length + Number(exponent) + places;
  const padded = point > digits.length ? digits.padEnd(point, "0") : digits;
  const shifted = point > 0 ? padded : "0".repeat(1 - point) + padded;
  const cut = Math.max(point, 1);
  const front = shifted.slice(0, cut).replace(/^0+(?=\d)/, "") || "0";
  const back = shifted.slice(cut).replace(/0+$/, "");
  return `${sign}${front}${back === "" ? "" : `.${back}`}`;
}

/** A share as percent: 0.95 is `95%`. */
export function percentText(share: number): string {
  return `${shiftDecimal(String(share), 2)}%`;
}

/** A percent, without its sign, as the share: `0.07` is 0.0007. */
export function shareOf(percent: string): number {
  return Number(shiftDecimal(percent, -2));
}
