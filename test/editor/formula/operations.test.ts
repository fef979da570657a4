/** Operations on the nodes of a formula: what each does, what it refuses, and law 5. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Edited } from "../../../editor/formula/operations/edited.ts";
import {
  duplicate,
  insertAfter,
  insertBefore,
  insertChild,
  move,
  moveBetween,
  remove,
  replace,
  setLiteral,
  setOp,
  setVar,
  swapOperands,
  unwrap,
  wrap,
  wrapRange,
} from "../../../editor/formula/operations/nodes.ts";
import { HOLE, nodeAt, placesOf, readFormula, variable } from "../../../engine/logic/json-tree.ts";
import { operators } from "../../../engine/logic/operators/index.ts";
import type { Logic } from "../../../engine/rule-set/rule-set.ts";
import { randomLogic, runs } from "../support/random-logic.ts";
import { SHIPPED_FORMULAS, shippedFormula } from "../support/shipped.ts";

const [a, b, c] = [variable("a"), variable("b"), variable("c")];
const sum: Logic = { "+": [a, b, c] };
const bands: Logic = { if: [{ ">=": [a, 0.9] }, 20, { ">=": [a, 0.8] }, 10, 0] };

/** Formula, focus, and tray where there is one; or the refusal. */
function outcome(edited: Edited): unknown {
  if (!edited.ok) return edited.refusal;
  const { logic, at, tray } = edited;
  return tray === undefined ? [logic, at] : [logic, at, tray];
}

describe("changing a node", () => {
  test("a constant, a name, an operator", () => {
    expect(outcome(setLiteral(bands, "/if/0/>=/1", 0.95))).toEqual([
      { if: [{ ">=": [a, 0.95] }, 20, { ">=": [a, 0.8] }, 10, 0] },
      "/if/0/>=/1",
    ]);
    expect(outcome(setVar(sum, "/+/1", "x"))).toEqual([{ "+": [a, variable("x"), c] }, "/+/1"]);
    expect(outcome(setOp(sum, "", "*"))).toEqual([{ "*": [a, b, c] }, ""]);
  });

  test("an operator that takes fewer operands keeps those that fit, the others go to the tray", () => {
    expect(outcome(setOp(sum, "", "/"))).toEqual([{ "/": [a, b] }, "", [c]]);
    expect(outcome(setOp({ "!": [a] }, "", "/"))).toEqual([{ "/": [a, HOLE] }, "/~1/1"]);
    expect(outcome(setOp(a, "", "absolute"))).toEqual([{ absolute: [a] }, ""]);
  });

  test("a template comes in with its first empty slot in focus", () => {
    const template: Logic = { if: [{ "==": [HOLE, 0] }, 0, { "/": [HOLE, HOLE] }] };
    expect(outcome(replace(sum, "/+/1", template))).toEqual([
      { "+": [a, template, c] },
      "/+/1/if/0/==/0",
    ]);
  });
});

describe("putting in", () => {
  test("beside a node, within one, at any position", () => {
    expect(outcome(insertBefore(sum, "/+/1", 7))).toEqual([{ "+": [a, 7, b, c] }, "/+/1"]);
    expect(outcome(insertAfter(sum, "/+/1", 7))).toEqual([{ "+": [a, b, 7, c] }, "/+/2"]);
    expect(outcome(insertChild(sum, "", 7))).toEqual([{ "+": [a, b, c, 7] }, "/+/3"]);
    expect(outcome(insertChild(sum, "", 7, 0))).toEqual([{ "+": [7, a, b, c] }, "/+/0"]);
  });

  test("beside a condition a whole row comes in, its condition in focus", () => {
    expect(outcome(insertAfter(bands, "/if/1", 5))).toEqual([
      { if: [{ ">=": [a, 0.9] }, 20, HOLE, 5, { ">=": [a, 0.8] }, 10, 0] },
      "/if/2",
    ]);
    expect(outcome(insertAfter(bands, "/if/4", 5))).toEqual([
      { if: [{ ">=": [a, 0.9] }, 20, { ">=": [a, 0.8] }, 10, HOLE, 5, 0] },
      "/if/4",
    ]);
  });

  test("not beside the whole formula, and not where an operator is full", () => {
    expect(outcome(insertAfter(sum, "", 1))).toEqual({ code: "root_has_no_siblings", facts: {} });
    expect(outcome(insertAfter({ "/": [a, b] }, "/~1/0", 1))).toEqual({
      code: "operand_count",
      facts: { operator: "/", minimum: 2, maximum: 2 },
    });
    expect(outcome(insertAfter(sum, "/+/9", 1))).toEqual({ code: "no_such_place", facts: {} });
  });
});

