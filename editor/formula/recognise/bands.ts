/**
 * @module Bands: a chain of conditions on one subject, each with its points (`[90%, 95%) → 15`). The form is
 * remembered: a chain or nested conditions, one bound or both, constants on either side.
 */

import {
  type Lens,
  notRecognised,
  type Recognition,
  recognised,
} from "../../../engine/idioms/lens.ts";
import { type IfOperator, ifOperatorOf, isNumber } from "../../../engine/idioms/parts.ts";
import {
  childAt,
  operandsOf,
  operation,
  operatorOf,
  sameLogic,
} from "../../../engine/logic/json-tree.ts";
import type { Logic } from "../../../engine/rule-set/rule-set.ts";

export interface BandsView {
  /** What every row compares. */
  readonly subject: Logic;
  /** In the order in which they are tried. */
  readonly rows: readonly BandRow[];
  /** Points of what no row takes; absent: the file says none. */
  readonly otherwise?: Logic;
  /** The conditions that nest in one another, outermost first: an operator and how many rows it holds. */
  readonly chain: readonly { readonly operator: IfOperator; readonly rows: number }[];
}

export interface BandRow {
  /** Only what the row itself says; what follows from the rows before it is told by {@link rangesOf}. */
  readonly lower?: Bound;
  readonly upper?: Bound;
  readonly points: Logic;
  readonly form: RowForm;
}

export interface Bound {
  readonly value: number;
  readonly inclusive: boolean;
}

export type RowForm =
  /** `x >= 0.9`, or flipped `0.9 <= x`. */
  | { readonly shape: "single"; readonly flipped: boolean }
  /** `x >= 0.9 and x < 0.95`, in either order, each flipped or not. */
  | {
      readonly shape: "and";
      readonly lowerFirst: boolean;
      readonly lowerFlipped: boolean;
      readonly upperFlipped: boolean;
    }
  /** `0.9 <= x <= 0.95` with three operands. */
  | { readonly shape: "between" }
  /** `x == 3`. */
  | { readonly shape: "equal"; readonly operator: "==" | "==="; readonly flipped: boolean };

type Compared = Pick<BandRow, "lower" | "upper" | "form"> & { readonly subject: Logic };

export const bandsLens: Lens<BandsView> = {
  get(logic) {
    const chain: { operator: IfOperator; rows: number }[] = [];
    const found: { row: BandRow; subject: Logic; at: string }[] = [];
    let [level, at]: [Logic, string] = [logic, ""];
    let otherwise: Logic | undefined;
    for (;;) {
      const operator = ifOperatorOf(level);
      const operands = operandsOf(level);
      const rows = getRows(level, at);
      if (operator === null || operands.length < 2) {
        return chain.length === 0 ? notRecognised("not_a_chain_of_conditions", at) : done(level);
      }
      if (!rows.ok) return chain.length === 0 ? rows : done(level);
      const goesOn = found.length === 0 || sameLogic(rows.view[0]?.subject, found[0]?.subject);
      if (!goesOn) return done(level);
      chain.push({ operator, rows: rows.view.length });
      found.push(...rows.view);
      otherwise = operands.length % 2 === 1 ? operands.at(-1) : undefined;
      if (otherwise === undefined) return done(undefined);
      [level, at] = [otherwise, childAt(level, at, operands.length - 1)];
    }

    function done(rest: Logic | undefined): Recognition<BandsView> {
      const subject = commonSubject(found.map((one) => one.subject));
      const stray = found.findIndex((one) => !sameLogic(one.subject, subject));
      if (stray >= 0) {
        const facts = { rows: found.length, row: stray + 1 };
        const fix = { operation: "unifySubject", subject } as const;
        return notRecognised("row_has_another_subject", found[stray]?.at, facts, fix);
      }
      if (found.every(({ row }) => row.form.shape === "equal"))
        return notRecognised("row_is_no_comparison", found[0]?.at, { rows: found.length, row: 1 });
      const rows = found.map(({ row }) => row);
      return recognised({
        subject,
        rows,
        chain,
        ...(rest === undefined ? {} : { otherwise: rest }),
      });
    }
  },

  put({ subject, rows, otherwise, chain }) {
    let end = rows.length;
    let rest = otherwise;
    for (const { operator, rows: count } of [...chain].reverse()) {
      const arms = rows
        .slice(end - count, end)
        .flatMap((row) => [putTest(row, subject), row.points]);
      rest = operation(operator, rest === undefined ? arms : [...arms, rest]);
      end -= count;
    }
    return rest as Logic;
  },
};

