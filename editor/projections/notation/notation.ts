/**
 * @module What a formula looks like on paper: fractions, braces, sums, caps. The tree of the engine goes in, shapes
 * come out; every shape knows the place (`at`) of the node that it prints. Typeset view, cards, MathML and speech all
 * print these shapes, so that they can never tell different stories.
 */
import { termKey } from "../../../engine/check/walk.ts";
import {
  ELEMENT_OPERATORS,
  type Expression,
  type Operation,
  variableName,
} from "../../../engine/logic/expression.ts";
import { operators } from "../../../engine/logic/operators/index.ts";
import { toText } from "../../../engine/number/decimal-text.ts";
import { Rational } from "../../../engine/number/rational.ts";
import { isOne, isZero } from "./literals.ts";
import { type FormulaNames, percentText } from "./names.ts";
import { isProperFraction, isRate, isShare, type NamesHere } from "./percents.ts";
import type {
  BraceRow,
  BraceShape,
  ComparisonSign,
  FractionShape,
  Notation,
  TallyRow,
  TallyShape,
  ZeroRule,
} from "./shapes.ts";

/** The empty slot of a draft: an operator that the engine does not know, so that it can never be published. */
export const HOLE = "?";

const COMPARISON_SIGNS: { readonly [operator: string]: ComparisonSign } = {
  ">=": "≥",
  ">": ">",
  "<=": "≤",
  "<": "<",
  "==": "=",
  "===": "=",
  "!=": "≠",
  "!==": "≠",
};

interface Where extends NamesHere {
  /** Terms (as keys) that a condition further out keeps from being zero. */
  readonly nonZero: ReadonlySet<string>;
  /** Numbers here read as percents. */
  readonly share: boolean;
  /** Texts here are choices of this input. */
  readonly optionsOf?: string;
}

export function notationOf(expression: Expression, names: FormulaNames): Notation {
  return shape(expression, { names, nonZero: new Set(), share: false });
}

function shape(expression: Expression, where: Where): Notation {
  const { at } = expression;
  if (expression.kind === "literal") return literal(expression.value, at, where);
  if (expression.kind === "list") {
    return { kind: "list", at, members: expression.items.map((item) => shape(item, where)) };
  }
  const name = variableName(expression);
  if (name !== null) return { kind: "name", at, name: where.names.nameOf(name, where.inList) };
  if (expression.operator === HOLE && expression.operands.length === 0) return { kind: "hole", at };
  const { optionsOf: _, ...inside } = where;
  return operation(expression, { ...inside, share: false });
}

function literal(value: unknown, at: string, where: Where): Notation {
  if (value instanceof Rational) {
    const percent = where.share ? percentText(value) : null;
    return percent === null
      ? { kind: "number", at, text: toText(value), percent: false }
      : { kind: "number", at, text: percent, percent: true };
  }
  if (typeof value === "boolean")
    return { kind: "word", at, what: `${value}`, text: String(value) };
  if (value === null) return { kind: "word", at, what: "null", text: "null" };
  if (typeof value === "string") {
    const input = where.optionsOf;
    const label = input === undefined ? null : where.names.optionLabel(input, value);
    const option = input === undefined || label === null ? {} : { option: { input, label } };
    return { kind: "word", at, what: "text", text: value, ...option };
  }
  return { kind: "word", at, what: "data", text: "{…}" };
}

function operation(node: Operation, where: Where): Notation {
  const { at, operator, operands } = node;
  const plain = (): readonly Notation[] => operands.map((operand) => shape(operand, where));
  const sign = COMPARISON_SIGNS[operator];
  if (sign !== undefined && operands.length >= 2) return comparison(node, sign, where);
  switch (operator) {
    case "*":
      return operands.length > 1 ? product(node, where) : call(node, where);
    case "+":
      if (operands.length < 2) return call(node, where);
      return tally(node, where) ?? { kind: "sum", at, members: plain() };
    case "-": {
      const [left, right] = operands;
      if (operands.length === 1 && left) return { kind: "negative", at, of: shape(left, where) };
      if (operands.length !== 2 || !left || !right) return call(node, where);
      return isZero(left)
        ? { kind: "negative", at, of: shape(right, where) }
        : { kind: "difference", at, members: plain() };
    }
    case "/":
      return fraction(node, { kind: "none" }, where) ?? call(node, where);
    case "if":
    case "?:":
      return guarded(node, where) ?? brace(node, where) ?? call(node, where);
    case "min":
    case "max":
      return bound(node, where) ?? call(node, where);
    case "and":
    case "or":
      return { kind: "junction", at, word: operator, members: plain() };
    case "!":
      return operands[0] && operands.length === 1
        ? { kind: "not", at, of: shape(operands[0], where) }
        : call(node, where);
    case "in":
      return chosen(node, where) ?? call(node, where);
    case "reduce":
      return overList(node, where) ?? call(node, where);
    default:
      return call(node, where);
  }
}

