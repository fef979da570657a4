/**
 * @module Every operator there is, one line each under the source of its meaning. The table is closed: what
 * is not here is no operator, whatever its name.
 */
import { withoutSign } from "./absolute.ts";
import { plus } from "./add.ts";
import { and, or } from "./and-or.ts";
import { cat } from "./cat.ts";
import { clamp } from "./clamp.ts";
import { over } from "./divide.ts";
import { equal, identical, notEqual, notIdentical } from "./equal.ts";
import { exponent } from "./exponent.ts";
import { greatest, least } from "./extremes.ts";
import { filter } from "./filter.ts";
import { ceiling, floor } from "./floor-ceiling.ts";
import { conditional, ternary } from "./if.ts";
import { isIn } from "./in.ts";
import { length } from "./length.ts";
import { log } from "./logarithm.ts";
import { lookup } from "./lookup.ts";
import { map } from "./map.ts";
import { merge } from "./merge.ts";
import { missing, missingSome } from "./missing.ts";
import { times } from "./multiply.ts";
import { isTrue, not } from "./not.ts";
import type { Operator } from "./operator.ts";
import { greater, greaterOrEqual, less, lessOrEqual } from "./order.ts";
import { outer } from "./outer.ts";
import { raise } from "./power.ts";
import { all, none, some } from "./quantifiers.ts";
import { reduce } from "./reduce.ts";
import { modulo } from "./remainder.ts";
import { roundTo } from "./round.ts";
import { root } from "./square-root.ts";
import { substr } from "./substr.ts";
import { minus } from "./subtract.ts";
import { variable } from "./var.ts";

const list: readonly Operator[] = [
  // jsonlogic.com/operations.html, "Accessing Data"
  variable,
  missing,
  missingSome,
  // …, "Logic and Boolean Operations"
  conditional,
  ternary,
  equal,
  identical,
  notEqual,
  notIdentical,
  not,
  isTrue,
  or,
  and,
  // …, "Numeric Operations"
  greater,
  greaterOrEqual,
  less,
  lessOrEqual,
  greatest,
  least,
  plus,
  minus,
  times,
  over,
  modulo,
  // …, "Array Operations"
  map,
  reduce,
  filter,
  all,
  none,
  some,
  merge,
  isIn,
  // …, "String Operations"
  cat,
  substr,
  // Ours: what indices need and JSON Logic lacks. Each file says what it means.
  roundTo,
  floor,
  ceiling,
  withoutSign,
  clamp,
  raise,
  root,
  log,
  exponent,
  lookup,
  length,
  outer,
];

/** By name. */
export const operators: ReadonlyMap<string, Operator> = new Map(
  list.map((operator) => [operator.name, operator]),
);
