/** @module Back end without `eval`: the intermediate form as nested functions, for pages under a strict content policy. */
import type { Order } from "../logic/order.ts";
import type { RoundingMode } from "../number/rounding.ts";
import type { ApproxNumber, Condition, ExactNumber, Memory, Quotient, TableRows } from "./ir.ts";
import { type Machine, NO_TABLE } from "./machine.ts";
import type { CompiledNumber } from "./program.ts";
import { roundDouble, roundFraction } from "./round-number.ts";
import type { Rounded } from "./rounded.ts";
import { errorOfDifference, errorOfUnits } from "./rounding-error.ts";

export type Run = (machine: Machine) => number;
export type Test = (machine: Machine) => boolean;

/**
 * Units of the last place; NaN, or a doubt left in the machine, where the exact way has to decide.
 *
 * @param partial some children may not be known
 */
export function closureOf({ rounded, rounding, trusted }: CompiledNumber, partial = false): Run {
  const run = round(rounded, rounding.mode);
  if (trusted.length === 0) return run;
  return (machine) => {
    for (const { slot, low, high } of trusted) {
      if (partial && machine.known[slot] === 0) continue;
      const units = machine.scores[slot] as number;
      if (!(units >= low && units <= high)) return Number.NaN;
    }
    return run(machine);
  };
}

function round(rounded: Rounded, mode: RoundingMode): Run {
  switch (rounded.op) {
    case "whole":
      return exact(rounded.of);
    case "fraction": {
      const above = exact(rounded.numerator);
      const { denominator } = rounded;
      if (denominator.op === "constant") {
        const { value } = denominator;
        return (machine) => roundFraction(above(machine), value, mode);
      }
      const below = exact(denominator);
      return (machine) => roundFraction(above(machine), below(machine), mode);
    }
    case "double": {
      const run = approx(rounded.of);
      const { unit } = rounded;
      const { fixed, relative } = errorOfUnits(rounded.of, unit);
      return (machine) => {
        const value = run(machine) * unit;
        return roundDouble(value, fixed + relative * Math.abs(value), mode);
      };
    }
    case "choose":
      return choice(test(rounded.condition), round(rounded.yes, mode), round(rounded.no, mode));
  }
}

const READ: { readonly [memory in Memory]: (machine: Machine) => Float64Array } = {
  figures: ({ city }) => city.figures,
  scores: ({ scores }) => scores,
  known: ({ known }) => known,
  parameters: ({ parameters }) => parameters,
};

function slotOf(memory: Memory, slot: number): Run {
  if (memory === "figures") return (machine) => machine.city.figures[slot] as number;
  if (memory === "scores") return (machine) => machine.scores[slot] as number;
  const read = READ[memory];
  return (machine) => read(machine)[slot] as number;
}

function exact(number: ExactNumber): Run {
  switch (number.op) {
    case "constant": {
      const { value } = number;
      return () => value;
    }
    case "slot":
      return slotOf(number.memory, number.slot);
    case "field": {
      const { offset } = number;
      return (machine) => machine.table[machine.row + offset] as number;
    }
    case "times": {
      const of = exact(number.of);
      const { factor } = number;
      return (machine) => of(machine) * factor;
    }
    case "sum":
      return sumOf(number.of.map(exact));
    case "product": {
      const [left, right] = [exact(number.of[0]), exact(number.of[1])];
      return (machine) => left(machine) * right(machine);
    }
    case "choose":
      return choice(test(number.condition), exact(number.yes), exact(number.no));
    case "least":
    case "greatest":
      return extremeOf(number.op, number.of.map(exact));
    case "rowSum":
      return overRows(number.rows, exact(number.start), exact(number.term));
    case "rounded": {
      const [above, below] = [exact(number.numerator), exact(number.denominator)];
      const { mode } = number;
      return (machine) => roundFraction(above(machine), below(machine), mode);
    }
    case "roundedDouble": {
      const run = approx(number.number);
      const { unit, mode, low, high } = number;
      const { fixed, relative } = errorOfUnits(number.number, unit);
      return (machine) => {
        const value = run(machine) * unit;
        const units = roundDouble(value, fixed + relative * Math.abs(value), mode);
        if (!(units >= low && units <= high)) machine.doubt = true;
        return units;
      };
    }
    case "remainder": {
      const [dividend, divisor] = [exact(number.of[0]), exact(number.of[1])];
      // Nothing left of a negative number is zero without a sign.
      return (machine) => (dividend(machine) % divisor(machine)) + 0;
    }
  }
}

