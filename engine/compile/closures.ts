/** @module Back end without `eval`: the intermediate form as nested functions, for pages under a strict content policy. */

import type { Order } from "../logic/order.ts";
import type { Rounding } from "../number/rounding.ts";
import { holds } from "./arithmetic.ts";
import type { ApproxNumber, Condition, ExactNumber, IrNumber, Quotient } from "./ir.ts";
import { ROUNDOFF } from "./ir.ts";
import { MAX_EXACT, type Machine } from "./machine.ts";
import { exactInteger } from "./read-number.ts";
import { roundApprox, roundExact } from "./round-number.ts";

type Run = (machine: Machine) => number;
type Test = (machine: Machine) => boolean;
/** Leaves its result in the machine's numerator and denominator. */
type Split = (machine: Machine) => void;

/** The score in units of its last place; a doubt is left in the machine. */
export function compileScore(number: IrNumber, rounding: Rounding): Run {
  const unit = 10 ** rounding.places;
  const { mode } = rounding;
  switch (number.form) {
    case "exact": {
      const run = exact(number);
      const { scale } = number;
      return (machine) => roundExact(machine, run(machine) * unit, scale, mode);
    }
    case "quotient": {
      const split = quotient(number);
      return (machine) => {
        split(machine);
        const { numerator, denominator } = machine;
        if (Math.abs(numerator) * unit * 2 + denominator <= MAX_EXACT) {
          return roundExact(machine, numerator * unit, denominator, mode);
        }
        return roundApprox(machine, (numerator / denominator) * unit, 3 * ROUNDOFF, mode);
      };
    }
    case "approx": {
      const run = approx(number);
      const relative = number.relative + 2 * ROUNDOFF;
      return (machine) => roundApprox(machine, run(machine) * unit, relative, mode);
    }
  }
}

/** Raises the doubt where an integer is not exact any more (NaN included). */
function within(machine: Machine, value: number): number {
  if (!(value <= MAX_EXACT && value >= -MAX_EXACT)) machine.doubt = true;
  return value;
}

function exact(number: ExactNumber): Run {
  switch (number.op) {
    case "constant": {
      const { value } = number;
      return () => value;
    }
    case "slot": {
      const { slot } = number;
      return (machine) => machine.slots[slot] as number;
    }
    case "field": {
      const { field, scale } = number;
      return (machine) => exactInteger(machine, machine.row[field], scale);
    }
    case "times": {
      const of = exact(number.of);
      const { factor } = number;
      return (machine) => within(machine, of(machine) * factor);
    }
    case "sum":
      return sumOf(number.terms.map(exact), within);
    case "product": {
      const [left, right] = [exact(number.left), exact(number.right)];
      return (machine) => within(machine, left(machine) * right(machine));
    }
    case "choose":
      return choice(test(number.condition), exact(number.yes), exact(number.no));
    case "least":
    case "greatest":
      return extremeOf(number.op, number.of.map(exact));
    case "listLength": {
      const { list } = number;
      return (machine) => (machine.objects[list] as readonly unknown[]).length;
    }
    case "rowSum":
      return overRows(number.rows, exact(number.start), exact(number.term), within);
  }
}

function approx(number: ApproxNumber): Run {
  switch (number.op) {
    case "exact": {
      const run = exact(number.of);
      const { scale } = number.of;
      return scale === 1 ? run : (machine) => run(machine) / scale;
    }
    case "quotient": {
      const split = quotient(number.of);
      return (machine) => {
        split(machine);
        return machine.numerator / machine.denominator;
      };
    }
    case "sum":
      return sumOf(number.of.map(approx), (_, value) => value);
    case "product": {
      const [first = () => 1, ...rest] = number.of.map(approx);
      return rest.reduce<Run>((left, right) => (machine) => left(machine) * right(machine), first);
    }
    case "least":
    case "greatest":
      return extremeOf(number.op, number.of.map(approx));
    case "divide": {
      const [left, right] = [approx(number.left), approx(number.right)];
      return (machine) => {
        const divisor = right(machine);
        if (divisor === 0) machine.doubt = true;
        return left(machine) / divisor;
      };
    }
    case "choose":
      return choice(test(number.condition), approx(number.yes), approx(number.no));
    case "rowSum":
      return overRows(number.rows, approx(number.start), approx(number.term), (_, value) => value);
  }
}

