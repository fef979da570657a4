/**
 * @module How JSON Logic takes one kind of value for another. Comparisons and truth follow JavaScript, as
 * the official cases do; arithmetic takes numbers and decimal text only, so that a missing figure or "12abc"
 * is told instead of becoming 0 or 12.
 */
import { parseDecimal, toText } from "../number/decimal-text.ts";
import { compare, equals, isZero, ONE, Rational, ZERO } from "../number/rational.ts";
import { Fault } from "./fault.ts";
import type { Runner } from "./operators/operator.ts";
import { MAX_TEXT_LENGTH, MAX_VALUE_DEPTH } from "./size.ts";
import { isRecord, type Value } from "./value.ts";

/** False, null, zero, empty text and the empty list count as false; everything else as true. */
export function isTruthy(value: Value): boolean {
  if (typeof value === "boolean") return value;
  if (value instanceof Rational) return !isZero(value);
  if (Array.isArray(value)) return value.length > 0;
  return value !== null && value !== "";
}

/** Kind of a value, for facts of problems. */
export function kindOf(value: Value): "null" | "boolean" | "number" | "text" | "list" | "record" {
  if (value === null) return "null";
  if (typeof value === "boolean") return "boolean";
  if (typeof value === "string") return "text";
  if (value instanceof Rational) return "number";
  return Array.isArray(value) ? "list" : "record";
}

/**
 * The number that operand number `index` stands for: a number, or text in the product's one decimal grammar.
 * @throws Fault `not_a_number`
 */
export function numberOf(value: Value | undefined, index: number): Rational {
  if (value instanceof Rational) return value;
  const number = typeof value === "string" ? parseDecimal(value) : null;
  if (number === null) throw new Fault("not_a_number", factsOf(value ?? null, index));
  return number;
}

/**
 * A whole number between two bounds.
 * @throws Fault `not_a_number`; `invalid_operand` outside the bounds or not whole
 */
export function wholeNumberOf(
  value: Value | undefined,
  index: number,
  minimum: number,
  maximum: number,
): number {
  const number = numberOf(value, index);
  const isWithin =
    number.denominator === 1n && number.numerator >= minimum && number.numerator <= maximum;
  if (!isWithin) {
    const facts = { operand: index, reason: "not_a_whole_number_within", minimum, maximum };
    throw new Fault("invalid_operand", facts);
  }
  return Number(number.numerator);
}

/** @throws Fault `not_a_list` */
export function listOf(value: Value | undefined, index: number): readonly Value[] {
  if (!Array.isArray(value)) throw new Fault("not_a_list", factsOf(value ?? null, index));
  return value as readonly Value[];
}

/** What stood in place of operand number `index`: its kind and, of a text, the beginning. */
export function factsOf(value: Value, index: number): { readonly [fact: string]: unknown } {
  const kind = kindOf(value);
  return typeof value === "string"
    ? { operand: index, kind, found: value.slice(0, 40) }
    : { operand: index, kind };
}

/**
 * Text of a value as `cat` joins it: decimal text of numbers (`n/d` of those that have none), nothing for
 * null, members of a list with commas between them.
 * @throws Fault `text_too_long`, `value_too_deep`
 */
export function textOf(value: Value, runner: Runner, depth = 0): string {
  if (typeof value === "string") return value;
  if (value === null) return "";
  if (typeof value === "boolean") return String(value);
  if (value instanceof Rational) return toText(value);
  if (isRecord(value)) return "[object Object]";
  const list = value as readonly Value[];
  payFor(list.length, depth, runner);
  let text = "";
  for (const [index, member] of list.entries()) {
    if (index > 0) text += ",";
    text += textOf(member, runner, depth + 1);
    if (text.length > MAX_TEXT_LENGTH) throw new Fault("text_too_long", { limit: MAX_TEXT_LENGTH });
  }
  return text;
}

/**
 * Order as JavaScript's `<` sees it: two texts by their letters, everything else as numbers (null and false
 * are 0, true is 1); `null` where one of them is no number, so that no comparison holds.
 */
export function compareLoosely(left: Value, right: Value, runner: Runner): -1 | 0 | 1 | null {
  if (left instanceof Rational && right instanceof Rational) return compare(left, right);
  const a = primitiveOf(left, runner);
  const b = primitiveOf(right, runner);
  if (typeof a === "string" && typeof b === "string") return a < b ? -1 : a > b ? 1 : 0;
  const x = looseNumber(a);
  const y = looseNumber(b);
  return x === null || y === null ? null : compare(x, y);
}

/** `==`: of different kinds, compared as numbers; null equals null alone. Lists are equal member by member. */
export function equalsLoosely(left: Value, right: Value, runner: Runner): boolean {
  const kind = kindOf(left);
  const other = kindOf(right);
  if (kind === other || kind === "null" || other === "null")
    return equalsStrictly(left, right, runner);
  const a = primitiveOf(left, runner);
  const b = primitiveOf(right, runner);
  if (typeof a === "string" && typeof b === "string") return a === b;
  const x = looseNumber(a);
  const y = looseNumber(b);
  return x !== null && y !== null && equals(x, y);
}

/**
 * `===`: same kind and same value, lists and records member by member.
 * @throws Fault `value_too_deep`
 */
export function equalsStrictly(left: Value, right: Value, runner: Runner, depth = 0): boolean {
  if (typeof left === "string") {
    if (typeof right !== "string" || left.length !== right.length) return false;
    runner.spend(left.length >> 8);
    return left === right;
  }
  if (left === right) return true;
  if (left instanceof Rational) return right instanceof Rational && equals(left, right);
  if (typeof left !== "object" || left === null) return false;
  if (typeof right !== "object" || right === null || right instanceof Rational) return false;
  if (Array.isArray(left)) {
    if (!Array.isArray(right) || left.length !== right.length) return false;
    payFor(left.length, depth, runner);
    return left.every((member, index) =>
      equalsStrictly(member, right[index] as Value, runner, depth + 1),
    );
  }
  if (!isRecord(left) || !isRecord(right)) return false;
  const keys = Object.keys(left);
  payFor(keys.length, depth, runner);
  return (
    keys.length === Object.keys(right).length &&
    keys.every(
      (key) =>
        Object.hasOwn(right, key) &&
        equalsStrictly(left[key] as Value, right[key] as Value, runner, depth + 1),
    )
  );
}

/** For going through the members of a list or record that lies so deep in another. */
function payFor(members: number, depth: number, runner: Runner): void {
  if (depth >= MAX_VALUE_DEPTH) throw new Fault("value_too_deep", { limit: MAX_VALUE_DEPTH });
  runner.spend(members + 1);
}

type Primitive = null | boolean | string | Rational;

/** Lists and records become text before JavaScript compares them with something else. */
function primitiveOf(value: Value, runner: Runner): Primitive {
  const isPrimitive = typeof value !== "object" || value === null || value instanceof Rational;
  return isPrimitive ? value : textOf(value, runner);
}

function looseNumber(value: Primitive): Rational | null {
  if (value instanceof Rational) return value;
  if (value === true) return ONE;
  if (value === null || value === false || value === "") return ZERO;
  return parseDecimal(value);
}