function call(node: Operation, where: Where): Notation {
  const { at, operator, operands } = node;
  const walks = ELEMENT_OPERATORS.has(operator);
  const members = operands.map((operand, index) =>
    shape(operand, walks && index === 1 ? { ...where, inList: true } : where),
  );
  return { kind: "call", at, operator, known: operators.has(operator), members };
}

/** The weight of a rate reads as a percent, `30% × a/b × 100`; factors of points and counts do not: `0.4 × b1`. */
function product({ at, operands }: Operation, where: Where): Notation {
  const rates = operands.some((operand) => isRate(operand, where));
  const members = operands.map((one) =>
    shape(one, rates && isProperFraction(one) ? { ...where, share: true } : where),
  );
  return { kind: "product", at, members };
}

/** Numbers beside a share read as percents: `立案率 ≥ 95%`. */
function comparison({ at, operands }: Operation, sign: ComparisonSign, where: Where): Notation {
  const share = operands.some((operand) => isShare(operand, where));
  const [input] = operands.flatMap((operand) => variableName(operand) ?? []);
  const options = input === undefined ? {} : { optionsOf: input };
  return {
    kind: "comparison",
    at,
    sign,
    members: operands.map((one) => shape(one, { ...where, ...options, share })),
  };
}

function fraction(node: Operation, zero: ZeroRule, where: Where): FractionShape | null {
  const [above, below] = node.operands;
  if (above === undefined || below === undefined || node.operands.length !== 2) return null;
  return {
    kind: "fraction",
    at: node.at,
    above: shape(above, where),
    below: shape(below, where),
    zero: zero.kind === "none" ? zeroRule(below, where) : zero,
  };
}

function zeroRule(below: Expression, where: Where): ZeroRule {
  if (where.nonZero.has(termKey(below))) return { kind: "outside" };
  return isNeverZero(below) ? { kind: "never" } : { kind: "none" };
}

function isNeverZero(expression: Expression): boolean {
  if (expression.kind === "literal")
    return expression.value instanceof Rational && expression.value.numerator !== 0n;
  if (expression.kind !== "operation") return false;
  if (expression.operator === "max") {
    return expression.operands.some(
      (one) => one.kind === "literal" && one.value instanceof Rational && one.value.numerator > 0n,
    );
  }
  // A quotient is zero where its dividend is.
  const [dividend] = expression.operands;
  return expression.operator === "/" && dividend !== undefined && isNeverZero(dividend);
}

/** `if denominator = 0 then … else numerator / denominator` is one fraction with a rule for zero. */
function guarded(node: Operation, where: Where): Notation | null {
  const [condition, value, division] = node.operands;
  if (!condition || !value || !division || node.operands.length !== 3) return null;
  const cap = capOf(division);
  if (cap !== null) return cappedInside(node, cap, where);
  if (division.kind !== "operation" || division.operator !== "/") return null;
  const subject = zeroSubject(condition);
  const below = division.operands[1];
  // What is a quotient of a/30 asks about a: zero exactly where the quotient is.
  const asked = below === undefined ? [] : [below, ...dividendsOf(below)];
  if (subject === null || !asked.some((one) => termKey(one) === termKey(subject))) return null;
  const when = shape(condition, where);
  const rule: ZeroRule = { kind: "rule", at: node.at, when, value: shape(value, where) };
  return fraction(division, rule, where);
}

interface Capped {
  readonly at: string;
  readonly limit: Expression;
  readonly division: Operation;
}

/** `min(1; a/b)`, in either order. */
function capOf(expression: Expression): Capped | null {
  if (expression.kind !== "operation" || expression.operator !== "min") return null;
  const [left, right, ...more] = expression.operands;
  if (left === undefined || right === undefined || more.length > 0) return null;
  const [limit, division] = left.kind === "literal" ? [left, right] : [right, left];
  const divides = division.kind === "operation" && division.operator === "/";
  return limit.kind === "literal" && divides ? { at: expression.at, limit, division } : null;
}

/** `if denominator = 0 then … else at most 1, numerator / denominator`. */
function cappedInside(
  node: Operation,
  { at, limit, division }: Capped,
  where: Where,
): Notation | null {
  const [condition, value] = node.operands as readonly [Expression, Expression];
  const inner = { ...node, operands: [condition, value, division] };
  const found = guarded(inner, where);
  if (found?.kind !== "fraction") return null;
  const share = isShare(division, where) && !isOne(limit);
  return { ...found, cap: { at, limit: shape(limit, { ...where, share }) } };
}

