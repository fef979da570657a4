/**
 * Rule sets made at random: typed formulas over all operators and all kinds of inputs, guarded and unguarded
 * divisions, nullable and defaulted figures, twins, conditions between figures, groups of every shape, roundings of
 * every mode. Most of them are nonsense, and all of them have one meaning.
 */
import type {
  Input,
  Logic,
  Node,
  Requirement,
  RuleSet,
} from "../../../engine/rule-set/rule-set.ts";
import { between, chance, pick, type Random } from "../../oracle/random.ts";
import { item, LABEL, smallRuleSet } from "../../support/load-rule-set.ts";

const CODES = ["a", "b", "c"];
const OPTIONS = CODES.map((code) => ({ code, label: LABEL }));
const MODES = [
  "half-up",
  "half-up",
  "half-up",
  "half-even",
  "ceiling",
  "floor",
  "truncate",
] as const;

/** Lines, a jump, and an end that holds. */
const POINTS: Logic = [
  [-1, 0],
  [0, 2.5],
  [3, 4],
  [3, 7],
  [10, 8.2],
  [90, 100],
];

export function randomRuleSet(random: Random): RuleSet {
  const groups = Array.from({ length: between(random, 1, 3) }, (_, group) => {
    const children = Array.from({ length: between(random, 1, 4) }, (__, index) =>
      randomItem(random, `I${group}${index}`),
    );
    return item(`G${group}`, {
      ...(chance(random, 0.8) ? { weight: randomWeight(random) } : {}),
      level: "group",
      children,
    });
  });
  const base = smallRuleSet(groups);
  const [total, leaf] = base.levels;
  if (total === undefined || leaf === undefined) throw new Error("two levels");
  const levels = [
    { ...total, rounding: randomRounding(random), score: groupFormula(random) },
    { ...leaf, id: "group", rounding: randomRounding(random), score: groupFormula(random) },
    { ...leaf, rounding: randomRounding(random) },
  ];
  const ofBelow: Logic = {
    reduce: [
      { filter: [{ var: "children" }, { "!=": [{ var: "id" }, "G1"] }] },
      { "+": [{ var: "accumulator" }, { var: "current.score" }] },
      0,
    ],
  };
  const outputs = {
    others: {
      type: "number",
      label: LABEL,
      logic: ofBelow,
      rounding: { mode: "half-up", places: 1 },
    },
    high: { type: "boolean", label: LABEL, logic: { ">": [{ var: "score" }, 3] } },
    raw: { type: "number", label: LABEL, logic: { "*": [{ var: "score" }, 2] } },
  } as const;
  const tree = { ...base.tree, ...(chance(random, 0.5) ? { outputs } : {}) };
  return { ...base, levels, tree };
}

function randomRounding(random: Random) {
  return chance(random, 0.05)
    ? ({ mode: "none", places: 2 } as const)
    : { mode: pick(random, MODES), places: between(random, 0, 4) };
}

function randomWeight(random: Random): Logic {
  return pick<Logic>(random, [0.3, 0.05, 1, 0.125, { "/": [1, 3] }, { "/": [1, 18] }, 0.4, 2]);
}

function groupFormula(random: Random): Logic {
  const scores: Logic = pick<Logic>(random, [
    { var: "children" },
    { filter: [{ var: "children" }, { "!=": [{ var: "score" }, null] }] },
    { filter: [{ var: "children" }, { ">": [{ var: "score" }, 1] }] },
  ]);
  const term = pick<Logic>(random, [
    { var: "current.score" },
    { max: [0, { var: "current.score" }] },
    { if: [{ "<": [{ var: "current.score" }, 5] }, { var: "current.score" }, 5] },
  ]);
  const sum: Logic = { reduce: [scores, { "+": [{ var: "accumulator" }, term] }, 0] };
  return pick<Logic>(random, [
    sum,
    sum,
    { "*": [0.03, sum] },
    { max: [0, sum] },
    { "-": [sum, 1.005] },
    { reduce: [scores, { max: [{ var: "accumulator" }, { var: "current.score" }] }, 0] },
    {
      if: [
        { "==": [{ length: { var: "children" } }, 0] },
        0,
        { "/": [sum, { length: { var: "children" } }] },
      ],
    },
    {
      reduce: [
        { map: [scores, { var: "score" }] },
        { "+": [{ var: "accumulator" }, { var: "current" }] },
        0,
      ],
    },
  ]);
}

interface Scope {
  /** Numbers by name; true where the value may be null. */
  readonly numbers: Map<string, boolean>;
  readonly flags: string[];
  readonly lists: string[];
  readonly counts: string[];
  readonly rows: string[];
  readonly choices: string[];
}

