/** @module One node the exact way, for what compiled numbers leave in doubt. */
import { createContext, interpret } from "../logic/interpret.ts";
import type { Value } from "../logic/value.ts";
import { Rational, rational } from "../number/rational.ts";
import { round } from "../number/rounding.ts";
import type { PreparedNode } from "../rule-set/prepare.ts";
import { nodeConstants, nodeWeight } from "../score/constants.ts";
import { childRecord } from "../score/evaluate-tree.ts";
import { readFigure } from "../score/read-figure.ts";

/** A formula that has no value on a valid city: the rule set was not checked. */
export class NoValue extends Error {
  override readonly name = "NoValue";
}

/**
 * The score of a node in units of its last place, by the interpreter.
 *
 * @param given reads a figure as the request gives it, twins included
 * @param unitsOf score of a child in units of its last place
 * @throws NoValue when a formula has no number as its value
 */
export function exactUnits(
  node: PreparedNode,
  given: (node: string, input: string) => unknown,
  unitsOf: (child: PreparedNode) => number,
): number {
  const scope: { [name: string]: Value } = Object.create(null);
  Object.assign(scope, nodeConstants(node));
  for (const [name, { owner, id, input }] of node.inputs) {
    const figure = readFigure(input, given(owner, id));
    if (figure.kind === "given") scope[name] = figure.value;
  }
  scope.weight = nodeWeight(node);
  scope.children = node.children.map((child) => {
    const scale = 10n ** BigInt(child.rounding.places);
    return childRecord(child, rational(BigInt(unitsOf(child)), scale));
  });
  for (const { id, expression } of node.parts) {
    const part = interpret(expression, scope, createContext());
    if (!part.ok) throw new NoValue(`${node.id}/${id}: ${part.problem.code}`);
    scope[id] = part.value;
  }
  const answer = interpret(node.score, scope, createContext());
  if (!answer.ok || !(answer.value instanceof Rational)) throw new NoValue(node.id);
  const rounded = round(answer.value, node.rounding);
  return Number((rounded.numerator * 10n ** BigInt(node.rounding.places)) / rounded.denominator);
}
