/** @module Figures that lie in slots already, compared and copied. */
import type { NumberPlace, PlacedInput } from "./layout.ts";
import type { TypedCity } from "./machine.ts";

/** Both are numbers of one scale; null is never above. */
export function isAbove(part: PlacedInput, whole: PlacedInput, { figures }: TypedCity): boolean {
  return (
    (figures[(part.place as NumberPlace).slot] as number) >
    (figures[(whole.place as NumberPlace).slot] as number)
  );
}

/** False where the figure does not lie in the other's slot as it would be read there. */
export function copyNumber(from: PlacedInput, to: PlacedInput, { figures }: TypedCity): boolean {
  const [source, target] = [from.place, to.place];
  if (source.kind !== "number" || target.kind !== "number") return false;
  const integer = figures[source.slot] as number;
  if (source.formulaScale !== target.formulaScale) return false;
  if (!(integer >= target.low && integer <= target.high)) return false;
  figures[target.slot] = integer;
  return true;
}
