/**
 * @module A node's formulas in intermediate form. What has no such form is named and left to the interpreter;
 * conditions must be truth values and numbers numbers, as the check demands of every published rule set.
 */
import { type Expression, type Operation, variableName } from "../logic/expression.ts";
import type { Order } from "../logic/order.ts";
import { Rational } from "../number/rational.ts";
import type { PreparedNode } from "../rule-set/prepare.ts";
import type { RowsInput } from "../rule-set/rule-set.ts";
import { nodeWeight } from "../score/constants.ts";
import { MAX_ROWS } from "../score/read-figure.ts";
import { figureKey } from "../score/same-figures.ts";
import {
  add,
  choose,
  compareNumbers,
  constant,
  divide,
  extreme,
  multiply,
  NotCompiled,
  rowSum,
} from "./arithmetic.ts";
import type { Condition, ExactNumber, IrNumber } from "./ir.ts";
import { DECIMAL_SCALE, type Layout, type PlacedInput } from "./layout.ts";

/** Compiled meaning of an expression before it is known whether a number or a condition is wanted. */
type Meaning =
  | { readonly kind: "number"; readonly number: IrNumber }
  | { readonly kind: "condition"; readonly condition: Condition }
  | { readonly kind: "list"; readonly list: number }
  | {
      readonly kind: "rows";
      readonly rows: number;
      readonly maximumRows: number;
      readonly input: RowsInput;
    }
  | { readonly kind: "children"; readonly children: readonly PreparedNode[] }
  | { readonly kind: "choice"; readonly text: number }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "nullable"; readonly slot: number; readonly number: IrNumber }
  | { readonly kind: "null" };

type Names = (name: string) => Meaning | undefined;

/**
 * The score's number of `node`, parts put in their places.
 * @throws NotCompiled with the reason
 */
export function lowerScore(node: PreparedNode, layout: Layout): IrNumber {
  const parts = new Map<string, Meaning>();
  const names: Names = (name) => parts.get(name) ?? nameOf(node, name, layout);
  for (const { id, expression } of node.parts) parts.set(id, lower(expression, names, layout));
  return numberOf(lower(node.score, names, layout));
}

function nameOf(node: PreparedNode, path: string, layout: Layout): Meaning | undefined {
  const [name = path, member, ...deeper] = path.split(".");
  const constantValue = node.constants.get(name);
  if (constantValue !== undefined)
    return { kind: "number", number: fromRational(constantValue.value) };
  if (name === "weight") {
    const weight = nodeWeight(node);
    return weight === null ? { kind: "null" } : { kind: "number", number: fromRational(weight) };
  }
  if (name === "children") return { kind: "children", children: node.children };
  const visible = node.inputs.get(name);
  const placed = visible && layout.places.get(figureKey(visible.owner, visible.id));
  if (placed === undefined || deeper.length > 0) return undefined;
  return meaningOfInput(placed, member);
}

function meaningOfInput({ place }: PlacedInput, member: string | undefined): Meaning | undefined {
  switch (place.kind) {
    case "number": {
      const { slot, scale, input } = place;
      const sign = input.type === "number" ? 0 : 1;
      const number: ExactNumber = { form: "exact", op: "slot", slot, scale, sign };
      const maybeNull = input.nullable === true || input.missing === "absent";
      return maybeNull ? { kind: "nullable", slot, number } : { kind: "number", number };
    }
    case "flag":
      if (place.input.missing === "absent" || place.input.nullable) return undefined;
      return { kind: "condition", condition: { op: "flag", slot: place.slot } };
    case "counts": {
      const index = member === undefined ? -1 : place.codes.indexOf(member);
      if (index < 0) return undefined;
      return {
        kind: "number",
        number: { form: "exact", op: "slot", slot: place.first + index, scale: 1, sign: 1 },
      };
    }
    case "object": {
      const { index, input } = place;
      if (input.missing === "absent" || input.nullable) return undefined;
      if (input.type === "list") return { kind: "list", list: index };
      if (input.type === "choice") return { kind: "choice", text: index };
      if (input.type !== "rows") return undefined;
      return { kind: "rows", rows: index, maximumRows: input.maxRows ?? MAX_ROWS, input };
    }
  }
}

