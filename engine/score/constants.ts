/** @module What is the same for every city: a node's constants and weight, computed once. */
import { createContext, interpret } from "../logic/interpret.ts";
import type { Value, ValueRecord } from "../logic/value.ts";
import { Rational } from "../number/rational.ts";
import type { PreparedNode } from "../rule-set/prepare.ts";

const constants = new WeakMap<PreparedNode, ValueRecord>();
const weights = new WeakMap<PreparedNode, Rational | null>();

/** Constants that the node's formulas see, by name. */
export function nodeConstants(node: PreparedNode): ValueRecord {
  const known = constants.get(node);
  if (known !== undefined) return known;
  const record: { [name: string]: Value } = Object.create(null);
  for (const [name, { value }] of node.constants) record[name] = value;
  constants.set(node, record);
  return record;
}

/** The node's weight; `null` where it has none, or where its logic is no constant number (the check says so). */
export function nodeWeight(node: PreparedNode): Rational | null {
  const known = weights.get(node);
  if (known !== undefined) return known;
  let weight: Rational | null = null;
  if (node.weight !== null) {
    const answer = interpret(node.weight, nodeConstants(node), createContext());
    if (answer.ok && answer.value instanceof Rational) weight = answer.value;
  }
  weights.set(node, weight);
  return weight;
}
