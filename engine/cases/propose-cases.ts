/**
 * @module Figures for what no case shows yet: thresholds from below, on and above, zero totals, caps, ties,
 * refusals. Found by trying telling values (the constants of the formulas and their neighbours), so it knows
 * no particular rule; what it proposes reaches what it says, because it was run.
 */
import { canonicalJson } from "../json/canonical-json.ts";
import type { JsonObject, JsonValue } from "../json/json-value.ts";
import { nodesOf } from "../logic/expression.ts";
import { toJson } from "../logic/value.ts";
import { toDecimalText } from "../number/decimal-text.ts";
import {
  add,
  fromInteger,
  isInteger,
  multiply,
  Rational,
  rational,
  subtract,
} from "../number/rational.ts";
import type { PreparedNode, PreparedRuleSet } from "../rule-set/prepare.ts";
import type { Input, NumberInput } from "../rule-set/rule-set.ts";
import { evaluateTree } from "../score/evaluate-tree.ts";
import { formatScore } from "../score/format.ts";
import { readFigure } from "../score/read-figure.ts";
import { failureIssues } from "../score/score.ts";
import { validateInputs } from "../score/validate-inputs.ts";
import type { Case, Expectation } from "./case.ts";
import { type Coverage, CoverageRecorder } from "./coverage.ts";
import { formulasOf, type Target } from "./coverage-targets.ts";

/** A case that could be accepted: figures of one node, the engine's answer, and what it would cover. */
export interface Proposal {
  readonly node: string;
  readonly inputs: JsonObject;
  readonly expect: Expectation;
  readonly reaches: readonly Target[];
}

/** Trials per node; each costs some tens of microseconds. */
const MAX_TRIALS = 6_000;

/** Trials between two steps of {@link searchCases}. */
const TRIALS_PER_STEP = 20;

export function proposeCases(
  prepared: PreparedRuleSet,
  coverage: Coverage,
  cases: readonly Case[],
): readonly Proposal[] {
  return [...searchCases(prepared, coverage, cases)].filter((found) => found !== null);
}

/** The same in steps, for whoever must not be kept waiting: a proposal when one is found, else `null`. */
export function* searchCases(
  prepared: PreparedRuleSet,
  coverage: Coverage,
  cases: readonly Case[],
): Generator<Proposal | null> {
  const open = new Map<string, Target[]>();
  for (const { cases: reached, ...target } of coverage.targets) {
    if (reached.length > 0) continue;
    const list = open.get(target.node);
    if (list) list.push(target);
    else open.set(target.node, [target]);
  }
  for (const [id, targets] of open) {
    const node = prepared.nodes.get(id);
    if (node === undefined || node.children.length > 0 || !node.node.inputs) continue;
    const bases = cases
      .filter((one) => one.node === id && !one.expect.issues)
      .map((one) => one.inputs);
    yield* searchFor(prepared, node, targets, bases);
  }
}

function* searchFor(
  prepared: PreparedRuleSet,
  node: PreparedNode,
  targets: readonly Target[],
  bases: readonly JsonObject[],
): Generator<Proposal | null> {
  let open = [...targets];
  const tried = new Set<string>();
  for (const inputs of trials(node, bases)) {
    if (open.length === 0 || tried.size >= MAX_TRIALS) break;
    const key = canonicalJson(inputs);
    if (tried.has(key)) continue;
    tried.add(key);
    if (tried.size % TRIALS_PER_STEP === 0) yield null;
    const recorder = new CoverageRecorder(open);
    const expect = run(prepared, node, inputs, recorder);
    const reaches = recorder
      .coverage()
      .targets.filter(({ cases }) => cases.length > 0)
      .map(({ cases: _, ...target }): Target => target);
    if (reaches.length === 0 || expect === null) continue;
    yield { node: node.id, inputs, expect, reaches };
    open = open.filter((target) => !reaches.some((reached) => sameTarget(reached, target)));
  }
}

function sameTarget(a: Target, b: Target): boolean {
  return a.formula === b.formula && a.at === b.at && a.side === b.side && a.kind === b.kind;
}

/** Scores one node on these figures, watched; `null` where a formula has no value or a figure is missing. */
function run(
  prepared: PreparedRuleSet,
  node: PreparedNode,
  inputs: JsonObject,
  recorder: CoverageRecorder,
): Expectation | null {
  recorder.startCase("proposed");
  const figures = validateInputs(prepared, { [node.id]: inputs }, (one) => one === node);
  if (figures.missing.length > 0) return null;
  if (figures.issues.length > 0) {
    recorder.seeRefusals(node, figures.issues);
    return {
      issues: figures.issues.map(({ code, item, input, path }) => ({
        code,
        ...(item === undefined ? {} : { item }),
        ...(input === undefined ? {} : { input }),
        path,
      })),
    };
  }
  const scores = evaluateTree(node, figures.values, { observerOf: () => recorder.observer });
  const own = scores.get(node.id);
  if (own === undefined || failureIssues(scores).length > 0) return null;
  recorder.seeScore(node, own);
  const parts = [...own.parts].map(([id, value]) => [id, toJson(value)] as const);
  return {
    score: own.score === null ? null : formatScore(own.score, node.rounding),
    ...(parts.length > 0 ? { parts: Object.fromEntries(parts) as { [part: string]: string } } : {}),
  };
}