function randomItem(random: Random, id: string): Node {
  const scope: Scope = {
    numbers: new Map([["k", false]]),
    flags: [],
    lists: [],
    counts: [],
    rows: [],
    choices: [],
  };
  const inputs: { [id: string]: Input } = {};
  for (let index = between(random, 1, 6); index > 0; index--)
    addInput(random, `x${index}`, inputs, scope);
  if (chance(random, 0.3)) {
    inputs.whole = { type: "count", label: LABEL };
    inputs.part = { type: "count", label: LABEL, partOf: "whole" };
    scope.numbers.set("whole", false).set("part", false);
  }
  // Every figure is asked for by name somewhere, so most items share one with the item before.
  if (id !== "I00" && chance(random, 0.2))
    inputs.shared = { type: "amount", label: LABEL, sameAs: "I00/shared" };
  if (id === "I00") inputs.shared = { type: "amount", label: LABEL };
  if (inputs.shared) scope.numbers.set("shared", false);
  const makers = new Formulas(random, scope);
  const parts: { [id: string]: { logic: Logic } } = {};
  for (let index = between(random, 0, 2); index > 0; index--) {
    parts[`b${index}`] = { logic: makers.number(3) };
    scope.numbers.set(`b${index}`, false);
  }
  const only = [...Object.keys(inputs)];
  const condition = (): Requirement => ({
    logic: makers.condition(1),
    input: pick(random, only),
    message: LABEL,
  });
  for (const name of Object.keys(parts)) scope.numbers.delete(name);
  const requires = chance(random, 0.15) ? [condition()] : [];
  const plausible = chance(random, 0.4) ? [condition()] : [];
  for (const name of Object.keys(parts)) scope.numbers.set(name, false);
  scope.numbers.set("weight", false);
  const score = makers.number(4);
  const outputs = {
    o: { type: "number", label: LABEL, logic: makers.number(2), rounding: randomRounding(random) },
  } as const;
  return item(id, {
    level: "item",
    weight: randomWeight(random),
    inputs,
    constants: { k: { value: pick(random, [3, 0.07, "12.5", 100]), label: LABEL } },
    requires,
    plausible,
    parts,
    score: chance(random, 0.7) ? { "*": [{ var: "weight" }, score] } : score,
    ...(chance(random, 0.2) ? { outputs } : {}),
  });
}

function addInput(random: Random, id: string, inputs: { [id: string]: Input }, scope: Scope): void {
  const missing = pick(random, [
    {},
    {},
    {},
    { missing: "absent" },
    { missing: { value: 2 } },
  ] as const);
  const nullable = chance(random, 0.15) ? ({ nullable: true } as const) : {};
  const canBeNull =
    "nullable" in nullable || ("missing" in missing && missing.missing === "absent");
  const range = pick(random, [
    {},
    {},
    { minimum: 0, maximum: 50 },
    { exclusiveMinimum: 0 },
    { maximum: "7.5" },
  ] as const);
  switch (
    pick(random, [
      "count",
      "amount",
      "percent",
      "number",
      "boolean",
      "choice",
      "list",
      "counts",
      "rows",
      "text",
    ] as const)
  ) {
    case "count":
      inputs[id] = { type: "count", label: LABEL, ...missing, ...nullable, ...range };
      scope.numbers.set(id, canBeNull);
      break;
    case "amount":
      inputs[id] = { type: "amount", label: LABEL, ...missing, ...nullable, ...range };
      scope.numbers.set(id, canBeNull);
      break;
    case "percent":
      inputs[id] = { type: "percent", label: LABEL, ...missing, ...nullable };
      scope.numbers.set(id, canBeNull);
      break;
    case "number":
      inputs[id] = { type: "number", label: LABEL, ...missing, ...nullable, ...range };
      scope.numbers.set(id, canBeNull);
      break;
    case "boolean":
      inputs[id] = { type: "boolean", label: LABEL };
      scope.flags.push(id);
      break;
    case "choice":
      inputs[id] = { type: "choice", label: LABEL, options: OPTIONS, ...nullable };
      scope.choices.push(id);
      break;
    case "list":
      inputs[id] = { type: "list", label: LABEL, options: OPTIONS };
      scope.lists.push(id);
      break;
    case "counts":
      inputs[id] = { type: "counts", label: LABEL, options: OPTIONS };
      scope.counts.push(id);
      break;
    case "rows":
      inputs[id] = {
        type: "rows",
        label: LABEL,
        maxRows: 20,
        fields: {
          n: { type: "count", label: LABEL },
          d: { type: "amount", label: LABEL },
          ok: { type: "boolean", label: LABEL },
          kind: { type: "choice", label: LABEL, options: OPTIONS },
        },
      };
      scope.rows.push(id);
      break;
    case "text":
      inputs[id] = { type: "text", label: LABEL, maxLength: 5, informational: true };
  }
}

