/**
 * @module A formula in intermediate form. What has no such form is named and left to the interpreter; conditions
 * must be truth values and numbers numbers, as the check demands of every published rule set.
 */
import { type Expression, type Operation, variableName } from "../logic/expression.ts";
import { ORDERS } from "../logic/order.ts";
import type { Value } from "../logic/value.ts";
import { Rational } from "../number/rational.ts";
import type { Arithmetic } from "./arithmetic.ts";
import { assume, isNonzero } from "./facts.ts";
import { type Condition, type IrNumber, NotCompiled } from "./ir.ts";
import { lowerComparison, lowerMembership } from "./lower-comparisons.ts";
import {
  lowerLength,
  lowerMap,
  lowerQuantifier,
  lowerReduce,
  lowerSelection,
} from "./lower-lists.ts";
import {
  lowerLookup,
  lowerPower,
  lowerRemainder,
  lowerRound,
  roundWithin,
} from "./lower-operators.ts";
import {
  conditionOf,
  type Facts,
  type Meaning,
  type Names,
  NO_FACTS,
  numberOf,
  settle,
} from "./meaning.ts";

/** What stands in for the constants of a formula that are varied from run to run; by their place. */
export type VariedLiteral = (at: string) => Meaning | undefined;

/** Told of every operation that means a truth value. */
export type SeenCondition = (operation: Operation, condition: Condition) => void;

export class Lowering {
  readonly arithmetic: Arithmetic;
  readonly #varied: VariedLiteral;
  readonly #seen: SeenCondition;

  constructor(
    arithmetic: Arithmetic,
    varied: VariedLiteral = () => undefined,
    seen: SeenCondition = () => {},
  ) {
    this.arithmetic = arithmetic;
    this.#varied = varied;
    this.#seen = seen;
  }

  /** @throws NotCompiled with the reason */
  lower(expression: Expression, names: Names, facts: Facts = NO_FACTS): Meaning {
    if (expression.kind === "literal") {
      return this.#varied(expression.at) ?? this.value(expression.value);
    }
    if (expression.kind === "list") return this.value(literalList(expression.items));
    const name = variableName(expression);
    if (name !== null && expression.operands.length === 1) {
      const meaning = names(name);
      if (meaning === undefined) throw new NotCompiled("name");
      return meaning;
    }
    const meaning = this.#operation(expression, names, facts);
    if (meaning.kind === "condition") this.#seen(expression, meaning.condition);
    return meaning;
  }

  /** A value that is the same for every city. */
  value(value: Value): Meaning {
    if (value instanceof Rational) return { kind: "number", number: this.rational(value) };
    if (typeof value === "boolean")
      return { kind: "condition", condition: this.arithmetic.truth(value) };
    if (typeof value === "string") return { kind: "text", text: value };
    if (value === null) return { kind: "null" };
    if (Array.isArray(value) && value.every((one) => typeof one === "string"))
      return { kind: "texts", texts: value };
    throw new NotCompiled("data");
  }

  rational({ numerator, denominator }: Rational): IrNumber {
    return this.arithmetic.constant(Number(numerator), Number(denominator));
  }

  number(expression: Expression, names: Names, facts: Facts): IrNumber {
    return numberOf(this.lower(expression, names, facts), facts);
  }

  condition(expression: Expression, names: Names, facts: Facts): Condition {
    return conditionOf(this.lower(expression, names, facts), facts);
  }