describe("wrapping", () => {
  test("as first or second operand, the other slot empty and in focus", () => {
    expect(outcome(wrap(sum, "/+/1", "/", 0))).toEqual([
      { "+": [a, { "/": [b, HOLE] }, c] },
      "/+/1/~1/1",
    ]);
    expect(outcome(wrap(sum, "/+/1", "/", 1))).toEqual([
      { "+": [a, { "/": [HOLE, b] }, c] },
      "/+/1/~1/0",
    ]);
  });

  test("with what is given: at most 1, rounded to 2 places", () => {
    const ratio: Logic = { "/": [a, b] };
    expect(outcome(wrap(ratio, "", "min", 1, undefined, [1]))).toEqual([{ min: [1, ratio] }, ""]);
    expect(outcome(wrap(ratio, "", "round", 0, undefined, [2]))).toEqual([
      { round: [ratio, 2] },
      "",
    ]);
  });

  test("a sum that gets a term stays one sum", () => {
    expect(outcome(wrap(sum, "/+/0", "+", 0))).toEqual([{ "+": [a, HOLE, b, c] }, "/+/1"]);
    expect(outcome(wrap(sum, "", "+", 0))).toEqual([{ "+": [a, b, c, HOLE] }, "/+/3"]);
    expect(outcome(wrap(a, "", "+", 0))).toEqual([{ "+": [a, HOLE] }, "/+/1"]);
  });

  test("neighbours together", () => {
    expect(outcome(wrapRange(sum, "/+/1", 2, "*"))).toEqual([
      { "+": [a, { "*": [b, c] }] },
      "/+/1",
    ]);
    expect(outcome(wrapRange(sum, "/+/2", 2, "*"))).toEqual({ code: "no_such_run", facts: {} });
    expect(outcome(wrapRange({ "+": [a, b, c, 1] }, "/+/0", 3, "/"))).toEqual({
      code: "operand_count",
      facts: { operator: "/", minimum: 2, maximum: 2 },
    });
  });
});

describe("taking out", () => {
  test("unwrapping puts the others into the tray (L2P2-A1: b1 out of 0.4×b1 + 0.6×b2)", () => {
    const { logic } = shippedFormula("L2P2-A1", "score");
    const b1 = "/*/1/+/0/*/1";
    expect(nodeAt(logic, b1)).toEqual(variable("b1"));
    expect(outcome(unwrap(logic, b1))).toEqual([
      { "*": [variable("weight"), { "+": [variable("b1"), { "*": [0.6, variable("b2")] }] }] },
      "/*/1/+/0",
      [0.4],
    ]);
    expect(outcome(unwrap(logic, ""))).toEqual({ code: "nothing_to_unwrap", facts: {} });
  });

  test("the first time a slot is emptied, the second time it goes", () => {
    const emptied: Logic = { "+": [a, HOLE, c] };
    expect(outcome(remove(sum, "/+/1"))).toEqual([emptied, "/+/1"]);
    expect(outcome(remove(emptied, "/+/1"))).toEqual([{ "+": [a, c] }, "/+/1"]);
  });

  test("what is left of a sum or fraction takes its place: the numerator is never lost", () => {
    expect(outcome(remove({ "+": [a, HOLE] }, "/+/1"))).toEqual([a, ""]);
    expect(outcome(remove({ "/": [a, HOLE] }, "/~1/1"))).toEqual([a, ""]);
    expect(outcome(remove({ "+": [1, { "!": [HOLE] }] }, "/+/1/!/0"))).toEqual([
      { "+": [1, HOLE] },
      "/+/1",
    ]);
    expect(outcome(remove(HOLE, ""))).toEqual({ code: "last_operand", facts: {} });
  });

  test("an empty condition takes its row along; points that were there go to the tray", () => {
    const emptied: Logic = { if: [HOLE, 20, { ">=": [a, 0.8] }, 10, 0] };
    expect(outcome(remove(emptied, "/if/0"))).toEqual([
      { if: [{ ">=": [a, 0.8] }, 10, 0] },
      "/if/0",
      [20],
    ]);
  });
});

