/**
 * A city's figures as a request carries them, and how the oracle looks them up: numbers as numbers or
 * decimal strings, a figure that is asked for twice taken from where it was given.
 */
import { type Fraction, parseFraction, whole, ZERO } from "./fraction.ts";
import { SAME_FIGURES } from "./inputs-2018.ts";

export type City = Record<string, Record<string, unknown>>;

/** The value of an input as given, or as given for the same figure elsewhere; `undefined` if nowhere. */
export function given(city: City, item: string, input: string): unknown {
  const own = city[item]?.[input];
  if (own !== undefined) return own;
  const group = SAME_FIGURES.find((places) => places.some(([i, n]) => i === item && n === input));
  for (const [otherItem, otherInput] of group ?? []) {
    const other = city[otherItem]?.[otherInput];
    if (other !== undefined) return other;
  }
  return undefined;
}

/** A number that must be there. */
export function figure(city: City, item: string, input: string): Fraction {
  return parseFraction(given(city, item, input));
}

/** An optional number: left out or `null` is zero. */
export function optionalFigure(city: City, item: string, input: string): Fraction {
  const value = given(city, item, input);
  return value === undefined || value === null ? ZERO : parseFraction(value);
}

/** A yes or no that must be there. */
export function ticked(city: City, item: string, input: string): boolean {
  const value = given(city, item, input);
  if (typeof value !== "boolean") throw new Error(`${item}/${input} is not yes or no`);
  return value;
}

/** `points` for a yes, nothing for a no. */
export function pointsIf(condition: boolean, points: number): Fraction {
  return condition ? whole(points) : ZERO;
}

/** The codes ticked in a list that must be there. */
export function chosen(city: City, item: string, input: string): readonly string[] {
  const value = given(city, item, input);
  if (!Array.isArray(value)) throw new Error(`${item}/${input} is not a list`);
  return value.map(String);
}
