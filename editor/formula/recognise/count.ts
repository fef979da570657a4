/**
 * @module Points by number: so many for each, at most so many; on top of a base; for each domain that reaches a
 * number; or taken off ("每发生 1 起扣 0.3 分，最多扣 1.5 分").
 */

import { type Lens, notRecognised, recognised } from "../../../engine/idioms/lens.ts";
import { type Cap, ifOperatorOf, isNumber, recap, uncap } from "../../../engine/idioms/parts.ts";
import { rowsLens } from "../../../engine/idioms/rows.ts";
import type { Names } from "../../../engine/language/formula-names.ts";
import {
  isBare,
  isOperation,
  nameOf,
  operandsOf,
  operation,
  operatorOf,
} from "../../../engine/logic/json-tree.ts";
import type { Logic } from "../../../engine/rule-set/rule-set.ts";

export interface CountView {
  /** How it is written that points are taken off; `null`: they are given. */
  readonly deduction: "zero-minus" | "negative" | "times-minus-one" | null;
  /** The score is not below this: the other way to write the most that is taken off. */
  readonly floor: Cap | null;
  /** Most of all terms together. */
  readonly cap: Cap | null;
  readonly terms: readonly CountTerm[];
  /** The terms are operands of `+`; otherwise there is one. */
  readonly sum: boolean;
}

export type CountTerm =
  | {
      readonly kind: "count";
      /** What is counted. */
      readonly count: Logic;
      /** Points for each; `null`: one, and no factor is written. */
      readonly each: number | null;
      readonly cap: Cap | null;
      readonly eachFirst: boolean;
    }
  /** Points for a number that is reached. */
  | {
      readonly kind: "threshold";
      readonly count: Logic;
      readonly atLeast: number;
      readonly points: number;
    }
  /** A base, or anything else that is added. */
  | { readonly kind: "other"; readonly logic: Logic };

/** @param names tell which inputs are counts, where they are at hand */
export function countLens(names?: Names): Lens<CountView> {
  return {
    get(logic) {
      const floored = uncap(logic, "max");
      const { deduction, inner } = getDeduction(floored.inner);
      if (floored.cap !== null && deduction === null) return notRecognised("nothing_counted");
      const outer = uncap(inner);
      const isSum = isOperation(outer.inner, "+") && getTerm(inner, names).kind === "other";
      const capped = isSum ? outer : { cap: null, inner };
      const sum = isOperation(capped.inner, "+") && getTerm(capped.inner, names).kind === "other";
      const terms = (sum ? operandsOf(capped.inner) : [capped.inner]).map((term) =>
        getTerm(term, names),
      );
      const single = terms.length === 1 && terms[0]?.kind === "threshold";
      const counted = terms.filter(({ kind }) => kind !== "other").length;
      const plain = !terms.some(givesPoints) && capped.cap === null && deduction === null;
      if (
        counted === 0 ||
        plain ||
        single ||
        (deduction === null && 2 * counted < terms.length - 1)
      )
        return notRecognised("nothing_counted");
      return recognised({ deduction, floor: floored.cap, cap: capped.cap, terms, sum });
    },

    put({ deduction, floor, cap, terms, sum }) {
      const put = terms.map(putTerm);
      const added = sum ? operation("+", put) : (put[0] as Logic);
      const given = recap({ cap, inner: added });
      return recap({ cap: floor, inner: putDeduction(given, deduction) }, "max");
    },
  };
}

/** More than a plain number of things: points for each, a most, or a number to reach. */
function givesPoints(term: CountTerm): boolean {
  return term.kind === "threshold" || (term.kind === "count" && (term.each ?? term.cap) !== null);
}

function getDeduction(logic: Logic): Pick<CountView, "deduction"> & { inner: Logic } {
  const [a, b, ...more] = operandsOf(logic);
  const operator = operatorOf(logic);
  if (a !== undefined && more.length === 0 && !isBare(logic)) {
    if (operator === "-" && b === undefined) return { deduction: "negative", inner: a };
    if (operator === "-" && a === 0 && b !== undefined)
      return { deduction: "zero-minus", inner: b };
    if (operator === "*" && a === -1 && b !== undefined)
      return { deduction: "times-minus-one", inner: b };
  }
  return { deduction: null, inner: logic };
}