/** Figures worth trying: each base as it is, then with one figure changed, then with two. */
function* trials(node: PreparedNode, given: readonly JsonObject[]): Generator<JsonObject> {
  const inputs = Object.entries(node.node.inputs ?? {}).filter(([, input]) => !input.informational);
  const constants = constantsOf(node);
  const telling = new Map(
    inputs.map(([id, input]) => {
      const values = tellingValues(input, constants);
      // Figures outside of the declared range reach no formula.
      return [id, values.filter((value) => readFigure(input, value).kind === "given")];
    }),
  );
  const lowest = Object.fromEntries(inputs.map(([id]) => [id, telling.get(id)?.[0] ?? null]));
  const highest = Object.fromEntries(inputs.map(([id]) => [id, telling.get(id)?.at(-1) ?? null]));
  const bases: readonly JsonObject[] = [lowest, highest, ...given.slice(0, 4)];
  yield* bases;
  for (const base of bases) {
    for (const [id] of inputs) {
      for (const value of telling.get(id) ?? []) yield { ...base, [id]: value };
    }
  }
  for (const [part, whole] of pairsOf(inputs)) {
    for (const [partValue, wholeValue] of tellingPairs(constants)) {
      for (const base of bases) yield { ...base, [part]: partValue, [whole]: wholeValue };
    }
  }
  for (const base of bases) {
    for (const [index, [first]] of inputs.entries()) {
      for (const [second] of inputs.slice(index + 1)) {
        for (const a of telling.get(first) ?? []) {
          for (const b of telling.get(second) ?? []) yield { ...base, [first]: a, [second]: b };
        }
      }
    }
  }
}

/** Every number that stands in the formulas, and the constants that they see. */
function constantsOf(node: PreparedNode): readonly Rational[] {
  const found = new Map<string, Rational>();
  const note = (value: Rational): void => {
    found.set(`${value.numerator}/${value.denominator}`, value);
  };
  for (const { expression } of formulasOf(node)) {
    for (const part of nodesOf(expression)) {
      if (part.kind === "literal" && part.value instanceof Rational) note(part.value);
    }
  }
  for (const { value } of node.constants.values()) note(value);
  return [...found.values()];
}

function tellingValues(input: Input, constants: readonly Rational[]): readonly JsonValue[] {
  switch (input.type) {
    case "boolean":
      return [false, true];
    case "choice":
      return input.options.map(({ code }) => code);
    case "list": {
      const codes = input.options.map(({ code }) => code);
      const growing = codes.map((_, index) => codes.slice(0, index + 1));
      return [[], ...codes.map((code) => [code]), ...growing.slice(1)];
    }
    case "counts": {
      const codes = input.options.map(({ code }) => code);
      const numbers = [
        0,
        1,
        2,
        ...constants.filter(isInteger).map((value) => Number(value.numerator)),
      ];
      return [
        {},
        ...codes.flatMap((code) => numbers.map((number) => ({ [code]: number }))),
        Object.fromEntries(codes.map((code) => [code, Math.max(...numbers)])),
      ];
    }
    case "rows":
      return [
        [],
        [rowOf(input.fields, 0)],
        [rowOf(input.fields, 1)],
        [rowOf(input.fields, 0), rowOf(input.fields, 2)],
      ];
    case "text":
      return [""];
    default:
      return tellingNumbers(input, constants);
  }
}

function rowOf(fields: { readonly [id: string]: Input }, number: number): JsonObject {
  const row: { [id: string]: JsonValue } = {};
  for (const [id, field] of Object.entries(fields)) {
    if (field.informational) continue;
    const values = tellingValues(field, []);
    row[id] = values[Math.min(number, values.length - 1)] ?? null;
  }
  return row;
}

function tellingNumbers(input: NumberInput, constants: readonly Rational[]): readonly JsonValue[] {
  const unit = input.type === "count" ? fromInteger(1) : rational(1n, 100n);
  const scale = fromInteger(input.type === "percent" ? 100 : 1);
  const found = new Set<string>(input.nullable ? [] : ["0"]);
  for (const constant of [fromInteger(0), fromInteger(1), ...constants]) {
    const value = multiply(constant, scale);
    for (const near of [value, subtract(value, unit), add(value, unit)]) {
      if (input.type === "count" && !isInteger(near)) continue;
      const text = toDecimalText(near);
      if (text !== null) found.add(text);
    }
  }
  // Small counts reach caps that are made of several units (0.3 each, at most 1.5).
  for (let count = 2; count <= 12; count++) found.add(String(count));
  const values = [...found].sort((a, b) => Number(a) - Number(b));
  return input.nullable ? [null, ...values] : values;
}

/** Parts with the wholes that they are measured against, and other neighbours of the same type. */
function pairsOf(
  inputs: readonly (readonly [string, Input])[],
): readonly (readonly [string, string])[] {
  const pairs: (readonly [string, string])[] = [];
  for (const [id, input] of inputs) {
    if ("partOf" in input && input.partOf !== undefined) pairs.push([id, input.partOf]);
  }
  for (const [index, [id, input]] of inputs.entries()) {
    const next = inputs[index + 1];
    if (next !== undefined && next[1].type === input.type && "unit" in input)
      pairs.push([id, next[0]]);
  }
  return pairs;
}

/** Shares on each constant between 0 and 1, beside it, above one, of zero totals, and on half a cent. */
function* tellingPairs(constants: readonly Rational[]): Generator<readonly [JsonValue, JsonValue]> {
  yield [0, 0];
  yield [1, 0];
  yield [101, 100];
  yield [100, 100];
  for (const constant of constants) {
    const part = (constant.numerator * 10_000n) / constant.denominator;
    if (part <= 0n || part > 20_000n) continue;
    for (const near of [part, part - 1n, part + 1n]) yield [Number(near), 10_000];
  }
  for (const whole of TIE_WHOLES) {
    for (let part = 1; part < whole && part <= 24; part++) yield [part, whole];
  }
}

/** Denominators on which shares of a few percent land exactly on half a cent. */
const TIE_WHOLES: readonly number[] = [16, 32, 48, 64, 80, 96, 160, 200, 320, 400, 640, 800];
