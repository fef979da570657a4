/** Who is measured: each takes the same cities, prepared in the form that it likes best, and answers all 84 scores. */

import { LogicEngine } from "json-logic-engine";
import jsonLogic from "json-logic-js";
import { compileRuleSet } from "../../engine/compile/compile.ts";
import type { TypedCity } from "../../engine/compile/machine.ts";
import type { Value } from "../../engine/logic/value.ts";
import { isRecord } from "../../engine/logic/value.ts";
import { Rational, toDouble } from "../../engine/number/rational.ts";
import type { PreparedNode, PreparedRuleSet } from "../../engine/rule-set/prepare.ts";
import type { Logic } from "../../engine/rule-set/rule-set.ts";
import { nodeConstants, nodeWeight } from "../../engine/score/constants.ts";
import { evaluateTree } from "../../engine/score/evaluate-tree.ts";
import { formatScore } from "../../engine/score/format.ts";
import { figureKey } from "../../engine/score/same-figures.ts";
import { validateInputs } from "../../engine/score/validate-inputs.ts";
import type { City } from "../oracle/city.ts";
import { typedCity } from "../oracle/typed-city.ts";
import { scoreCity } from "./hand-written-doubles.ts";

export interface Contender {
  readonly name: string;
  /** Fast enough, and exact, to be held against every city. */
  readonly ours?: true;
  /** Everything that may be done once for a city before the clock starts. */
  readonly prepareCity: (city: City) => unknown;
  /** All scores of a city, in any form. */
  readonly run: (prepared: never) => unknown;
  /** The answer as cents by node, for counting wrong ones. */
  readonly cents: (answer: never) => ReadonlyMap<string, number>;
}

export function contenders(prepared: PreparedRuleSet): readonly Contender[] {
  return [
    handWritten(prepared),
    stock(
      prepared,
      "json-logic-js",
      (logic) => (data) => jsonLogic.apply(logic as never, data as never),
    ),
    stock(prepared, "json-logic-engine, interpreted", interpretedEngine()),
    stock(prepared, "json-logic-engine, built", builtEngine()),
    interpreter(prepared),
    compiled(prepared, "closures"),
    compiled(prepared, "fused"),
  ];
}

function handWritten(prepared: PreparedRuleSet): Contender {
  return {
    name: "hand-written doubles",
    prepareCity: typedCity,
    run: scoreCity as never,
    cents: (answer: { readonly [node: string]: number }) =>
      centsOf(prepared, (id) => answer[id] ?? Number.NaN),
  };
}

type Apply = (data: unknown) => unknown;

function interpretedEngine(): (logic: Logic) => Apply {
  const engine = new LogicEngine();
  return (logic) => (data) => engine.run(logic as never, data as never);
}

function builtEngine(): (logic: Logic) => Apply {
  const engine = new LogicEngine();
  return (logic) => engine.build(logic as never) as unknown as Apply;
}

/** The shipped formulas on normalised data in doubles, rounded with Math.round as their users do. */
function stock(
  prepared: PreparedRuleSet,
  name: string,
  compile: (logic: Logic) => Apply,
): Contender {
  const nodes = [...prepared.nodes.values()].reverse().map((node) => ({
    node,
    parts: node.parts.map(({ id, part }) => ({ id, apply: compile(part.logic) })),
    score: compile(node.node.score ?? node.level.score ?? 0),
  }));
  const run = (
    city: ReadonlyMap<string, { [name: string]: unknown }>,
  ): ReadonlyMap<string, number> => {
    const scores = new Map<string, number>();
    for (const { node, parts, score } of nodes) {
      const data = { ...city.get(node.id) };
      if (node.children.length > 0) {
        data.children = node.children.map((child) => ({
          id: child.id,
          weight: weightOf(child),
          score: scores.get(child.id),
        }));
      }
      for (const { id, apply } of parts) data[id] = apply(data);
      scores.set(node.id, Math.round((score(data) as number) * 100) / 100);
    }
    return scores;
  };
  return {
    name,
    prepareCity: (city) => normalised(prepared, city),
    run: run as never,
    cents: (answer: ReadonlyMap<string, number>) =>
      centsOf(prepared, (id) => answer.get(id) ?? Number.NaN),
  };
}

function weightOf(node: PreparedNode): number | null {
  const weight = nodeWeight(node);
  return weight === null ? null : toDouble(weight);
}

/** Data that stock JSON Logic can take: numbers as doubles, defaults filled in, percents as fractions. */
function normalised(
  prepared: PreparedRuleSet,
  city: City,
): ReadonlyMap<string, { [name: string]: unknown }> {
  const { values } = validateInputs(prepared, city);
  const data = new Map<string, { [name: string]: unknown }>();
  for (const node of prepared.nodes.values()) {
    const scope: { [name: string]: unknown } = { weight: weightOf(node) };
    for (const [name, value] of Object.entries(nodeConstants(node))) scope[name] = plain(value);
    for (const [name, { owner, id }] of node.inputs)
      scope[name] = plain(values.get(figureKey(owner, id)) ?? null);
    data.set(node.id, scope);
  }
  return data;
}

function plain(value: Value): unknown {
  if (value instanceof Rational) return toDouble(value);
  if (Array.isArray(value)) return (value as readonly Value[]).map(plain);
  if (isRecord(value))
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, plain(member)]));
  return value;
}

function interpreter(prepared: PreparedRuleSet): Contender {
  return {
    name: "our interpreter",
    prepareCity: (city) => validateInputs(prepared, city).values,
    run: ((values: ReadonlyMap<string, Value>) => evaluateTree(prepared.root, values)) as never,
    cents: (answer: ReturnType<typeof evaluateTree>) =>
      new Map(
        [...prepared.nodes.values()].map((node) => {
          const score = answer.get(node.id)?.score;
          return [
            node.id,
            score ? Math.round(Number(formatScore(score, node.rounding)) * 100) : Number.NaN,
          ];
        }),
      ),
  };
}

function compiled(prepared: PreparedRuleSet, backEnd: "closures" | "fused"): Contender {
  const rules = compileRuleSet(prepared, { backEnd });
  return {
    name: `our compiled rules, ${backEnd}`,
    ours: true,
    prepareCity: (city) => {
      const typed = rules.type(city);
      if (!typed.ok) throw new Error(JSON.stringify(typed.issues));
      return typed.city;
    },
    run: ((city: TypedCity) => rules.scores(city)) as never,
    cents: (answer: Float64Array) =>
      new Map(rules.nodes.map((id, index) => [id, (answer[index] as number) + 0])),
  };
}

function centsOf(
  prepared: PreparedRuleSet,
  score: (id: string) => number,
): ReadonlyMap<string, number> {
  return new Map([...prepared.nodes.keys()].map((id) => [id, Math.round(score(id) * 100)]));
}
