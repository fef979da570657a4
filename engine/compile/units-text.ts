/** @module Whole units of a last place as decimal text. */

/** Texts of small units are made once: most scores have a few thousand units. */
const REMEMBERED = 16_384;
const remembered = new Map<number, string[]>();

/** Writes units of so many decimals; zero has no sign. */
export function unitsWriter(places: number): (units: number) => string {
  const known = remembered.get(places) ?? [];
  remembered.set(places, known);
  return (units) => {
    if (units >= 0 && units < REMEMBERED) {
      const text = known[units];
      if (text !== undefined) return text;
      const made = write(units, places);
      known[units] = made;
      return made;
    }
    return write(units, places);
  };
}

function write(units: number, places: number): string {
  const digits = Math.abs(units)
    .toFixed(0)
    .padStart(places + 1, "0");
  const sign = units < 0 ? "-" : "";
  if (places === 0) return sign + digits;
  return `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}