function lower(expression: Expression, names: Names, layout: Layout): Meaning {
  if (expression.kind === "literal") {
    const { value } = expression;
    if (value instanceof Rational) return { kind: "number", number: fromRational(value) };
    if (typeof value === "boolean")
      return { kind: "condition", condition: { op: "constant", value } };
    if (typeof value === "string") return { kind: "text", text: value };
    if (value === null) return { kind: "null" };
    throw new NotCompiled("data");
  }
  if (expression.kind === "list") throw new NotCompiled("list");
  const name = variableName(expression);
  if (name !== null && expression.operands.length === 1) {
    const meaning = names(name);
    if (meaning === undefined) throw new NotCompiled(`name:${name}`);
    return meaning;
  }
  return lowerOperation(expression, names, layout);
}

const ORDERS: { readonly [operator: string]: Order } = {
  "<": "<",
  "<=": "<=",
  ">": ">",
  ">=": ">=",
  "==": "==",
  "===": "==",
  "!=": "!=",
  "!==": "!=",
};

function lowerOperation(operation: Operation, names: Names, layout: Layout): Meaning {
  const { operator, operands } = operation;
  const meanings = (): readonly Meaning[] =>
    operands.map((operand) => lower(operand, names, layout));
  const numbers = (): readonly IrNumber[] => meanings().map(numberOf);
  const condition = (operand: Expression): Condition => conditionOf(lower(operand, names, layout));
  const number = (result: IrNumber): Meaning => ({ kind: "number", number: result });
  const order = ORDERS[operator];
  if (order !== undefined) return { kind: "condition", condition: comparison(order, meanings()) };
  switch (operator) {
    case "+":
      return number(add(numbers()));
    case "*":
      return number(multiply(numbers()));
    case "-": {
      const [first, second, ...more] = numbers();
      if (first === undefined || more.length > 0) throw new NotCompiled("operand_count");
      const minus = (of: IrNumber): IrNumber => multiply([of, constant(-1, 1)]);
      return number(second === undefined ? minus(first) : add([first, minus(second)]));
    }
    case "/": {
      const [left, right, ...more] = numbers();
      if (left === undefined || right === undefined || more.length > 0)
        throw new NotCompiled("operand_count");
      return number(divide(left, right));
    }
    case "min":
      return number(extreme("least", numbers()));
    case "max":
      return number(extreme("greatest", numbers()));
    case "and":
    case "or":
      return { kind: "condition", condition: { op: operator, of: operands.map(condition) } };
    case "!": {
      const [operand] = operands;
      if (operand === undefined || operands.length > 1) throw new NotCompiled("operand_count");
      return { kind: "condition", condition: { op: "not", of: condition(operand) } };
    }
    case "if":
    case "?:":
      return lowerIf(operands, names, layout);
    case "in":
      return { kind: "condition", condition: membership(meanings()) };
    case "reduce":
      return number(lowerReduce(operands, names, layout));
    default:
      throw new NotCompiled(`operator:${operator}`);
  }
}

function lowerIf(operands: readonly Expression[], names: Names, layout: Layout): Meaning {
  if (operands.length % 2 === 0) throw new NotCompiled("if_without_else");
  const [last, ...before] = [...operands].reverse();
  if (last === undefined) throw new NotCompiled("operand_count");
  let meaning = lower(last, names, layout);
  for (let index = 0; index < before.length; index += 2) {
    const [arm, test] = [before[index], before[index + 1]];
    if (arm === undefined || test === undefined) throw new NotCompiled("operand_count");
    const condition = conditionOf(lower(test, names, layout));
    const taken = lower(arm, names, layout);
    if (taken.kind === "condition" && meaning.kind === "condition") {
      const { condition: otherwise } = meaning;
      meaning = {
        kind: "condition",
        condition: {
          op: "or",
          of: [
            { op: "and", of: [condition, taken.condition] },
            { op: "and", of: [{ op: "not", of: condition }, otherwise] },
          ],
        },
      };
    } else
      meaning = { kind: "number", number: choose(condition, numberOf(taken), numberOf(meaning)) };
  }
  return meaning;
}

function comparison(order: Order, operands: readonly Meaning[]): Condition {
  const [left, right, third] = operands;
  if (left === undefined || right === undefined) throw new NotCompiled("operand_count");
  if (third !== undefined) {
    if (operands.length > 3 || (order !== "<" && order !== "<="))
      throw new NotCompiled("operand_count");
    return { op: "and", of: [comparison(order, [left, right]), comparison(order, [right, third])] };
  }
  if (order === "==" || order === "!=") {
    const equal = equality(left, right) ?? equality(right, left);
    if (equal !== null) return order === "==" ? equal : { op: "not", of: equal };
  }
  return compareNumbers(order, numberOf(left), numberOf(right));
}

