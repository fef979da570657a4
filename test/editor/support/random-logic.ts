/** Random formulas: known and unknown operators, odd names, data, lists, bare operands, malformed arity. */
import fc from "fast-check";
import { operators } from "../../../engine/logic/operators/index.ts";
import type { Logic } from "../../../engine/rule-set/rule-set.ts";

const ODD_NAMES = [
  "filingRate",
  "立案率",
  "a.b",
  "current.score",
  "accumulator",
  "若",
  "IF",
  "且",
  "and",
  "真",
  "true",
  "空",
  "a-b",
  "a b",
  "x]y",
  "[z]",
  'quo"te',
  "back\\slash",
  "",
  "1a",
  "12",
  "５０％",
  "（括号）",
  "a;b",
  "a，b",
  "line\nbreak",
  "__proto__",
  "constructor",
  "?",
  "#",
  "=",
  "sum",
  "计数",
  "😀",
  "\u200b",
  "①项",
];

const number = fc.oneof(
  fc.integer({ min: -200, max: 200 }),
  fc.constantFrom(0.95, 0.9, 0.2, 0.07, 0.0007, 0.3, 1e-7, 1e21, 123456789012345, -0.5, 0.1, 1.5),
  fc.integer({ min: -9_999, max: 9_999 }).map((cents) => cents / 100),
);

const name = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...ODD_NAMES) },
  { weight: 1, arbitrary: fc.string({ unit: "grapheme", maxLength: 6 }) },
);

const operator = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...operators.keys()) },
  { weight: 1, arbitrary: name },
  { weight: 1, arbitrary: fc.constantFrom("foo", "?", "=", "×", "<>", "max ") },
);

const leaf: fc.Arbitrary<Logic> = fc.oneof(
  { weight: 5, arbitrary: number as fc.Arbitrary<Logic> },
  { weight: 6, arbitrary: name.map((one) => ({ var: one }) as Logic) },
  { weight: 1, arbitrary: name.map((one) => ({ var: [one] }) as Logic) },
  { weight: 1, arbitrary: name.map((one) => ({ var: [one, 0] }) as Logic) },
  { weight: 1, arbitrary: name as fc.Arbitrary<Logic> },
  { weight: 1, arbitrary: fc.constantFrom<Logic>(true, false, null, {}, [], { "?": [] }) },
  {
    weight: 1,
    arbitrary: fc
      .uniqueArray(fc.constantFrom("a", "b", "条", "x y", ";"), { minLength: 2, maxLength: 3 })
      .map((keys) => Object.fromEntries(keys.map((key, index) => [key, index])) as Logic),
  },
);

/** Formulas of at most some dozens of nodes; deeper ones are rarer. */
export const randomLogic: fc.Arbitrary<Logic> = fc.letrec<{ logic: Logic }>((tie) => ({
  logic: fc.oneof(
    { maxDepth: 5, depthSize: "small", withCrossShrink: true },
    leaf,
    fc
      .tuple(operator, fc.array(tie("logic"), { maxLength: 4 }))
      .map(([one, operands]) => ({ [one]: operands }) as Logic),
    fc
      .tuple(
        fc.constantFrom("+", "-", "*", "/", ">=", "<", "and", "or", "=="),
        tie("logic"),
        tie("logic"),
      )
      .map(([one, a, b]) => ({ [one]: [a, b] }) as Logic),
    fc.tuple(operator, tie("logic")).map(([one, operand]) => ({ [one]: operand }) as Logic),
    fc.array(tie("logic"), { maxLength: 3 }) as fc.Arbitrary<Logic>,
  ),
})).logic;

/** How many random formulas a law is tried on: few in `npm test`, all of them in `npm run test:long`. */
export function runs(few: number): number {
  const wanted = Number(process.env.RANDOM_FORMULAS ?? 0);
  return Math.max(few, wanted);
}
