/** Where results lie: every operator's `range` against the operator itself, on random operands. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Expression } from "../../../engine/logic/expression.ts";
import { createContext, interpret } from "../../../engine/logic/interpret.ts";
import { operators } from "../../../engine/logic/operators/index.ts";
import { fromJson, type Value } from "../../../engine/logic/value.ts";
import { containsNumber, type Interval, UNBOUNDED } from "../../../engine/number/interval.ts";
import { compare, Rational, rational } from "../../../engine/number/rational.ts";

const number = fc.oneof(
  fc.integer({ min: -3, max: 3 }).map((value) => rational(BigInt(value))),
  fc
    .tuple(fc.integer({ min: -60, max: 60 }), fc.integer({ min: 1, max: 9 }))
    .map(([n, d]) => rational(BigInt(n), BigInt(d))),
);

/** An interval, sometimes without ends or of one number, and a number in it. */
const operand = fc
  .record({
    numbers: fc.tuple(number, number, number),
    shape: fc.constantFrom("closed", "closed", "below", "above", "all", "point"),
  })
  .map(({ numbers, shape }): { interval: Interval; value: Rational } => {
    const [low, value, high] = numbers.sort(compare) as [Rational, Rational, Rational];
    if (shape === "point") return { interval: { low: value, high: value }, value };
    const openBelow = shape === "below" || shape === "all";
    const openAbove = shape === "above" || shape === "all";
    return { interval: { low: openBelow ? null : low, high: openAbove ? null : high }, value };
  });

function resultOf(name: string, values: readonly Value[]): Value | undefined {
  const operands = values.map(
    (value, index): Expression => ({ kind: "literal", value, at: `/${index}` }),
  );
  const operation: Expression = { kind: "operation", operator: name, operands, at: "" };
  const answer = interpret(operation, null, createContext());
  return answer.ok ? answer.value : undefined;
}

const withRange = [...operators.values()].filter(
  ({ name, range }) => range !== undefined && !["round", "lookup", "length"].includes(name),
);

describe("the range of an operator holds every result", () => {
  for (const { name, range, minOperands, maxOperands } of withRange) {
    test(name, () => {
      const most = Math.min(maxOperands, 3);
      const operandLists = fc.array(operand, {
        minLength: Math.max(1, minOperands),
        maxLength: most,
      });
      fc.assert(
        fc.property(operandLists, (operands) => {
          const result = resultOf(
            name,
            operands.map(({ value }) => value),
          );
          fc.pre(result instanceof Rational);
          const constants = operands.map(() => undefined);
          const within =
            range?.(
              operands.map(({ interval }) => interval),
              constants,
            ) ?? UNBOUNDED;
          expect(containsNumber(within, result as Rational)).toBe(true);
        }),
        { numRuns: 300 },
      );
    });
  }

  test("round, by any mode", () => {
    const modes = fc.constantFrom("half-up", "half-even", "ceiling", "floor", "truncate");
    fc.assert(
      fc.property(
        operand,
        fc.integer({ min: 0, max: 3 }),
        modes,
        ({ interval, value }, places, mode) => {
          const constants = [undefined, fromJson(places), mode];
          const range = operators
            .get("round")
            ?.range?.([interval, UNBOUNDED, UNBOUNDED], constants);
          const result = resultOf("round", [value, fromJson(places), mode]);
          expect(containsNumber(range as Interval, result as Rational)).toBe(true);
          expect(range?.low === null).toBe(interval.low === null);
        },
      ),
    );
  });

  test("lookup, by lines and by steps", () => {
    const points = fc
      .array(fc.tuple(number, number), { minLength: 1, maxLength: 6 })
      .map((pairs) => pairs.sort(([a], [b]) => compare(a, b)) as readonly (readonly Value[])[]);
    fc.assert(
      fc.property(
        operand,
        points,
        fc.constantFrom("linear", "step"),
        ({ interval, value }, table, mode) => {
          const range = operators
            .get("lookup")
            ?.range?.([interval, UNBOUNDED, UNBOUNDED], [undefined, table, mode]);
          const result = resultOf("lookup", [value, table, mode]);
          expect(containsNumber(range as Interval, result as Rational)).toBe(true);
          expect(range?.low).not.toBe(null);
          expect(range?.high).not.toBe(null);
        },
      ),
    );
  });
});