function equality(left: Meaning, right: Meaning): Condition | null {
  if (left.kind === "nullable" && right.kind === "null") return { op: "isNull", slot: left.slot };
  if (left.kind === "choice" && right.kind === "text") {
    return { op: "textEquals", text: left.text, code: right.text };
  }
  if (right.kind === "null" && left.kind === "number") return { op: "constant", value: false };
  return null;
}

function membership(operands: readonly Meaning[]): Condition {
  const [code, list, ...more] = operands;
  if (code?.kind !== "text" || list?.kind !== "list" || more.length > 0)
    throw new NotCompiled("in");
  return { op: "contains", list: list.list, code: code.text };
}

/** Sums over rows, chosen options and children; other reductions go the exact way. */
function lowerReduce(operands: readonly Expression[], names: Names, layout: Layout): IrNumber {
  const [source, body, initial, ...more] = operands;
  if (source === undefined || body === undefined || initial === undefined || more.length > 0) {
    throw new NotCompiled("operand_count");
  }
  const over = lower(source, names, layout);
  const start = numberOf(lower(initial, names, layout));
  const term = termOfSum(body);
  switch (over.kind) {
    case "children": {
      const terms = over.children.map((child) =>
        numberOf(lower(term, childNames(child, layout), layout)),
      );
      return add([start, ...terms]);
    }
    case "list": {
      const each = numberOf(lower(term, () => undefined, layout));
      const count: ExactNumber = {
        form: "exact",
        op: "listLength",
        list: over.list,
        scale: 1,
        sign: 1,
      };
      return add([start, multiply([count, each])]);
    }
    case "rows": {
      const each = numberOf(lower(term, rowNames(over.input), layout));
      return rowSum(over.rows, over.maximumRows, start, each);
    }
    default:
      throw new NotCompiled("reduce");
  }
}

/** The term of `accumulator + term`, in either order. */
function termOfSum(body: Expression): Expression {
  if (body.kind === "operation" && body.operator === "+" && body.operands.length === 2) {
    const [left, right] = body.operands as readonly [Expression, Expression];
    if (variableName(left) === "accumulator") return right;
    if (variableName(right) === "accumulator") return left;
  }
  throw new NotCompiled("reduce");
}

function childNames(child: PreparedNode, layout: Layout): Names {
  return (name) => {
    if (name === "current.score") {
      const slot = layout.scores.get(child.id);
      if (slot === undefined) return undefined;
      const scale = 10 ** child.rounding.places;
      // A child's score may be negative (deductions), so its sign is not known.
      return { kind: "number", number: { form: "exact", op: "slot", slot, scale, sign: 0 } };
    }
    if (name === "current.weight") {
      const weight = nodeWeight(child);
      return weight === null ? { kind: "null" } : { kind: "number", number: fromRational(weight) };
    }
    return name === "current.id" ? { kind: "text", text: child.id } : undefined;
  };
}

function rowNames({ fields }: RowsInput): Names {
  return (name) => {
    const [scope, field = ""] = name.split(".");
    const declaration = Object.hasOwn(fields, field) ? fields[field] : undefined;
    if (
      scope !== "current" ||
      declaration === undefined ||
      declaration.nullable ||
      declaration.missing
    ) {
      return undefined;
    }
    if (declaration.type !== "count" && declaration.type !== "amount") return undefined;
    const scale = declaration.type === "count" ? 1 : DECIMAL_SCALE;
    return { kind: "number", number: { form: "exact", op: "field", field, scale, sign: 1 } };
  };
}

function numberOf(meaning: Meaning): IrNumber {
  if (meaning.kind === "number" || meaning.kind === "nullable") return meaning.number;
  throw new NotCompiled(`not_a_number:${meaning.kind}`);
}

function conditionOf(meaning: Meaning): Condition {
  if (meaning.kind === "condition") return meaning.condition;
  throw new NotCompiled(`not_a_condition:${meaning.kind}`);
}

function fromRational(value: Rational): IrNumber {
  return constant(Number(value.numerator), Number(value.denominator));
}