function quotient(number: Quotient): Split {
  switch (number.op) {
    case "divide": {
      const [above, below] = [exact(number.numerator), exact(number.denominator)];
      return (machine) => {
        const numerator = above(machine);
        const denominator = below(machine);
        // The interpreter tells of a division by zero; a negative denominator is rare enough to be its too.
        if (!(denominator > 0)) machine.doubt = true;
        machine.numerator = numerator;
        machine.denominator = denominator;
      };
    }
    case "scale": {
      const of = quotient(number.of);
      const [above, below] = number.by;
      return (machine) => {
        of(machine);
        machine.numerator = within(machine, machine.numerator * above);
        machine.denominator = within(machine, machine.denominator * below);
      };
    }
    case "choose": {
      const [condition, yes, no] = [
        test(number.condition),
        quotient(number.yes),
        quotient(number.no),
      ];
      return (machine) => (condition(machine) ? yes(machine) : no(machine));
    }
    case "least":
    case "greatest": {
      const of = quotient(number.of);
      const [above, below] = number.bound;
      const order: Order = number.op === "least" ? ">" : "<";
      return (machine) => {
        of(machine);
        const left = within(machine, machine.numerator * below);
        const right = within(machine, machine.denominator * above);
        if (!holds(order, left - right)) return;
        machine.numerator = above;
        machine.denominator = below;
      };
    }
  }
}

function test(condition: Condition): Test {
  switch (condition.op) {
    case "constant": {
      const { value } = condition;
      return () => value;
    }
    case "flag": {
      const { slot } = condition;
      return (machine) => machine.slots[slot] === 1;
    }
    case "isNull": {
      const { slot } = condition;
      return (machine) => Number.isNaN(machine.slots[slot]);
    }
    case "not": {
      const of = test(condition.of);
      return (machine) => !of(machine);
    }
    case "and": {
      const of = condition.of.map(test);
      return of.reduce((left, right) => (machine) => left(machine) && right(machine));
    }
    case "or": {
      const of = condition.of.map(test);
      return of.reduce((left, right) => (machine) => left(machine) || right(machine));
    }
    case "compareExact": {
      const decide = ORDER_TESTS[condition.order];
      const [left, right] = [exact(condition.left), exact(condition.right)];
      return (machine) => decide(left(machine), right(machine));
    }
    case "compareQuotient": {
      const decide = ORDER_TESTS[condition.order];
      const [left, right] = [quotient(condition.left), exact(condition.right)];
      const { scale } = condition.right;
      return (machine) => {
        left(machine);
        const { numerator, denominator } = machine;
        return decide(
          within(machine, numerator * scale),
          within(machine, denominator * right(machine)),
        );
      };
    }
    case "compareApprox": {
      const decide = ORDER_TESTS[condition.order];
      const [left, right] = [approx(condition.left), approx(condition.right)];
      const relative = condition.left.relative + condition.right.relative;
      return (machine) => {
        const a = left(machine);
        const b = right(machine);
        if (!(Math.abs(a - b) > relative * (Math.abs(a) + Math.abs(b)))) machine.doubt = true;
        return decide(a, b);
      };
    }
    case "contains": {
      const { list, code } = condition;
      return (machine) => (machine.objects[list] as readonly unknown[]).includes(code);
    }
    case "textEquals": {
      const { text, code } = condition;
      return (machine) => machine.objects[text] === code;
    }
  }
}

const ORDER_TESTS: { readonly [order in Order]: (left: number, right: number) => boolean } = {
  "<": (left, right) => left < right,
  "<=": (left, right) => left <= right,
  ">": (left, right) => left > right,
  ">=": (left, right) => left >= right,
  "==": (left, right) => left === right,
  "!=": (left, right) => left !== right,
};

function choice(condition: Test, yes: Run, no: Run): Run {
  return (machine) => (condition(machine) ? yes(machine) : no(machine));
}

function sumOf(terms: readonly Run[], check: (machine: Machine, value: number) => number): Run {
  const [first = () => 0, second, ...rest] = terms;
  if (second === undefined) return first;
  if (rest.length === 0) return (machine) => check(machine, first(machine) + second(machine));
  return (machine) => {
    let sum = 0;
    for (let index = 0; index < terms.length; index++) sum += (terms[index] as Run)(machine);
    return check(machine, sum);
  };
}

function extremeOf(op: "least" | "greatest", of: readonly Run[]): Run {
  const pick = op === "least" ? Math.min : Math.max;
  return of.reduce((left, right) => (machine) => pick(left(machine), right(machine)));
}

function overRows(
  rows: number,
  start: Run,
  term: Run,
  check: (machine: Machine, value: number) => number,
): Run {
  return (machine) => {
    let sum = start(machine);
    for (const row of machine.objects[rows] as readonly Machine["row"][]) {
      machine.row = row;
      sum = check(machine, sum + term(machine));
    }
    return sum;
  };
}