function dividendsOf(expression: Expression): readonly Expression[] {
  if (expression.kind !== "operation" || expression.operator !== "/") return [];
  const [dividend] = expression.operands;
  return dividend === undefined ? [] : [dividend, ...dividendsOf(dividend)];
}

/** The term that `… = 0` asks about. */
function zeroSubject(condition: Expression): Expression | null {
  if (condition.kind !== "operation" || !["==", "==="].includes(condition.operator)) return null;
  const [left, right] = condition.operands;
  if (left === undefined || right === undefined) return null;
  return isZero(right) ? left : isZero(left) ? right : null;
}

function brace(node: Operation, where: Where): BraceShape | null {
  const { at, operands } = node;
  if (operands.length < 3 || operands.length % 2 === 0) return null;
  const conditions = operands.filter((_, index) => index % 2 === 0 && index < operands.length - 1);
  const subject = commonSubject(conditions);
  const rows: BraceRow[] = [];
  let inside = where;
  for (let index = 0; index + 1 < operands.length; index += 2) {
    const [condition, value] = [operands[index] as Expression, operands[index + 1] as Expression];
    rows.push({
      condition: shape(condition, inside),
      value: shape(value, inside),
    });
    const zero = zeroSubject(condition);
    if (zero !== null) {
      inside = { ...inside, nonZero: new Set([...inside.nonZero, termKey(zero)]) };
    }
  }
  rows.push({ condition: null, value: shape(operands.at(-1) as Expression, inside) });
  return { kind: "brace", at, rows, subject: subject === null ? null : shape(subject, where) };
}

/** What every row compares. */
function commonSubject(conditions: readonly Expression[]): Expression | null {
  if (conditions.length < 2) return null;
  const subjects = conditions.map((condition) =>
    condition.kind === "operation" && condition.operator in COMPARISON_SIGNS
      ? condition.operands[0]
      : undefined,
  );
  const [first] = subjects;
  if (first === undefined || first.kind === "literal") return null;
  const key = termKey(first);
  return subjects.every((one) => one !== undefined && termKey(one) === key) ? first : null;
}

/** A sum of "points if so, else nothing" is a checklist; the notice numbers its lines. */
function tally({ at, operands }: Operation, where: Where): TallyShape | null {
  const rows = operands.map((operand): TallyRow => {
    const tick = tickOf(operand);
    return tick === null
      ? { kind: "term", at: operand.at, term: shape(operand, where) }
      : {
          kind: "tick",
          at: operand.at,
          condition: shape(tick.condition, where),
          points: shape(tick.points, where),
        };
  });
  return rows.filter(({ kind }) => kind === "tick").length > 1 ? { kind: "tally", at, rows } : null;
}

function tickOf(expression: Expression): { condition: Expression; points: Expression } | null {
  if (expression.kind !== "operation" || !["if", "?:"].includes(expression.operator)) return null;
  const [condition, points, otherwise] = expression.operands;
  if (!condition || !points || !otherwise || expression.operands.length !== 3) return null;
  return isZero(otherwise) && points.kind === "literal" ? { condition, points } : null;
}

/** `min` with one constant is a cap, `max` a floor. */
function bound({ at, operator, operands }: Operation, where: Where): Notation | null {
  const [left, right] = operands;
  if (left === undefined || right === undefined || operands.length !== 2) return null;
  if ((left.kind === "literal") === (right.kind === "literal")) return null;
  const [limit, of] = left.kind === "literal" ? [left, right] : [right, left];
  const share = isShare(of, where) && !isOne(limit);
  return {
    kind: "bound",
    at,
    side: operator === "min" ? "cap" : "floor",
    limit: shape(limit, { ...where, share }),
    of: shape(of, where),
  };
}

function chosen({ at, operands }: Operation, where: Where): Notation | null {
  const [code, list] = operands;
  if (code?.kind !== "literal" || typeof code.value !== "string" || list === undefined) return null;
  const name = variableName(list);
  if (name === null) return null;
  return {
    kind: "chosen",
    at,
    label: where.names.optionLabel(name, code.value) ?? code.value,
    choice: shape(code, { ...where, optionsOf: name }),
    list: shape(list, where),
  };
}

/** `accumulator + 1` counts, `accumulator + …` adds up; both from 0. */
function overList({ at, operands }: Operation, where: Where): Notation | null {
  const [list, body, start] = operands;
  if (list === undefined || body === undefined || start === undefined || !isZero(start))
    return null;
  if (body.kind !== "operation" || body.operator !== "+" || body.operands.length !== 2) return null;
  const [left, right] = body.operands;
  if (left === undefined || right === undefined || variableName(left) !== "accumulator")
    return null;
  const over = shape(list, where);
  if (isOne(right)) return { kind: "count", at, of: over };
  return { kind: "total", at, list: over, body: shape(right, { ...where, inList: true }) };
}
