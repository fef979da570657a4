/**
 * @module What is known of a value before it is known: an interval, the truth values left, a list of so many
 * members. Figures that are missing start as their declaration allows; formulas narrow from there.
 */

import { property, type Value } from "../logic/value.ts";
import {
  hullOfIntervals,
  type Interval,
  isPoint,
  pointInterval,
  UNBOUNDED,
} from "../number/interval.ts";
import { Rational } from "../number/rational.ts";

/** What is known of a value before it is known. */
export type Possible =
  | PossibleNumber
  | { readonly kind: "boolean"; readonly canBeTrue: boolean; readonly canBeFalse: boolean }
  /** A list of this many members at least and at most (`null`: any number); of any of its members `member`. */
  | {
      readonly kind: "list";
      readonly least: number;
      readonly most: number | null;
      readonly member: Possible;
    }
  /** A list whose members are told one by one. */
  | { readonly kind: "members"; readonly members: readonly Possible[] }
  | { readonly kind: "record"; readonly fields: ReadonlyMap<string, Possible> }
  | { readonly kind: "known"; readonly value: Value }
  /** Null or what `of` says. */
  | { readonly kind: "nullable"; readonly of: Possible }
  | { readonly kind: "anything" };

export interface PossibleNumber {
  readonly kind: "number";
  readonly interval: Interval;
  readonly whole?: boolean;
  /** Name of the list whose members it counts. */
  readonly counts?: string;
  /** It adds up one term for each member of a list; their mean lies where the terms do. */
  readonly sums?: { readonly list: string; readonly term: Interval };
}

/** Names with what is possible for each; a branch's view is a map laid over its parent's. */
export interface Names {
  /** `undefined` for names that there are not. */
  readonly get: (name: string) => Possible | undefined;
  /** True when part never exceeds whole, both names of valid figures. */
  readonly isPartOf: (part: string, whole: string) => boolean;
}

export const ANYTHING: Possible = { kind: "anything" };

/** The interval of a possible value as a number; unbounded where it may be no number. */
export function intervalOf(possible: Possible): Interval {
  if (possible.kind === "number") return possible.interval;
  if (possible.kind === "known" && possible.value instanceof Rational)
    return pointInterval(possible.value);
  return UNBOUNDED;
}

/** A value that is known. */
export function asPossible(value: Value): Possible {
  if (value instanceof Rational)
    return { kind: "number", interval: pointInterval(value), whole: value.denominator === 1n };
  if (typeof value === "boolean") return { kind: "boolean", canBeTrue: value, canBeFalse: !value };
  return { kind: "known", value };
}

export function isNull(possible: Possible): boolean {
  return possible.kind === "known" && possible.value === null;
}

export function constantOf(possible: Possible): Value | undefined {
  if (possible.kind === "known") return possible.value;
  if (possible.kind === "number" && isPoint(possible.interval))
    return possible.interval.low ?? undefined;
  if (possible.kind === "members") {
    const values = possible.members.map(constantOf);
    return values.every((value) => value !== undefined) ? (values as readonly Value[]) : undefined;
  }
  return undefined;
}

/** Both what `a` and what `b` allow. */
export function either(a: Possible | null, b: Possible): Possible {
  if (a === null) return b;
  if (a.kind === "number" && b.kind === "number") {
    const whole = a.whole && b.whole;
    return {
      kind: "number",
      interval: hullOfIntervals(a.interval, b.interval),
      ...(whole ? { whole } : {}),
    };
  }
  if (a.kind === "boolean" && b.kind === "boolean") {
    return {
      kind: "boolean",
      canBeTrue: a.canBeTrue || b.canBeTrue,
      canBeFalse: a.canBeFalse || b.canBeFalse,
    };
  }
  if (isNull(a)) return isNull(b) || b.kind === "nullable" ? b : { kind: "nullable", of: b };
  if (isNull(b)) return either(b, a);
  if (a.kind === "nullable")
    return { kind: "nullable", of: either(a.of, b.kind === "nullable" ? b.of : b) };
  if (b.kind === "nullable") return either(b, a);
  return ANYTHING;
}

export function lookUp(names: Names, path: string): Possible {
  const direct = names.get(path);
  if (direct !== undefined) return direct;
  const [first = path, ...rest] = path.split(".");
  let possible = names.get(first) ?? ANYTHING;
  for (const step of rest) {
    if (possible.kind === "record") possible = possible.fields.get(step) ?? ANYTHING;
    else if (possible.kind === "known") {
      const member = property(possible.value, step);
      possible = member === undefined ? asPossible(null) : asPossible(member);
    } else return ANYTHING;
  }
  return possible;
}

export function withName(names: Names, name: string, possible: Possible): Names {
  return { ...names, get: (other) => (other === name ? possible : names.get(other)) };
}
