/**
 * Random rules that mean harm: names of prototypes and methods, operators that do not exist, texts, lists and
 * numbers that grow, deep nesting, operands of every kind and count. The same seed gives the same rules.
 */
import type { JsonValue } from "../../../engine/json/json-value.ts";
import { operators } from "../../../engine/logic/operators/index.ts";

/** Numbers from 0 up to (not with) 1; mulberry32, which needs no library and repeats itself. */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const NAMES = [
  ..."a b list rows text deep big current accumulator 0 1 -1 01 length".split(" "),
  ..."__proto__ constructor prototype toString valueOf hasOwnProperty __defineGetter__".split(" "),
  ..."constructor.constructor __proto__.polluted constructor.prototype.polluted".split(" "),
  ..."a.b list.0 list.length list.map list.constructor text.length text.0 rows.0.a".split(" "),
  ..."numerator a.numerator big.denominator kind at operands call apply bind".split(" "),
  "",
  ".",
  "..",
  "a.",
  ".a",
  "a.".repeat(200),
  "\u0000",
  "城市",
];

const TEXTS = [
  ..."x 12abc 1e999 0x10 NaN Infinity -Infinity -0 1_000 1,000 ٣ １２".split(" "),
  ..."0 1 -1 0.5 999999999999999.999999999999 true null undefined half-up linear step".split(" "),
  "",
  " 1",
  "1 ",
  "9".repeat(400),
  "long text ".repeat(200),
  "[object Object]",
  "function () { return this }",
  "process.exit(1)",
];

const NUMBERS = [
  0, 1, -1, 2, 3, 7, 10, 100, 0.1, -0.5, 1.5, 1e-300, 1e300, -1e300, 1e15, 123456789012345, 65536,
  70000, 46000, 1000000.5, 5e-324, 1.7976931348623157e308,
];

const STRANGE_OPERATORS = [
  ..."__proto__ constructor toString hasOwnProperty valueOf log method eval import".split(" "),
  ..."Function require process global this new add_operation +.x if.constructor".split(" "),
  "",
  " + ",
];

const OPERATORS = [...operators.keys()];

/** Shapes that grow; `rule` stands for something random. */
const BOMBS: readonly ((rule: () => JsonValue) => JsonValue)[] = [
  () => over("list", { cat: [accumulator(), accumulator()] }, "ab"),
  () => over("list", { merge: [accumulator(), accumulator()] }, [1]),
  () => over("list", { "*": [accumulator(), accumulator()] }, 1.1),
  () => over("list", { "+": [{ "/": [1, { "+": [1, { var: "current" }] }] }, accumulator()] }, 0),
  () => over("list", [accumulator(), accumulator()], 0),
  () => over("list", { var: "" }, 0),
  () => over("list", { power: [{ "+": [2, accumulator()] }, 3] }, 2),
  (rule) => over("list", rule(), rule()),
  (rule) => each("map", { var: "list" }, each("map", { outer: "list" }, rule())),
  (rule) => each("filter", { var: "list" }, each("some", { outer: "list" }, rule())),
  (rule) => ({ power: [{ "+": [1.5, { absolute: 2 }] }, rule()] }),
  (rule) => ({ exponent: { "*": [1e6, rule()] } }),
  (rule) => ({ logarithm: [{ power: [7, 2000] }, rule()] }),
  (rule) => ({ in: [{ cat: [{ var: "text" }, "b"] }, { cat: ["a", { var: "text" }, rule()] }] }),
];

function over(list: string, step: JsonValue, start: JsonValue): JsonValue {
  return { reduce: [{ var: list }, step, start] };
}

function each(operator: string, list: JsonValue, body: JsonValue): JsonValue {
  return { [operator]: [list, body] };
}

function accumulator(): JsonValue {
  return { var: "accumulator" };
}

/** One rule after the other. */
export function createHostileRules(random: () => number): () => JsonValue {
  const below = (limit: number): number => Math.floor(random() * limit);
  const pick = <Item>(items: readonly Item[]): Item => items[below(items.length)] as Item;

  const leaf = (): JsonValue => {
    switch (below(8)) {
      case 0:
        return pick(NUMBERS);
      case 1:
        return pick(TEXTS);
      case 2:
        return pick([null, true, false, [], {}]);
      case 3:
        return withKey(pick(NAMES), pick(NUMBERS));
      case 4:
        return { var: [pick(NAMES), pick(NUMBERS)] };
      default:
        return { var: pick(NAMES) };
    }
  };

  const rule = (depth: number): JsonValue => {
    if (depth <= 0 || random() < 0.15) return leaf();
    const deeper = (): JsonValue => rule(depth - 1);
    const kind = random();
    if (kind < 0.06) return pick(BOMBS)(() => rule(Math.min(2, depth - 1)));
    if (kind < 0.1) return withKey(pick(STRANGE_OPERATORS), deeper());
    if (kind < 0.14) return { var: deeper() };
    if (kind < 0.18) return Array.from({ length: below(5) }, deeper);
    if (kind < 0.2) return { two: deeper(), ["__proto__" as string]: deeper() };
    if (kind < 0.22) return nested(40 + below(20), pick(OPERATORS), leaf());
    const operator = pick(OPERATORS);
    const operands = Array.from({ length: countFor(operator) }, deeper);
    if (random() < 0.5 && operands.length > 0)
      operands[0] = { var: pick(["list", "rows", "a", "text"]) };
    return withKey(operator, operands.length === 1 && random() < 0.5 ? deeper() : operands);
  };

  /** Mostly as many operands as the operator takes, so that it gets to do its worst. */
  const countFor = (operator: string): number => {
    const { minOperands = 0, maxOperands = 4 } = operators.get(operator) ?? {};
    if (random() < 0.05) return below(12);
    return minOperands + below(Math.min(maxOperands, minOperands + 2) - minOperands + 1);
  };

  return () => rule(1 + below(5));
}

/** `__proto__` as an ordinary own key, which no object literal makes. */
function withKey(key: string, value: JsonValue): JsonValue {
  const record: { [key: string]: JsonValue } = {};
  Object.defineProperty(record, key, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
  return record;
}

function nested(depth: number, operator: string, core: JsonValue): JsonValue {
  let rule = core;
  for (let level = 0; level < depth; level++) rule = withKey(operator, rule);
  return rule;
}

/** What the rules run on: own keys of strange names among ordinary data. */
export const HOSTILE_DATA: JsonValue = {
  a: { b: 1, numerator: 5, ...(withKey("__proto__", { polluted: true }) as object) },
  b: "0.25",
  0: "zero",
  list: Array.from({ length: 40 }, (_, index) => index - 3),
  rows: [{ a: 1, list: [1, 2] }, withKey("constructor", "own"), withKey("__proto__", [1]), null, 5],
  text: "a".repeat(2_000),
  big: 999999999999999,
  constructor: { name: "own" },
  toString: "own",
  length: 3,
  "": "empty name",
  deep: nested(30, "deep", [1]),
};
