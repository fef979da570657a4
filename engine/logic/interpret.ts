/**
 * @module The reference meaning of a formula: all of JSON Logic with exact numbers, own properties only, a
 * closed table of operators, and budgets. A formula can be hostile; it ends, and its answer is plain data.
 */
import type { Facts } from "../issue.ts";
import { NumberTooLarge, Rational } from "../number/rational.ts";
import type { Expression, Operation } from "./expression.ts";
import { type EvaluationProblemCode, Fault } from "./fault.ts";
import { operators } from "./operators/index.ts";
import type { Runner, Scope } from "./operators/operator.ts";
import { isLarge, MAX_LIST_LENGTH, MAX_TEXT_LENGTH, SizeMeter, stepsFor } from "./size.ts";
import type { Value } from "./value.ts";

/** Watches a computation, node by node. */
export interface Observer {
  /** Before a node is computed. The name in `{"var": "x"}` is no computation. */
  enter?(expression: Expression): void;
  /**
   * After a node has been computed; not called when it has no value.
   * @param operands values of operators that compute all their operands first, else none
   */
  leave?(expression: Expression, value: Value, operands: readonly Value[]): void;
}

/** What one or several evaluations share. */
export interface EvaluationContext {
  stepsLeft: number;
  readonly observer?: Observer | undefined;
  /** Asked at the start and every thousand steps or so; true stops the evaluation. */
  readonly shouldStop?: (() => boolean) | undefined;
}

/** Steps of one evaluation: nodes computed, elements visited, and more for large values. */
export const MAX_STEPS = 1_000_000;

export interface ContextOptions {
  readonly steps?: number | undefined;
  readonly observer?: Observer | undefined;
  readonly shouldStop?: (() => boolean) | undefined;
}

export function createContext(options: ContextOptions = {}): EvaluationContext {
  const { steps = MAX_STEPS, observer, shouldStop } = options;
  return { stepsLeft: steps, observer, shouldStop };
}

export type Evaluation =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problem: EvaluationProblem };

export interface EvaluationProblem {
  readonly code: EvaluationProblemCode;
  /** JSON pointer of the node within the formula. */
  readonly at: string;
  readonly facts: Facts;
}

/** The value of a formula on `data`, or why it has none. */
export function interpret(
  expression: Expression,
  data: Value,
  context: EvaluationContext,
): Evaluation {
  const run = new Run(context);
  try {
    return { ok: true, value: run.run(expression, { data, outer: null }) };
  } catch (error) {
    if (error instanceof Fault) {
      return { ok: false, problem: { code: error.code, at: run.at, facts: error.facts } };
    }
    if (error instanceof NumberTooLarge) {
      return { ok: false, problem: { code: "number_too_large", at: run.at, facts: {} } };
    }
    throw error;
  }
}

const STEPS_BETWEEN_QUESTIONS = 1_000;
const NONE: readonly Value[] = [];

class Run implements Runner {
  at = "";
  readonly #context: EvaluationContext;
  readonly #observer: Observer | undefined;
  #nextQuestion: number;
  #meter: SizeMeter | undefined;

  constructor(context: EvaluationContext) {
    this.#context = context;
    this.#observer = context.observer;
    this.#nextQuestion = context.stepsLeft;
  }

  run(expression: Expression, scope: Scope): Value {
    this.at = expression.at;
    this.spend(1);
    this.#observer?.enter?.(expression);
    switch (expression.kind) {
      case "literal":
        this.#observer?.leave?.(expression, expression.value, NONE);
        return expression.value;
      case "list": {
        const members = this.#runAll(expression.items, scope);
        this.at = expression.at;
        const value = this.list(members);
        this.#observer?.leave?.(expression, value, NONE);
        return value;
      }
      case "operation":
        return this.#operate(expression, scope);
    }
  }

  spend(steps: number): void {
    const left = this.#context.stepsLeft - steps;
    this.#context.stepsLeft = left;
    if (left < this.#nextQuestion) this.#question(left);
  }

  list(members: readonly Value[]): readonly Value[] {
    if (members.length > MAX_LIST_LENGTH)
      throw new Fault("list_too_long", { limit: MAX_LIST_LENGTH });
    this.#meter ??= new SizeMeter((steps) => this.spend(steps));
    this.#meter.check(members);
    return members;
  }

  text(text: string): string {
    if (text.length > MAX_TEXT_LENGTH) throw new Fault("text_too_long", { limit: MAX_TEXT_LENGTH });
    this.spend(text.length >> 6);
    return text;
  }

  #operate(operation: Operation, scope: Scope): Value {
    const { operands } = operation;
    const operator = operators.get(operation.operator);
    if (operator === undefined) {
      throw new Fault("unknown_operator", { operator: operation.operator.slice(0, 40) });
    }
    const { minOperands, maxOperands } = operator;
    if (operands.length < minOperands || operands.length > maxOperands) {
      throw new Fault("operand_count", {
        operator: operator.name,
        found: operands.length,
        minimum: minOperands,
        ...(Number.isFinite(maxOperands) ? { maximum: maxOperands } : {}),
      });
    }
    let value: Value;
    let values = NONE;
    if (operator.kind === "eager") {
      values = this.#runAll(operands, scope);
      this.at = operation.at;
      for (const operand of values) {
        if (operand instanceof Rational && isLarge(operand)) this.spend(stepsFor(operand));
      }
      value = operator.apply(values, this, scope);
    } else value = operator.evaluate(operation, scope, this);
    this.#observer?.leave?.(operation, value, values);
    return value;
  }

  #runAll(expressions: readonly Expression[], scope: Scope): readonly Value[] {
    const values: Value[] = [];
    for (const expression of expressions) values.push(this.run(expression, scope));
    return values;
  }

  #question(left: number): void {
    if (left < 0) throw new Fault("too_many_steps");
    if (this.#context.shouldStop?.()) throw new Fault("stopped");
    this.#nextQuestion = Math.max(0, left - STEPS_BETWEEN_QUESTIONS);
  }
}