describe("moving", () => {
  test("among siblings, and of conditions the whole row", () => {
    expect(outcome(move(sum, "/+/0", 2))).toEqual([{ "+": [b, c, a] }, "/+/2"]);
    expect(outcome(move(bands, "/if/3", -1))).toEqual([
      { if: [{ ">=": [a, 0.8] }, 10, { ">=": [a, 0.9] }, 20, 0] },
      "/if/1",
    ]);
    expect(outcome(move(sum, "/+/2", 1))).toEqual({ code: "at_the_end", facts: {} });
    expect(outcome(move(bands, "/if/4", -1))).toEqual({ code: "at_the_end", facts: {} });
  });

  test("to another place: beside it, into an empty slot, in exchange", () => {
    const logic: Logic = { "/": [{ "+": [a, b] }, HOLE] };
    expect(outcome(moveBetween(logic, "/~1/0/+/1", "/~1/1", "replace"))).toEqual([
      { "/": [a, b] },
      "/~1/1",
    ]);
    expect(outcome(moveBetween(sum, "/+/0", "/+/2", "after"))).toEqual([
      { "+": [b, c, a] },
      "/+/2",
    ]);
    expect(outcome(moveBetween(sum, "/+/2", "/+/0", "before"))).toEqual([
      { "+": [c, a, b] },
      "/+/0",
    ]);
    expect(outcome(moveBetween(sum, "/+/0", "/+/2", "swap"))).toEqual([{ "+": [c, b, a] }, "/+/2"]);
  });

  test("what stood at the target goes to the tray; a slot of a fraction stays, empty", () => {
    const logic: Logic = { "+": [{ "/": [a, b] }, c] };
    expect(outcome(moveBetween(logic, "/+/0/~1/0", "/+/1", "replace"))).toEqual([
      { "+": [{ "/": [HOLE, b] }, a] },
      "/+/1",
      [c],
    ]);
  });

  test("equal nodes are told apart by their place", () => {
    expect(outcome(moveBetween({ "+": [5, 5, a] }, "/+/1", "/+/2", "after"))).toEqual([
      { "+": [5, a, 5] },
      "/+/2",
    ]);
  });

  test("never into itself", () => {
    const logic: Logic = { "+": [{ "*": [a, b] }, c] };
    expect(outcome(moveBetween(logic, "/+/0", "/+/0/*/1", "after"))).toEqual({
      code: "into_itself",
      facts: {},
    });
  });

  test("once more, and the two operands exchanged", () => {
    expect(outcome(duplicate(sum, "/+/1"))).toEqual([{ "+": [a, b, b, c] }, "/+/2"]);
    expect(outcome(duplicate(bands, "/if/0/>=/1"))).toEqual({
      code: "operand_count",
      facts: { operator: ">=", minimum: 2, maximum: 2 },
    });
    expect(outcome(duplicate(bands, "/if/1"))).toEqual([
      { if: [{ ">=": [a, 0.9] }, 20, { ">=": [a, 0.9] }, 20, { ">=": [a, 0.8] }, 10, 0] },
      "/if/3",
    ]);
    expect(outcome(swapOperands({ "/": [a, b] }, ""))).toEqual([{ "/": [b, a] }, ""]);
    expect(outcome(swapOperands(sum, ""))).toEqual({ code: "no_two_operands", facts: {} });
  });
});

