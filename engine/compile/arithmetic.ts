/** @module Builds the numbers of the intermediate form: folds constants, keeps integers exact as long as it can. */
import { MIRROR, type Order } from "../logic/order.ts";
import type { ApproxNumber, Condition, ExactNumber, IrNumber, Quotient, Sign } from "./ir.ts";
import { ROUNDOFF } from "./ir.ts";

/** What this formula uses has no compiled form; its node is left to the interpreter. */
export class NotCompiled extends Error {
  override readonly name = "NotCompiled";
  readonly reason: string;
  constructor(reason: string) {
    super(reason);
    this.reason = reason;
  }
}

/** Scales and constants stay below this, so that one multiplication by a figure has room. */
const MAX_SCALE = 1e12;

export function constant(value: number, scale: number): ExactNumber {
  if (!Number.isSafeInteger(value) || scale > MAX_SCALE) throw new NotCompiled("constant_too_fine");
  return { form: "exact", op: "constant", value, scale, sign: signOf(value) };
}

export function add(terms: readonly IrNumber[]): IrNumber {
  const kept = terms.filter((term) => !isConstant(term, 0));
  if (kept.length === 0) return constant(0, 1);
  if (kept.length === 1) return kept[0] as IrNumber;
  if (kept.every(isExact)) return sumExact(kept);
  const approx = kept.map(toApprox);
  const sign = commonSign(approx);
  if (sign === 0) throw new NotCompiled("sum_of_mixed_signs");
  const relative = Math.max(...approx.map((term) => term.relative)) + approx.length * ROUNDOFF;
  return { form: "approx", op: "sum", of: approx, relative: widen(relative), sign };
}

export function multiply(factors: readonly IrNumber[]): IrNumber {
  let numerator = 1;
  let denominator = 1;
  const rest: IrNumber[] = [];
  for (const factor of factors) {
    if (factor.form === "exact" && factor.op === "constant") {
      [numerator, denominator] = reduce(numerator * factor.value, denominator * factor.scale);
      if (!Number.isSafeInteger(numerator) || denominator > MAX_SCALE) {
        throw new NotCompiled("constant_too_fine");
      }
    } else rest.push(factor);
  }
  const product = rest.reduce<IrNumber | null>(
    (left, right) => (left ? multiplyTwo(left, right) : right),
    null,
  );
  return product === null
    ? constant(numerator, denominator)
    : scaleBy(product, numerator, denominator);
}

export function divide(left: IrNumber, right: IrNumber): IrNumber {
  if (right.form === "exact" && right.op === "constant") {
    if (right.value === 0) throw new NotCompiled("division_by_zero");
    const [numerator, denominator] =
      right.value < 0 ? [-right.scale, -right.value] : [right.scale, right.value];
    return multiply([left, constant(numerator, denominator)]);
  }
  if (isExact(left) && isExact(right)) {
    const shared = gcd(left.scale, right.scale);
    return {
      form: "quotient",
      op: "divide",
      numerator: integerOf(left, right.scale / shared),
      denominator: integerOf(right, left.scale / shared),
      sign: productSign(left.sign, right.sign),
    };
  }
  const [a, b] = [toApprox(left), toApprox(right)];
  const relative = widen(a.relative + b.relative + ROUNDOFF);
  return {
    form: "approx",
    op: "divide",
    left: a,
    right: b,
    relative,
    sign: productSign(a.sign, b.sign),
  };
}

export function choose(condition: Condition, yes: IrNumber, no: IrNumber): IrNumber {
  if (condition.op === "constant") return condition.value ? yes : no;
  const sign = commonSign([yes, no]);
  if (isExact(yes) && isExact(no)) {
    const scale = commonScale([yes, no]);
    return {
      form: "exact",
      op: "choose",
      condition,
      yes: atScale(yes, scale),
      no: atScale(no, scale),
      scale,
      sign,
    };
  }
  if (yes.form !== "approx" && no.form !== "approx") {
    return {
      form: "quotient",
      op: "choose",
      condition,
      yes: toQuotient(yes),
      no: toQuotient(no),
      sign,
    };
  }
  const [a, b] = [toApprox(yes), toApprox(no)];
  const relative = Math.max(a.relative, b.relative);
  return { form: "approx", op: "choose", condition, yes: a, no: b, relative, sign };
}