const NUMBERS: readonly Logic[] = [
  0, 1, 2, 3, 7, 10, 60, 100, 0.5, 0.3, 0.95, 0.07, 1.005, -1, -2.5, 0.0001, 1234567,
];

class Formulas {
  readonly #random: Random;
  readonly #scope: Scope;

  constructor(random: Random, scope: Scope) {
    this.#random = random;
    this.#scope = scope;
  }

  number(depth: number): Logic {
    const random = this.#random;
    if (depth <= 0 || chance(random, 0.1)) return this.#leaf();
    const one = (): Logic => this.number(depth - 1);
    switch (between(random, 0, 16)) {
      case 0:
      case 1:
        return { "+": Array.from({ length: between(random, 2, 4) }, one) };
      case 2:
      case 3:
        return { "*": Array.from({ length: between(random, 2, 3) }, one) };
      case 4:
        return { "-": chance(random, 0.2) ? [one()] : [one(), one()] };
      case 5:
      case 6: {
        const divisor = one();
        return { if: [{ "==": [divisor, 0] }, 0, { "/": [one(), divisor] }] };
      }
      case 7:
        return chance(random, 0.2)
          ? { "/": [one(), one()] }
          : { "/": [one(), pick(random, [3, 7, 100, 0.3])] };
      case 8:
        return { min: [one(), one()] };
      case 9:
        return { max: [one(), pick(random, NUMBERS)] };
      case 10:
      case 11:
        return { if: [this.condition(depth - 1), one(), this.condition(depth - 1), one(), one()] };
      case 12:
        return { absolute: one() };
      case 13:
        return { clamp: [one(), 0, 5] };
      case 14:
        return pick<Logic>(random, [
          { round: [one(), between(random, 0, 3)] },
          { round: [one(), between(random, 0, 2), pick(random, MODES)] },
          { floor: one() },
          { ceiling: one() },
          { "%": [one(), pick(random, [7, 0.3, -2])] },
          { power: [one(), pick(random, [0, 1, 2, 3])] },
          { power: [{ max: [1, one()] }, pick<Logic>(random, [-1, -2, { "/": [1, 3] }])] },
          { lookup: [one(), POINTS] },
          { lookup: [one(), POINTS, "step"] },
        ]);
      default:
        return this.#ofList(depth);
    }
  }