describe("law 5: every edit leaves a formula that can be read, with its focus in it", () => {
  const place = fc.nat();
  type Operation = (logic: Logic, at: string, other: string) => Edited;
  const OPERATIONS: readonly Operation[] = [
    (logic, at) => setLiteral(logic, at, 7),
    (logic, at) => setVar(logic, at, "x"),
    (logic, at) => setOp(logic, at, "/"),
    (logic, at) => setOp(logic, at, "+"),
    (logic, at) => insertBefore(logic, at, HOLE),
    (logic, at) => insertAfter(logic, at, [1]),
    (logic, at) => insertChild(logic, at, 7),
    (logic, at) => wrap(logic, at, "+", 0),
    (logic, at) => wrap(logic, at, "if", 1),
    (logic, at) => wrapRange(logic, at, 2, "*"),
    (logic, at) => replace(logic, at, [1, 2]),
    (logic, at) => unwrap(logic, at),
    (logic, at) => remove(logic, at),
    (logic, at) => move(logic, at, 1),
    (logic, at) => duplicate(logic, at),
    (logic, at) => swapOperands(logic, at),
    (logic, at, other) => moveBetween(logic, at, other, "before"),
    (logic, at, other) => moveBetween(logic, at, other, "after"),
    (logic, at, other) => moveBetween(logic, at, other, "replace"),
    (logic, at, other) => moveBetween(logic, at, other, "swap"),
  ];
  const check = (logic: Logic, operate: Operation, first: number, second: number): boolean => {
    const places = [...placesOf(logic)].map(({ at }) => at);
    const before = JSON.stringify(logic);
    const edited = operate(
      logic,
      places[first % places.length] as string,
      places[second % places.length] as string,
    );
    if (JSON.stringify(logic) !== before) return false;
    if (!edited.ok) return true;
    return readFormula(edited.logic) !== null && nodeAt(edited.logic, edited.at) !== undefined;
  };

  test("of random formulas", () => {
    fc.assert(fc.property(randomLogic, fc.constantFrom(...OPERATIONS), place, place, check), {
      numRuns: runs(4_000),
    });
  });

  test("of every shipped formula, at every place", () => {
    const broken = SHIPPED_FORMULAS.filter(({ logic }) => {
      const count = [...placesOf(logic)].length;
      return OPERATIONS.some((operate) =>
        Array.from({ length: count }, (_, index) => index).some(
          (index) => !check(logic, operate, index, count - 1 - index),
        ),
      );
    });
    expect(broken.map(({ title }) => title)).toEqual([]);
  });

  test("of an operator that is known, no fewer operands than it needs are left", () => {
    fc.assert(
      fc.property(randomLogic, place, (logic, index) => {
        const places = [...placesOf(logic)].map(({ at }) => at);
        const edited = remove(logic, places[index % places.length] as string);
        if (!edited.ok) return;
        const tooFew = (one: Logic): number =>
          [...placesOf(one)].filter(({ logic: node }) => {
            const [operator = ""] =
              typeof node === "object" && node !== null ? Object.keys(node) : [];
            const operands = (node as { readonly [key: string]: unknown } | null)?.[operator];
            const least = operators.get(operator)?.minOperands ?? 0;
            return Array.isArray(operands) && operands.length < least;
          }).length;
        expect(tooFew(edited.logic)).toBeLessThanOrEqual(tooFew(logic));
      }),
      { numRuns: runs(2_000) },
    );
  });
});

test("labels say what happened, in both languages", () => {
  const edited = setLiteral(bands, "/if/0/>=/1", 0.95);
  expect(edited.ok && edited.label).toEqual({ zh: "0.9 → 0.95", en: "0.9 → 0.95" });
  const wrapped = wrap(sum, "/+/1", "min", 1);
  expect(wrapped.ok && wrapped.label).toEqual({ zh: "b 包上“最小”", en: "Wrap b in “min”" });
});