export function extreme(op: "least" | "greatest", operands: readonly IrNumber[]): IrNumber {
  if (operands.length === 1) return operands[0] as IrNumber;
  const sign = extremeSign(op, operands);
  if (operands.every(isExact)) {
    const scale = commonScale(operands);
    const of = operands.map((operand) => atScale(operand, scale));
    return { form: "exact", op, of, scale, sign };
  }
  const bound = operands.find((operand) => operand.form === "exact" && operand.op === "constant");
  const quotient = operands.find((operand) => operand.form === "quotient");
  if (
    operands.length === 2 &&
    bound?.form === "exact" &&
    bound.op === "constant" &&
    quotient?.form === "quotient"
  ) {
    return { form: "quotient", op, of: quotient, bound: [bound.value, bound.scale], sign };
  }
  const of = operands.map(toApprox);
  const relative = Math.max(...of.map((operand) => operand.relative));
  return { form: "approx", op, of, relative, sign };
}

export function compareNumbers(order: Order, left: IrNumber, right: IrNumber): Condition {
  if (isExact(left) && isExact(right)) {
    if (left.op === "constant" && right.op === "constant") {
      return {
        op: "constant",
        value: holds(order, left.value * right.scale - right.value * left.scale),
      };
    }
    const scale = commonScale([left, right]);
    return {
      op: "compareExact",
      order,
      left: atScale(left, scale),
      right: atScale(right, scale),
    };
  }
  if (left.form === "quotient" && isExact(right))
    return { op: "compareQuotient", order, left, right };
  if (isExact(left) && right.form === "quotient") {
    return { op: "compareQuotient", order: MIRROR[order], left: right, right: left };
  }
  return { op: "compareApprox", order, left: toApprox(left), right: toApprox(right) };
}

/** True when a difference of this sign satisfies the order. */
export function holds(order: Order, difference: number): boolean {
  switch (order) {
    case "<":
      return difference < 0;
    case "<=":
      return difference <= 0;
    case ">":
      return difference > 0;
    case ">=":
      return difference >= 0;
    case "==":
      return difference === 0;
    case "!=":
      return difference !== 0;
  }
}

/** The sum of `term` over the rows of an input, added to `start`. */
export function rowSum(
  rows: number,
  maximumRows: number,
  start: IrNumber,
  term: IrNumber,
): IrNumber {
  if (isExact(start) && isExact(term)) {
    const scale = commonScale([start, term]);
    return {
      form: "exact",
      op: "rowSum",
      rows,
      start: atScale(start, scale),
      term: atScale(term, scale),
      scale,
      sign: commonSign([start, term]),
    };
  }
  const [a, b] = [toApprox(start), toApprox(term)];
  const sign = commonSign([a, b]);
  if (sign === 0) throw new NotCompiled("sum_of_mixed_signs");
  // Summed one by one, n terms of one sign err by at most (n - 1)u beyond their own error
  // (N. Higham, Accuracy and Stability of Numerical Algorithms, 2nd ed., section 4.2).
  const relative = widen(Math.max(a.relative, b.relative) + (maximumRows + 1) * ROUNDOFF);
  return { form: "approx", op: "rowSum", rows, start: a, term: b, relative, sign };
}

function isExact(number: IrNumber): number is ExactNumber {
  return number.form === "exact";
}

function isConstant(number: IrNumber, value: number): boolean {
  return (
    number.form === "exact" && number.op === "constant" && number.value === value * number.scale
  );
}

function sumExact(terms: readonly ExactNumber[]): ExactNumber {
  const scale = commonScale(terms);
  const scaled = terms.map((term) => atScale(term, scale));
  return { form: "exact", op: "sum", terms: scaled, scale, sign: commonSign(terms) };
}

function multiplyTwo(left: IrNumber, right: IrNumber): IrNumber {
  const sign = productSign(left.sign, right.sign);
  if (isExact(left) && isExact(right)) {
    const scale = left.scale * right.scale;
    if (scale <= MAX_SCALE) return { form: "exact", op: "product", left, right, scale, sign };
  }
  if (left.form === "quotient" && left.op === "divide" && isExact(right)) {
    const numerator: ExactNumber = {
      form: "exact",
      op: "product",
      left: left.numerator,
      right: integerOf(right, 1),
      scale: 1,
      sign,
    };
    return { ...left, numerator, denominator: integerOf(left.denominator, right.scale), sign };
  }
  if (right.form === "quotient" && isExact(left)) return multiplyTwo(right, left);
  const of = [toApprox(left), toApprox(right)];
  const relative = widen(of.reduce((sum, factor) => sum + factor.relative, ROUNDOFF));
  return { form: "approx", op: "product", of, relative, sign };
}