function putDeduction(inner: Logic, deduction: CountView["deduction"]): Logic {
  switch (deduction) {
    case null:
      return inner;
    case "zero-minus":
      return operation("-", [0, inner]);
    case "negative":
      return operation("-", [inner]);
    case "times-minus-one":
      return operation("*", [-1, inner]);
  }
}

function getTerm(logic: Logic, names: Names | undefined): CountTerm {
  const threshold = getThreshold(logic);
  if (threshold !== null) return threshold;
  const { cap, inner } = uncap(logic);
  const [a, b, ...more] = operandsOf(inner);
  if (operatorOf(inner) === "*" && a !== undefined && b !== undefined && more.length === 0) {
    const eachFirst = isNumber(a);
    const [each, count] = eachFirst ? [a, b] : [b, a];
    if (isNumber(each) && !isNumber(count) && (cap !== null || isCount(count, names)))
      return { kind: "count", count, each, cap, eachFirst };
  }
  if (isCount(inner, names))
    return { kind: "count", count: inner, each: null, cap, eachFirst: true };
  return { kind: "other", logic };
}

/** A number of things: counted rows or choices, inputs that are counts, and sums of these. */
function isCount(logic: Logic, names: Names | undefined): boolean {
  const rows = rowsLens.get(logic);
  if (rows.ok) return rows.view.each === null;
  const name = nameOf(logic);
  if (name !== null) return names?.get(name)?.type === "count";
  const operands = operandsOf(logic);
  return (
    operatorOf(logic) === "+" &&
    operands.length > 0 &&
    operands.every((operand) => isCount(operand, names))
  );
}

/** `if count ≥ n then points else 0`. */
function getThreshold(logic: Logic): CountTerm | null {
  const [test, points, zero, ...more] = operandsOf(logic);
  if (ifOperatorOf(logic) !== "if" || more.length > 0 || zero !== 0) return null;
  if (operatorOf(test) !== ">=" || !isNumber(points)) return null;
  const [count, atLeast, ...others] = operandsOf(test);
  if (count === undefined || isNumber(count) || !isNumber(atLeast) || others.length > 0)
    return null;
  return { kind: "threshold", count, atLeast, points };
}

function putTerm(term: CountTerm): Logic {
  switch (term.kind) {
    case "other":
      return term.logic;
    case "threshold":
      return operation("if", [operation(">=", [term.count, term.atLeast]), term.points, 0]);
    case "count": {
      const { count, each, cap, eachFirst } = term;
      const inner =
        each === null ? count : operation("*", eachFirst ? [each, count] : [count, each]);
      return recap({ cap, inner });
    }
  }
}

/** Where the parts of a count stand in its formula; `null` for what is not written. */
export interface CountPlaces {
  readonly floor: string | null;
  readonly cap: string | null;
  readonly terms: readonly {
    readonly term: string;
    readonly count: string | null;
    readonly each: string | null;
    readonly cap: string | null;
    readonly atLeast: string | null;
    readonly points: string | null;
  }[];
}

export function countPlaces({ deduction, floor, cap, terms, sum }: CountView): CountPlaces {
  let at = "";
  const through = (one: Cap | null, operator: "min" | "max"): string | null => {
    if (one === null) return null;
    const place = `${at}/${operator}/${one.first ? 0 : 1}`;
    at += `/${operator}/${one.first ? 1 : 0}`;
    return place;
  };
  const floorAt = through(floor, "max");
  if (deduction === "zero-minus") at += "/-/1";
  if (deduction === "negative") at += "/-/0";
  if (deduction === "times-minus-one") at += "/*/1";
  const capAt = through(cap, "min");
  const places = terms.map((term, index) => {
    const place = sum ? `${at}/+/${index}` : at;
    const none = { term: place, count: null, each: null, cap: null, atLeast: null, points: null };
    if (term.kind === "other") return none;
    if (term.kind === "threshold") {
      const test = `${place}/if/0/>=`;
      return { ...none, count: `${test}/0`, atLeast: `${test}/1`, points: `${place}/if/1` };
    }
    const inner = term.cap === null ? place : `${place}/min/${term.cap.first ? 1 : 0}`;
    const [each, count] = term.eachFirst ? [0, 1] : [1, 0];
    return {
      ...none,
      cap: term.cap === null ? null : `${place}/min/${term.cap.first ? 0 : 1}`,
      count: term.each === null ? inner : `${inner}/*/${count}`,
      each: term.each === null ? null : `${inner}/*/${each}`,
    };
  });
  return { floor: floorAt, cap: capAt, terms: places };
}
