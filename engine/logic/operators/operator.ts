/**
 * @module What an operator is: its meaning, and what is known of it without running it. Check, compiler and
 * editor read the static side; a new operator is one file like its neighbours and one line in `index.ts`.
 */
import type { Interval } from "../../number/interval.ts";
import type { Expression, Operation } from "../expression.ts";
import type { Value } from "../value.ts";

/** The names that `var` reads, and the scope around it (that of `map`, `filter`, `reduce` …). */
export interface Scope {
  /** Set anew for each element, so that a scope is made once per list. */
  data: Value;
  readonly outer: Scope | null;
}

/** What the interpreter offers to operators. */
export interface Runner {
  /**
   * Where a problem is told to be, as JSON pointer within the formula. Running an operand moves it; an
   * operator that goes on by itself after that sets it back.
   */
  at: string;
  run(expression: Expression, scope: Scope): Value;
  /**
   * Pays for work that grows with the size of values rather than with the formula.
   * @throws Fault `too_many_steps`, `stopped`
   */
  spend(steps: number): void;
  /** The list that was put together; a Fault when it is larger than a formula may make. */
  list(members: readonly Value[]): readonly Value[];
  /** The text that was put together; a Fault `text_too_long` likewise. */
  text(text: string): string;
}

export type StaticType = "number" | "boolean" | "text" | "list" | "record" | "null" | "any";

export interface OperandSignature {
  /** English name, a key for words in the editor and in messages. */
  readonly name: string;
  /** Any of these; `any` alone when all are taken. */
  readonly types: readonly StaticType[];
  /** The texts that are taken, where they are few. */
  readonly choices?: readonly string[];
}

/** Types as a checked rule set uses them; the interpreter takes more, as JSON Logic does. */
export interface Signature {
  /**
   * `plain`: operands and result as told. `same`: likewise, and all operands have one type. `special`: the
   * types depend on operands or scope in the operator's own way, and the check has a rule of its own for it.
   */
  readonly kind: "plain" | "same" | "special";
  /** In order; the last one stands for all that follow. */
  readonly operands: readonly OperandSignature[];
  readonly result: StaticType;
}

interface OperatorFacets {
  readonly name: string;
  /** True when stock JSON Logic has it. */
  readonly portable: boolean;
  readonly minOperands: number;
  readonly maxOperands: number;
  readonly signature: Signature;
  /**
   * Where the results lie when the operands lie in these intervals and are numbers: every result is within.
   *
   * @param operands unbounded for operands that are no numbers
   * @param constants values of operands that are the same for every city
   */
  readonly range?: (
    operands: readonly Interval[],
    constants: readonly (Value | undefined)[],
  ) => Interval;
}

/** All operands are computed first. */
export interface EagerOperator extends OperatorFacets {
  readonly kind: "eager";
  apply(values: readonly Value[], runner: Runner, scope: Scope): Value;
}

/** Computes its operands itself: some of them, several times, or in a scope of its own. */
export interface LazyOperator extends OperatorFacets {
  readonly kind: "lazy";
  evaluate(operation: Operation, scope: Scope, runner: Runner): Value;
}

export type Operator = EagerOperator | LazyOperator;

/** For operators that take any number of operands. */
export const ANY_COUNT: number = Number.POSITIVE_INFINITY;

export function operand(name: string, ...types: readonly StaticType[]): OperandSignature {
  return { name, types };
}

/** Numbers in, a number out. */
export function numeric(...names: readonly string[]): Signature {
  return {
    kind: "plain",
    operands: names.map((name) => operand(name, "number")),
    result: "number",
  };
}

/** Steps that a root, logarithm or power with 60 working digits costs. */
export const IRRATIONAL_STEPS = 80;
