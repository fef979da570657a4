/**
 * Nothing that a rule says leads out of the data. `npm test` tries 50,000 random rules, HOSTILE_RULES sets
 * another number and HOSTILE_SEED repeats a run.
 */
import { isDeepStrictEqual } from "node:util";
import { expect, test } from "vitest";
import type { JsonValue } from "../../../engine/json/json-value.ts";
import { createContext, interpret } from "../../../engine/logic/interpret.ts";
import { FormulaTooLarge, readExpression } from "../../../engine/logic/read-expression.ts";
import { fromJson, toJson, type Value } from "../../../engine/logic/value.ts";
import { Rational } from "../../../engine/number/rational.ts";
import { createHostileRules, createRandom, HOSTILE_DATA } from "./hostile-rules.ts";

const RULES = Number(process.env.HOSTILE_RULES ?? 50_000);
const SEED = Number(process.env.HOSTILE_SEED ?? Date.now() % 4_294_967_296);
/** Small, so that a million rules end in minutes; large enough for each kind of limit to be met. */
const STEPS = 15_000;

const PROTOTYPES: ReadonlySet<unknown> = new Set([
  Object.prototype,
  Array.prototype,
  String.prototype,
  Number.prototype,
  Boolean.prototype,
  Function.prototype,
  Rational.prototype,
  globalThis,
]);

/** What is not plain data within a value; `null` when all of it is. */
function foreign(value: unknown, seen: Set<unknown> = new Set()): string | null {
  if (value === null || typeof value === "boolean" || typeof value === "string") return null;
  if (typeof value !== "object") return typeof value;
  if (seen.has(value)) return null;
  seen.add(value);
  if (PROTOTYPES.has(value)) return "a prototype or the host";
  if (value instanceof Rational) {
    const { numerator, denominator, ...more } = value;
    const exact =
      typeof numerator === "bigint" && typeof denominator === "bigint" && denominator > 0n;
    return exact && Object.keys(more).length === 0 ? null : "a number that is none";
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  const isPlain = Array.isArray(value)
    ? prototype === Array.prototype
    : prototype === null || prototype === Object.prototype;
  if (!isPlain) return `an object of ${String(prototype)}`;
  for (const key of Reflect.ownKeys(value)) {
    if (key === "length" && Array.isArray(value)) continue;
    const descriptor = Object.getOwnPropertyDescriptor(value, key);
    if (typeof key === "symbol" || descriptor?.get || descriptor?.set)
      return `a property ${String(key)}`;
    const within = foreign(descriptor?.value, seen);
    if (within !== null) return within;
  }
  return null;
}

test(`of ${RULES} hostile rules (seed ${SEED}) none gets out, throws or runs on`, {
  timeout: 1_800_000,
}, () => {
  const nextRule = createHostileRules(createRandom(SEED));
  const data = fromJson(HOSTILE_DATA);
  const dataBefore = JSON.stringify(toJson(data));
  const outcomes = new Map<string, number>();
  for (let index = 0; index < RULES; index++) {
    const rule = nextRule();
    const outcome = outcomeOf(rule, data, index);
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  }
  console.info(`seed ${SEED}:`, Object.fromEntries([...outcomes].sort(([, a], [, b]) => b - a)));
  expect(JSON.stringify(toJson(data))).toBe(dataBefore);
  expect(Object.getOwnPropertyNames(Object.prototype)).not.toContain("polluted");
  expect([...outcomes.values()].reduce((sum, count) => sum + count, 0)).toBe(RULES);
  // Enough rules meet every kind of limit, or the test says nothing.
  for (const reached of RULES < 50_000 ? [] : REACHED)
    expect(outcomes.get(reached) ?? 0, reached).toBeGreaterThan(0);
});

const REACHED = [
  "value",
  "unknown_operator",
  "operand_count",
  "not_a_number",
  "division_by_zero",
  "number_too_large",
  "text_too_long",
  "list_too_long",
  "value_too_large",
  "too_many_steps",
  "not_real",
];

/** What became of a rule: `value`, or the code of its problem. */
function outcomeOf(rule: JsonValue, data: Value, index: number): string {
  const context = createContext({ steps: STEPS });
  let wrong: string | null;
  let outcome = "value";
  try {
    const answer = interpret(readExpression(rule), data, context);
    if (answer.ok) {
      wrong = foreign(answer.value);
      JSON.stringify(toJson(answer.value));
    } else {
      const { code, at, facts } = answer.problem;
      outcome = code;
      wrong = typeof at === "string" && isJson(facts) ? null : "facts that are no JSON";
    }
    if (context.stepsLeft < 0 !== (outcome === "too_many_steps")) wrong = "more than its steps";
  } catch (error) {
    if (error instanceof FormulaTooLarge) return error.code;
    wrong = `the error ${String(error)}`;
  }
  if (wrong === null) return outcome;
  const text = JSON.stringify(rule).slice(0, 2_000);
  throw new Error(`rule ${index} of seed ${SEED} gave ${wrong}: ${text}`);
}

function isJson(facts: unknown): boolean {
  return isDeepStrictEqual(JSON.parse(JSON.stringify(facts)), facts);
}