/** The subject that most rows have: the others stray from it. */
function commonSubject(subjects: readonly Logic[]): Logic {
  const counted = subjects.map((one) => subjects.filter((other) => sameLogic(one, other)).length);
  return subjects[counted.indexOf(Math.max(...counted))] as Logic;
}

/** Rows of one condition, without those nested in it. */
function getRows(
  logic: Logic,
  at: string,
): Recognition<readonly { row: BandRow; subject: Logic; at: string }[]> {
  const operands = operandsOf(logic);
  const rows: { row: BandRow; subject: Logic; at: string }[] = [];
  for (let index = 0; index + 1 < operands.length; index += 2) {
    const [test, points] = [operands[index] as Logic, operands[index + 1] as Logic];
    const place = childAt(logic, at, index);
    const compared = getTest(test);
    if (typeof compared === "string") {
      return notRecognised(compared, place, {
        rows: Math.floor(operands.length / 2),
        row: index / 2 + 1,
      });
    }
    const { subject, ...row } = compared;
    rows.push({ row: { ...row, points }, subject, at: place });
  }
  return recognised(rows);
}

const LOWER: { readonly [operator: string]: boolean } = { ">=": true, ">": false };
const UPPER: { readonly [operator: string]: boolean } = { "<=": true, "<": false };

function getTest(
  test: Logic,
): Compared | "row_is_no_comparison" | "bound_is_no_number" | "bounds_contradict" {
  const operator = operatorOf(test) ?? "";
  const [a, b, c, ...more] = operandsOf(test);
  if (a === undefined || b === undefined || more.length > 0) return "row_is_no_comparison";
  if (operator === "and" && c === undefined) return getBoth(a, b);
  if (c !== undefined) {
    const inclusive = UPPER[operator];
    if (inclusive === undefined || isNumber(b)) return "row_is_no_comparison";
    if (!isNumber(a) || !isNumber(c)) return "bound_is_no_number";
    return {
      lower: { value: a, inclusive },
      upper: { value: c, inclusive },
      form: { shape: "between" },
      subject: b,
    };
  }
  const equal = operator === "==" || operator === "===";
  if (!equal && !(operator in LOWER) && !(operator in UPPER)) return "row_is_no_comparison";
  if (isNumber(a) === isNumber(b)) return "bound_is_no_number";
  const flipped = isNumber(a);
  const [value, subject] = flipped ? [a as number, b] : [b as number, a];
  if (equal) {
    const bound = { value, inclusive: true };
    return { lower: bound, upper: bound, form: { shape: "equal", operator, flipped }, subject };
  }
  const inclusive = LOWER[operator] ?? UPPER[operator] ?? false;
  const side = operator in LOWER === flipped ? "upper" : "lower";
  return { [side]: { value, inclusive }, form: { shape: "single", flipped }, subject };
}

function getBoth(a: Logic, b: Logic): ReturnType<typeof getTest> {
  const [first, second] = [getTest(a), getTest(b)];
  if (typeof first === "string") return first;
  if (typeof second === "string") return second;
  if (first.form.shape !== "single" || second.form.shape !== "single")
    return "row_is_no_comparison";
  if (!sameLogic(first.subject, second.subject)) return "row_is_no_comparison";
  const lowerFirst = first.lower !== undefined;
  const [low, high] = lowerFirst ? [first, second] : [second, first];
  if (low.lower === undefined || high.upper === undefined) return "bounds_contradict";
  return {
    lower: low.lower,
    upper: high.upper,
    form: {
      shape: "and",
      lowerFirst,
      lowerFlipped: (low.form as { flipped: boolean }).flipped,
      upperFlipped: (high.form as { flipped: boolean }).flipped,
    },
    subject: first.subject,
  };
}

