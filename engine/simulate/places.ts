/** @module Where the numbers of a rule set stand that can be varied: weights, constants, numbers in formulas. */
import type { ParameterPlace } from "../compile/parameters.ts";
import { type Expression, nodesOf } from "../logic/expression.ts";
import { Rational } from "../number/rational.ts";
import type { PreparedNode } from "../rule-set/prepare.ts";
import { nodeWeight } from "../score/constants.ts";

/** Those of one node, each with what is written there. */
export function placesOf(
  node: PreparedNode,
): readonly { readonly place: ParameterPlace; readonly written: Rational }[] {
  const places: { place: ParameterPlace; written: Rational }[] = [];
  const weight = nodeWeight(node);
  if (weight !== null) places.push({ place: { kind: "weight", node: node.id }, written: weight });
  for (const [constant, { owner, value }] of node.constants) {
    if (owner !== node.id || !(value instanceof Rational)) continue;
    places.push({ place: { kind: "constant", node: node.id, constant }, written: value });
  }
  const formulas: readonly (readonly [string, Expression])[] = [
    ...node.parts.map(({ id, expression }) => [`parts/${id}`, expression] as const),
    ["score", node.score],
  ];
  for (const [formula, expression] of formulas) {
    for (const one of nodesOf(expression)) {
      if (one.kind !== "literal" || !(one.value instanceof Rational)) continue;
      const place = { kind: "literal", node: node.id, formula, at: one.at } as const;
      places.push({ place, written: one.value });
    }
  }
  return places;
}
