/** @module A figure of a request as an integer over a scale, exactly or with doubt. */
import { MAX_EXACT, type Machine } from "./machine.ts";

/** `given × scale` as an integer; the doubt is raised where the figure is finer or larger than that. */
export function exactInteger(machine: Machine, given: unknown, scale: number): number {
  const value =
    typeof given === "number" ? given : typeof given === "string" ? fromText(given) : Number.NaN;
  if (scale === 1) {
    if (!(Number.isInteger(value) && value <= MAX_EXACT && value >= -MAX_EXACT))
      machine.doubt = true;
    return value;
  }
  const scaled = Math.round(value * scale);
  // The figure is the double nearest to scaled / scale, so within 15 digits its decimal text is that quotient.
  if (!(scaled / scale === value && scaled <= MAX_15_DIGITS && scaled >= -MAX_15_DIGITS))
    machine.doubt = true;
  return scaled;
}

/** Doubles tell decimals of 15 digits apart (IEEE 754), so up to here the text and the double agree. */
const MAX_15_DIGITS = 1e15;

/** A decimal string as a double, where its digits are few enough to be told apart; else NaN, and so doubt. */
function fromText(text: string): number {
  return text.length <= 16 ? Number(text) : Number.NaN;
}
