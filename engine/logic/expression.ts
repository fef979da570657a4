/**
 * @module A formula as a tree. JSON Logic has no marks of its own (`{"+": [1, 2]}` is just JSON), so it is
 * read once into nodes that say what they are and where they stand; interpreter, check, compiler, coverage,
 * comparison and editor all walk these nodes.
 */
import type { Value } from "./value.ts";

/** A constant: a number, text, truth value, null, or an object that JSON Logic takes as data. */
export interface Literal {
  readonly kind: "literal";
  readonly value: Value;
  /** JSON pointer within the formula. */
  readonly at: string;
}

/** A JSON array that stands as a value: its members are computed. */
export interface List {
  readonly kind: "list";
  readonly items: readonly Expression[];
  readonly at: string;
}

/** An object with one key: the operator and its operands, `{"var": "x"}` included. */
export interface Operation {
  readonly kind: "operation";
  readonly operator: string;
  readonly operands: readonly Expression[];
  readonly at: string;
}

export type Expression = Literal | List | Operation;

/** Operators whose second operand is computed once for each element, with the element's own names. */
export const ELEMENT_OPERATORS: ReadonlySet<string> = new Set([
  "map",
  "filter",
  "reduce",
  "all",
  "some",
  "none",
]);

/** The declared name that `{"var": "name"}` reads; `null` for other nodes and for computed names. */
export function variableName(expression: Expression): string | null {
  if (expression.kind !== "operation" || expression.operator !== "var") return null;
  const [name] = expression.operands;
  if (name === undefined) return "";
  return name.kind === "literal" && typeof name.value === "string" ? name.value : null;
}

/** Members of a list, operands of an operation. */
export function membersOf(expression: Expression): readonly Expression[] {
  if (expression.kind === "list") return expression.items;
  return expression.kind === "operation" ? expression.operands : [];
}

/** Every node of a formula, parents before children, in reading order. */
export function* nodesOf(expression: Expression): Generator<Expression> {
  yield expression;
  for (const member of membersOf(expression)) yield* nodesOf(member);
}

const read = new WeakMap<Expression, readonly string[]>();

/** The names that a formula reads by `var`, outer scopes included; paths as written (`cases.quality`). */
export function namesIn(expression: Expression): readonly string[] {
  const known = read.get(expression);
  if (known !== undefined) return known;
  const names: string[] = [];
  collectNames(expression, names);
  read.set(expression, names);
  return names;
}

function collectNames(expression: Expression, names: string[]): void {
  const name = variableName(expression);
  if (name !== null) names.push(name);
  for (const member of membersOf(expression)) collectNames(member, names);
}