function approx(number: ApproxNumber): Run {
  switch (number.op) {
    case "exact": {
      const run = exact(number.of);
      const { scale } = number.of;
      return scale === 1 ? run : (machine) => run(machine) / scale;
    }
    case "quotient":
      return quotient(number.of);
    case "sum":
      return sumOf(number.of.map(approx));
    case "product": {
      const [first = () => 1, ...rest] = number.of.map(approx);
      return rest.reduce<Run>((left, right) => (machine) => left(machine) * right(machine), first);
    }
    case "least":
    case "greatest":
      return extremeOf(number.op, number.of.map(approx));
    case "divide": {
      const [left, right] = [approx(number.left), approx(number.right)];
      return (machine) => left(machine) / right(machine);
    }
    case "choose":
      return choice(test(number.condition), approx(number.yes), approx(number.no));
    case "rowSum":
      return overRows(number.rows, approx(number.start), approx(number.term));
  }
}

function quotient(number: Quotient): Run {
  if (number.op === "choose")
    return choice(test(number.condition), quotient(number.yes), quotient(number.no));
  const [above, below] = [exact(number.numerator), exact(number.denominator)];
  return (machine) => above(machine) / below(machine);
}

export function test(condition: Condition): Test {
  switch (condition.op) {
    case "constant": {
      const { value } = condition;
      return () => value;
    }
    case "isTrue": {
      const read = slotOf(condition.memory, condition.slot);
      return (machine) => read(machine) === 1;
    }
    case "isNull": {
      const read = slotOf(condition.memory, condition.slot);
      return (machine) => Number.isNaN(read(machine));
    }
    case "not": {
      const of = test(condition.of);
      return (machine) => !of(machine);
    }
    case "and":
      return condition.of
        .map(test)
        .reduce((left, right) => (machine) => left(machine) && right(machine));
    case "or":
      return condition.of
        .map(test)
        .reduce((left, right) => (machine) => left(machine) || right(machine));
    case "compareExact":
      return comparison(condition.order, exact(condition.left), exact(condition.right));
    case "compareApprox": {
      const decide = DECIDE[condition.order];
      const [left, right] = [approx(condition.left), approx(condition.right)];
      const { fixed, relative } = errorOfDifference(condition.left, condition.right);
      return (machine) => {
        const a = left(machine);
        const b = right(machine);
        if (!(Math.abs(a - b) > fixed + relative * (Math.abs(a) + Math.abs(b))))
          machine.doubt = true;
        return decide(a, b);
      };
    }
  }
}

const DECIDE: { readonly [order in Order]: (left: number, right: number) => boolean } = {
  "<": (left, right) => left < right,
  "<=": (left, right) => left <= right,
  ">": (left, right) => left > right,
  ">=": (left, right) => left >= right,
  "==": (left, right) => left === right,
  "!=": (left, right) => left !== right,
};

function comparison(order: Order, left: Run, right: Run): Test {
  switch (order) {
    case "<":
      return (machine) => left(machine) < right(machine);
    case "<=":
      return (machine) => left(machine) <= right(machine);
    case ">":
      return (machine) => left(machine) > right(machine);
    case ">=":
      return (machine) => left(machine) >= right(machine);
    case "==":
      return (machine) => left(machine) === right(machine);
    case "!=":
      return (machine) => left(machine) !== right(machine);
  }
}

function choice(condition: Test, yes: Run, no: Run): Run {
  return (machine) => (condition(machine) ? yes(machine) : no(machine));
}

function sumOf(terms: readonly Run[]): Run {
  const [first = () => 0, second, third, ...rest] = terms;
  if (second === undefined) return first;
  if (third === undefined) return (machine) => first(machine) + second(machine);
  if (rest.length === 0) return (machine) => first(machine) + second(machine) + third(machine);
  return (machine) => {
    let sum = 0;
    for (let index = 0; index < terms.length; index++) sum += (terms[index] as Run)(machine);
    return sum;
  };
}

function extremeOf(op: "least" | "greatest", of: readonly Run[]): Run {
  return of.reduce((left, right) =>
    op === "least"
      ? (machine) => Math.min(left(machine), right(machine))
      : (machine) => Math.max(left(machine), right(machine)),
  );
}

function overRows({ table, width }: TableRows, start: Run, term: Run): Run {
  return (machine) => {
    let sum = start(machine);
    const rows = machine.city.tables[table] ?? NO_TABLE;
    machine.table = rows;
    for (let row = 0; row < rows.length; row += width) {
      machine.row = row;
      sum += term(machine);
    }
    return sum;
  };
}