/** `of` times the fraction, its form kept. */
function scaleBy(of: IrNumber, numerator: number, denominator: number): IrNumber {
  if (numerator === denominator) return of;
  if (numerator === 0) return constant(0, 1);
  if (isExact(of)) return times(of, numerator, denominator);
  const sign = productSign(of.sign, signOf(numerator));
  if (of.form === "quotient")
    return { form: "quotient", op: "scale", of, by: [numerator, denominator], sign };
  const by = toApprox(constant(numerator, denominator));
  const relative = widen(of.relative + by.relative + ROUNDOFF);
  return { form: "approx", op: "product", of: [of, by], relative, sign };
}

/** The same value over a scale that is a multiple of its own. */
function atScale(of: ExactNumber, scale: number): ExactNumber {
  const factor = scale / of.scale;
  return factor === 1 ? of : { ...integerOf(of, factor), scale };
}

/** The integer that holds `of`, times a factor, as a number of its own (scale 1). */
function integerOf(of: ExactNumber, factor: number): ExactNumber {
  if (of.op === "constant") {
    const value = of.value * factor;
    if (!Number.isSafeInteger(value)) throw new NotCompiled("constant_too_fine");
    return { ...of, value, scale: 1 };
  }
  if (factor === 1) return { ...of, scale: 1 };
  return { form: "exact", op: "times", of, factor, scale: 1, sign: of.sign };
}

/** `of` times the fraction: the integer is multiplied, the scale divided. */
function times(of: ExactNumber, numerator: number, denominator: number): ExactNumber {
  const [factor, scale] = reduce(numerator, denominator * of.scale);
  if (scale > MAX_SCALE || Math.abs(factor) > MAX_SCALE) throw new NotCompiled("constant_too_fine");
  if (of.op === "constant") {
    const value = of.value * factor;
    if (!Number.isSafeInteger(value)) throw new NotCompiled("constant_too_fine");
    return { ...of, value, scale, sign: signOf(value) };
  }
  const sign = productSign(of.sign, signOf(factor));
  return factor === 1 ? { ...of, scale } : { form: "exact", op: "times", of, factor, scale, sign };
}

function toQuotient(number: ExactNumber | Quotient): Quotient {
  if (number.form === "quotient") return number;
  return {
    form: "quotient",
    op: "divide",
    numerator: integerOf(number, 1),
    denominator: constant(number.scale, 1),
    sign: number.sign,
  };
}

function toApprox(number: IrNumber): ApproxNumber {
  if (number.form === "approx") return number;
  // The integers are exact; one division rounds once.
  if (number.form === "quotient") {
    return { form: "approx", op: "quotient", of: number, relative: ROUNDOFF, sign: number.sign };
  }
  return { form: "approx", op: "exact", of: number, relative: ROUNDOFF, sign: number.sign };
}

/** Products of (1 + error) terms: a hundredth more than the sum of the errors covers them all. */
function widen(relative: number): number {
  if (relative > 1e-6) throw new NotCompiled("error_bound_too_wide");
  return relative * 1.01;
}

function commonScale(numbers: readonly ExactNumber[]): number {
  let scale = 1;
  for (const number of numbers) {
    scale = (scale / gcd(scale, number.scale)) * number.scale;
    if (scale > MAX_SCALE) throw new NotCompiled("constant_too_fine");
  }
  return scale;
}

function reduce(numerator: number, denominator: number): readonly [number, number] {
  const shared = gcd(Math.abs(numerator), denominator) || 1;
  return [numerator / shared, denominator / shared];
}

function gcd(a: number, b: number): number {
  let [x, y] = [a, b];
  while (y !== 0) [x, y] = [y, x % y];
  return x;
}

function signOf(value: number): Sign {
  return value >= 0 ? 1 : -1;
}

function productSign(a: Sign, b: Sign): Sign {
  return (a * b) as Sign;
}

function commonSign(numbers: readonly IrNumber[]): Sign {
  const signs = new Set(numbers.filter((number) => !isConstant(number, 0)).map(({ sign }) => sign));
  const [only] = signs;
  if (signs.size === 0) return 1;
  return signs.size === 1 && only !== undefined ? only : 0;
}

function extremeSign(op: "least" | "greatest", operands: readonly IrNumber[]): Sign {
  const settling: Sign = op === "greatest" ? 1 : -1;
  if (operands.some(({ sign }) => sign === settling)) return settling;
  return commonSign(operands);
}