  #leaf(): Logic {
    const random = this.#random;
    const { numbers, counts } = this.#scope;
    if (numbers.size > 0 && chance(random, 0.7)) {
      const [name, canBeNull] = pick(random, [...numbers]);
      const read: Logic = { var: name };
      return canBeNull && chance(random, 0.9) ? { if: [{ "==": [read, null] }, 0.25, read] } : read;
    }
    if (counts.length > 0 && chance(random, 0.4))
      return { var: `${pick(random, counts)}.${pick(random, CODES)}` };
    return pick(random, NUMBERS);
  }

  #ofList(depth: number): Logic {
    const random = this.#random;
    const { lists, rows } = this.#scope;
    if (rows.length > 0 && chance(random, 0.7)) {
      const source: Logic = { var: pick(random, rows) };
      const over: Logic = chance(random, 0.3)
        ? { filter: [source, this.#rowCondition("")] }
        : source;
      return { reduce: [over, { "+": [{ var: "accumulator" }, this.#rowTerm()] }, 0] };
    }
    if (rows.length > 0) return { length: { var: pick(random, rows) } };
    if (lists.length > 0) {
      const source: Logic = { var: pick(random, lists) };
      return {
        reduce: [source, { "+": [{ var: "accumulator" }, pick(random, [1, 2.5, 0.1])] }, 0],
      };
    }
    return this.number(depth - 1);
  }

  #rowTerm(): Logic {
    return pick<Logic>(this.#random, [
      1,
      { var: "current.n" },
      { "*": [{ var: "current.n" }, { var: "current.d" }] },
      { if: [this.#rowCondition("current."), { var: "current.d" }, 0.1] },
      {
        if: [
          { "==": [{ var: "current.d" }, 0] },
          0,
          { min: [1, { "/": [{ var: "current.n" }, { var: "current.d" }] }] },
        ],
      },
      { "-": [{ var: "current.n" }, { var: "current.d" }] },
    ]);
  }

  #rowCondition(prefix: string): Logic {
    return pick<Logic>(this.#random, [
      { ">": [{ var: `${prefix}n` }, { var: `${prefix}d` }] },
      { var: `${prefix}ok` },
      { "==": [{ var: `${prefix}kind` }, "b"] },
      { and: [{ var: `${prefix}ok` }, { "<=": [{ var: `${prefix}n` }, 10] }] },
    ]);
  }

  condition(depth: number): Logic {
    const random = this.#random;
    const { flags, lists, choices, numbers, rows } = this.#scope;
    const one = (): Logic => this.condition(depth - 1);
    if (depth > 0 && chance(random, 0.3))
      return pick<Logic>(random, [{ and: [one(), one()] }, { or: [one(), one()] }, { "!": one() }]);
    if (flags.length > 0 && chance(random, 0.3)) return { var: pick(random, flags) };
    if (lists.length > 0 && chance(random, 0.3))
      return { in: [pick(random, CODES), { var: pick(random, lists) }] };
    if (choices.length > 0 && chance(random, 0.3)) {
      const read: Logic = { var: pick(random, choices) };
      return pick<Logic>(random, [
        { "==": [read, "a"] },
        { "!=": [read, "z"] },
        { in: [read, ["a", "c"]] },
        { "==": [read, null] },
      ]);
    }
    if (rows.length > 0 && chance(random, 0.3))
      return {
        [pick(random, ["all", "some", "none"])]: [
          { var: pick(random, rows) },
          this.#rowCondition(""),
        ],
      };
    const nullable = [...numbers].filter(([, canBeNull]) => canBeNull).map(([name]) => name);
    if (nullable.length > 0 && chance(random, 0.2))
      return { "!=": [{ var: pick(random, nullable) }, null] };
    const order = pick(random, ["<", "<=", ">", ">=", "==", "!="]);
    if (order === "<" && chance(random, 0.2)) return { "<": [0, this.number(depth - 1), 10] };
    return {
      [order]: [
        this.number(depth - 1),
        chance(random, 0.6) ? pick(random, NUMBERS) : this.number(depth - 1),
      ],
    };
  }
}

/** Figures for the rule set: mostly valid, near thresholds, zero, ties; some of them missing, null or faulty. */
export function randomFigures(
  random: Random,
  root: Node,
): { [node: string]: { [input: string]: unknown } } {
  const figures: { [node: string]: { [input: string]: unknown } } = {};
  const care = pick(random, [0, 0, 0.02, 0.15]);
  const visit = (node: Node): void => {
    if (node.inputs !== undefined && !chance(random, care)) {
      const given: { [input: string]: unknown } = {};
      for (const [id, input] of Object.entries(node.inputs)) {
        if (chance(random, care / 2 + 0.02)) continue;
        given[id] = chance(random, care / 4)
          ? pick(random, [null, "x", -1, "0.1234567", true, [], {}, 1e20])
          : figureOf(random, input);
      }
      figures[node.id] = given;
    }
    node.children?.forEach(visit);
  };
  visit(root);
  return figures;
}

function figureOf(random: Random, input: Input): unknown {
  switch (input.type) {
    case "boolean":
      return chance(random, 0.5);
    case "choice":
      return input.nullable && chance(random, 0.2) ? null : pick(random, CODES);
    case "list":
      return CODES.filter(() => chance(random, 0.5));
    case "counts":
      return Object.fromEntries(
        CODES.filter(() => chance(random, 0.7)).map((code) => [code, between(random, 0, 5)]),
      );
    case "rows":
      return Array.from({ length: between(random, 0, 5) }, () => ({
        n: between(random, 0, 12),
        d: pick(random, [0, 1, 2.5, "3.0", 7, between(random, 0, 12)]),
        ok: chance(random, 0.5),
        kind: pick(random, CODES),
      }));
    case "text":
      return pick(random, ["", "abc", "市区", "toolong"]);
    default:
      return numberOf(random, input);
  }
}

function numberOf(
  random: Random,
  input: Input & { type: "count" | "amount" | "percent" | "number" },
): unknown {
  if (input.nullable && chance(random, 0.2)) return null;
  const high =
    input.maximum === undefined
      ? pick(random, [12, 100, 100, 1_000_000, 4e11])
      : Number(input.maximum);
  const low = input.exclusiveMinimum === undefined ? 0 : 1;
  const whole = Math.min(Math.floor(high), between(random, low, Math.max(low, Math.floor(high))));
  if (input.type === "count") return chance(random, 0.2) ? String(whole) : whole;
  const decimals = pick(random, [0, 1, 2, 4, 4]);
  const value = Math.min(high, whole + between(random, 0, 10 ** decimals - 1) / 10 ** decimals);
  const limited = input.type === "percent" ? Math.min(100, value) : value;
  const signed = input.type === "number" && chance(random, 0.4) ? -limited : limited;
  return chance(random, 0.3) ? signed.toFixed(decimals) : Number(signed.toFixed(decimals));
}