  #numbers(operands: readonly Expression[], names: Names, facts: Facts): readonly IrNumber[] {
    return operands.map((operand) => this.number(operand, names, facts));
  }

  #meanings(operands: readonly Expression[], names: Names, facts: Facts): readonly Meaning[] {
    return operands.map((operand) => this.lower(operand, names, facts));
  }

  #operation(operation: Operation, names: Names, facts: Facts): Meaning {
    const { operator, operands } = operation;
    const { arithmetic } = this;
    const order = ORDERS.get(operator);
    if (order !== undefined) {
      const values = this.#meanings(operands, names, facts);
      return truth(lowerComparison(arithmetic, order, values, facts));
    }
    const numbers = (): readonly IrNumber[] => this.#numbers(operands, names, facts);
    switch (operator) {
      case "+":
        return number(arithmetic.add(numbers()));
      case "*":
        return number(arithmetic.multiply(someOf(numbers())));
      case "-": {
        const [first, second] = between(1, 2, numbers());
        if (second === undefined) return number(arithmetic.negate(first));
        return number(arithmetic.add([first, arithmetic.negate(second)]));
      }
      case "/": {
        const [left, right] = between(2, 2, numbers());
        return number(this.divide(left, right as IrNumber, facts));
      }
      case "min":
        return number(arithmetic.extreme("least", someOf(numbers())));
      case "max":
        return number(arithmetic.extreme("greatest", someOf(numbers())));
      case "absolute": {
        const [value] = between(1, 1, numbers());
        return number(arithmetic.extreme("greatest", [value, arithmetic.negate(value)]));
      }
      case "clamp": {
        const [value, low, high] = between(3, 3, numbers()) as readonly [
          IrNumber,
          IrNumber,
          IrNumber,
        ];
        const inOrder = arithmetic.compare("<=", low, high);
        if (inOrder.op !== "constant" || !inOrder.value) throw new NotCompiled("clamp_bounds");
        return number(
          arithmetic.extreme("greatest", [low, arithmetic.extreme("least", [value, high])]),
        );
      }
      case "floor":
      case "ceiling": {
        const [value] = between(1, 1, numbers());
        return number(roundWithin(arithmetic, value, operator, 0));
      }
      case "round":
        return number(lowerRound(this, operands, names, facts));
      case "%": {
        const [dividend, divisor] = between(2, 2, numbers());
        return number(lowerRemainder(this, dividend, divisor as IrNumber, facts));
      }
      case "power": {
        const [base, exponent] = between(2, 2, numbers());
        return number(lowerPower(this, base, exponent as IrNumber, facts));
      }
      case "lookup":
        return lowerLookup(this, operands, names, facts);
      case "and":
      case "or":
        return truth(this.#series(operator, someOf(operands), names, facts));
      case "!":
      case "!!": {
        const [operand] = between(1, 1, operands);
        const condition = this.condition(operand, names, facts);
        return truth(operator === "!" ? arithmetic.not(condition) : condition);
      }
      case "if":
      case "?:":
        return this.#choice(operands, names, facts);
      case "in":
        return truth(lowerMembership(arithmetic, this.#meanings(operands, names, facts), facts));
      case "reduce":
        return lowerReduce(this, operands, names, facts);
      case "filter":
        return lowerSelection(this, operands, names, facts);
      case "map":
        return lowerMap(this, operands, names, facts);
      case "length":
        return lowerLength(this, operands, names, facts);
      case "all":
      case "some":
      case "none":
        return truth(lowerQuantifier(this, operator, operands, names, facts));
      default:
        throw new NotCompiled(`operator:${operator}`);
    }
  }

  /** @throws NotCompiled where nothing keeps the divisor from zero */
  divide(left: IrNumber, right: IrNumber, facts: Facts): IrNumber {
    if (!isNonzero(right, facts)) throw new NotCompiled("unguarded_division");
    return this.arithmetic.divide(left, right);
  }

  #series(
    op: "and" | "or",
    operands: readonly Expression[],
    names: Names,
    facts: Facts,
  ): Condition {
    let known = facts;
    const conditions = operands.map((operand) => {
      const condition = this.condition(operand, names, known);
      // The next operand is asked only where this one did not decide.
      known = assume(known, condition, op === "and");
      return condition;
    });
    return this.arithmetic.every(op, conditions);
  }

  #choice(operands: readonly Expression[], names: Names, facts: Facts): Meaning {
    const [test, taken, ...rest] = operands;
    if (test === undefined) return { kind: "null" };
    if (taken === undefined) return this.lower(test, names, facts);
    const condition = this.condition(test, names, facts);
    if (condition.op === "constant")
      return condition.value ? this.lower(taken, names, facts) : this.#choice(rest, names, facts);
    return this.choose(
      condition,
      this.lower(taken, names, assume(facts, condition, true)),
      this.#choice(rest, names, assume(facts, condition, false)),
      facts,
    );
  }

  choose(condition: Condition, yes: Meaning, no: Meaning, facts: Facts): Meaning {
    if (condition.op === "constant") return condition.value ? yes : no;
    if (yes === no) return yes;
    const a = settle(yes, assume(facts, condition, true));
    const b = settle(no, assume(facts, condition, false));
    if (a.kind === "condition" && b.kind === "condition")
      return {
        kind: "condition",
        condition: this.arithmetic.either(condition, a.condition, b.condition),
      };
    if (a.kind === "number" && b.kind === "number")
      return { kind: "number", number: this.arithmetic.choose(condition, a.number, b.number) };
    throw new NotCompiled(
      [a, b].some(({ kind }) => kind === "null" || kind === "nullable")
        ? "may_be_null"
        : "mixed_kinds",
    );
  }
}

function number(number: IrNumber): Meaning {
  return { kind: "number", number };
}

function truth(condition: Condition): Meaning {
  return { kind: "condition", condition };
}

/** @throws NotCompiled unless there are so many operands; the interpreter tells what it thinks of that */
export function between<T>(
  least: number,
  most: number,
  operands: readonly T[],
): readonly [T, T?, T?] {
  if (operands.length < least || operands.length > most) throw new NotCompiled("operand_count");
  return operands as unknown as readonly [T, T?, T?];
}

function someOf<T>(operands: readonly T[]): readonly T[] {
  if (operands.length === 0) throw new NotCompiled("operand_count");
  return operands;
}

function literalList(items: readonly Expression[]): Value {
  return items.map((item): Value => {
    if (item.kind !== "literal") throw new NotCompiled("data");
    return item.value;
  });
}