function putTest({ lower, upper, form }: BandRow, subject: Logic): Logic {
  switch (form.shape) {
    case "single":
      return putBound(lower, upper, subject, form.flipped);
    case "and": {
      const low = putBound(lower, undefined, subject, form.lowerFlipped);
      const high = putBound(undefined, upper, subject, form.upperFlipped);
      return operation("and", form.lowerFirst ? [low, high] : [high, low]);
    }
    case "between":
      return operation(lower?.inclusive ? "<=" : "<", [
        lower?.value ?? null,
        subject,
        upper?.value ?? null,
      ]);
    case "equal": {
      const value = lower?.value ?? null;
      return operation(form.operator, form.flipped ? [value, subject] : [subject, value]);
    }
  }
}

function putBound(
  lower: Bound | undefined,
  upper: Bound | undefined,
  subject: Logic,
  flipped: boolean,
): Logic {
  const bound = lower ?? upper;
  const points = (lower === undefined) === flipped ? ">" : "<";
  const operator = bound?.inclusive ? `${points}=` : points;
  const value = bound?.value ?? null;
  return operation(operator, flipped ? [value, subject] : [subject, value]);
}

/** Where the parts of a row stand in the formula of the bands. */
export interface BandPlaces {
  readonly rows: readonly {
    readonly test: string;
    readonly points: string;
    readonly lower: string | null;
    readonly upper: string | null;
    /** Each place where the subject is written. */
    readonly subjects: readonly string[];
  }[];
  readonly otherwise: string | null;
}

export function bandPlaces({ rows, otherwise, chain }: BandsView): BandPlaces {
  const places: BandPlaces["rows"][number][] = [];
  let at = "";
  let first = 0;
  for (const { operator, rows: count } of chain) {
    for (const [index, row] of rows.slice(first, first + count).entries()) {
      const test = `${at}/${operator}/${2 * index}`;
      places.push({
        test,
        points: `${at}/${operator}/${2 * index + 1}`,
        ...placesInTest(row, test),
      });
    }
    at += `/${operator}/${2 * count}`;
    first += count;
  }
  return { rows: places, otherwise: otherwise === undefined ? null : at };
}

function placesInTest({ lower, upper, form }: BandRow, test: string) {
  const single = (side: Bound | undefined, isLower: boolean, flipped: boolean, below: string) => {
    const operator = `${isLower === flipped ? "<" : ">"}${side?.inclusive ? "=" : ""}`;
    return {
      bound: `${below}/${operator}/${flipped ? 0 : 1}`,
      subject: `${below}/${operator}/${flipped ? 1 : 0}`,
    };
  };
  switch (form.shape) {
    case "single": {
      const { bound, subject } = single(lower ?? upper, lower !== undefined, form.flipped, test);
      return {
        lower: lower === undefined ? null : bound,
        upper: lower === undefined ? bound : null,
        subjects: [subject],
      };
    }
    case "and": {
      const [l, u] = form.lowerFirst ? [0, 1] : [1, 0];
      const low = single(lower, true, form.lowerFlipped, `${test}/and/${l}`);
      const high = single(upper, false, form.upperFlipped, `${test}/and/${u}`);
      const subjects = [low.subject, high.subject];
      return {
        lower: low.bound,
        upper: high.bound,
        subjects: form.lowerFirst ? subjects : subjects.reverse(),
      };
    }
    case "between": {
      const below = `${test}/${lower?.inclusive ? "<=" : "<"}`;
      return { lower: `${below}/0`, upper: `${below}/2`, subjects: [`${below}/1`] };
    }
    case "equal": {
      const [value, subject] = form.flipped ? [0, 1] : [1, 0];
      const bound = `${test}/${form.operator}/${value}`;
      return { lower: bound, upper: bound, subjects: [`${test}/${form.operator}/${subject}`] };
    }
  }
}