describe("ranges are as narrow as the operands allow", () => {
  const interval = (low: number | null, high: number | null): Interval => ({
    low: low === null ? null : (fromJson(low) as Rational),
    high: high === null ? null : (fromJson(high) as Rational),
  });
  const rangeOf = (name: string, operands: readonly Interval[], constants: readonly Value[] = []) =>
    operators.get(name)?.range?.(operands, constants);

  test("a share of a whole that is above zero", () => {
    expect(rangeOf("/", [interval(0, 50), interval(1, 100)])).toEqual(interval(0, 50));
    expect(rangeOf("/", [interval(0, 50), interval(1, null)])).toEqual(interval(0, 50));
  });

  test("a divisor that may be zero", () => {
    expect(rangeOf("/", [interval(1, 50), interval(0, 100)])).toEqual(interval(0.01, null));
    expect(rangeOf("/", [interval(1, 50), interval(-1, 100)])).toEqual(UNBOUNDED);
  });

  test("caps and floors", () => {
    expect(rangeOf("min", [interval(0, null), interval(60, 60)])).toEqual(interval(0, 60));
    expect(rangeOf("max", [interval(null, 5), interval(0, 0)])).toEqual(interval(0, 5));
    expect(rangeOf("clamp", [UNBOUNDED, interval(0, 0), interval(1, 1)])).toEqual(interval(0, 1));
  });

  test("sums, differences, negatives and products", () => {
    expect(rangeOf("+", [interval(0, 1), interval(2, 3), interval(0, 0)])).toEqual(interval(2, 4));
    expect(rangeOf("-", [interval(0, 1), interval(2, 3)])).toEqual(interval(-3, -1));
    expect(rangeOf("-", [interval(-1, null)])).toEqual(interval(null, 1));
    expect(rangeOf("*", [interval(-2, 3), interval(-5, 7)])).toEqual(interval(-15, 21));
    expect(rangeOf("*", [interval(0, 0), UNBOUNDED])).toEqual(interval(0, 0));
  });

  test("what is left of a division", () => {
    expect(rangeOf("%", [interval(0, 100), interval(7, 7)])).toEqual(interval(0, 7));
    expect(rangeOf("%", [interval(-3, 2), interval(7, 7)])).toEqual(interval(-3, 2));
  });

  test("powers", () => {
    expect(rangeOf("power", [interval(-2, 3), interval(2, 2)])).toEqual(interval(0, 9));
    expect(rangeOf("power", [interval(-2, 3), interval(3, 3)])).toEqual(interval(-8, 27));
    expect(rangeOf("power", [interval(2, 4), interval(-1, -1)])).toEqual(interval(0.25, 0.5));
    expect(rangeOf("power", [interval(0, 1), interval(0.5, 0.5)])).toEqual(interval(0, 1));
    expect(rangeOf("power", [interval(-1, 1), interval(0.5, 0.5)])).toEqual(UNBOUNDED);
  });

  test("roots and logarithms of what may be zero or below", () => {
    expect(rangeOf("squareRoot", [interval(-4, 9)])).toEqual(interval(0, 3));
    expect(rangeOf("logarithm", [interval(0, 1)])).toEqual(interval(null, 0));
    expect(rangeOf("logarithm", [interval(10, 1000), interval(10, 10)])).toEqual(interval(1, 3));
    expect(rangeOf("logarithm", [interval(1, 4), interval(0.5, 0.5)])).toEqual(interval(-2, 0));
    expect(rangeOf("exponent", [interval(null, 0)])).toEqual(interval(0, 1));
  });

  test("a table between its ends", () => {
    const table = fromJson([
      [0, 10],
      [5, 40],
      [9, 0],
    ]);
    expect(rangeOf("lookup", [UNBOUNDED], [null, table])).toEqual(interval(0, 40));
    expect(rangeOf("lookup", [interval(0, 2.5)], [null, table])).toEqual(interval(10, 25));
    expect(rangeOf("lookup", [interval(6, null)], [null, table, "step"])).toEqual(interval(0, 40));
  });

  test("how many there are", () => {
    expect(rangeOf("length", [UNBOUNDED])).toEqual(interval(0, null));
  });
});
