/**
 * @module Numbers of the rules that are varied from run to run: weights, constants, thresholds. They are slots like
 * figures are, so that a thousand weight sets cost a thousand runs and one compilation.
 */
import { type Expression, nodesOf } from "../logic/expression.ts";
import type { Value } from "../logic/value.ts";
import { Rational, rational } from "../number/rational.ts";
import { unitsOf } from "../number/units.ts";
import type { PreparedNode, PreparedRuleSet } from "../rule-set/prepare.ts";
import { nodeConstants, nodeWeight } from "../score/constants.ts";

/** Where the varied number stands in the rules. */
export type ParameterPlace =
  | { readonly kind: "weight"; readonly node: string }
  | { readonly kind: "constant"; readonly node: string; readonly constant: string }
  /** A number written in a formula: `score` or `parts/b1`, and the JSON pointer of the number within it. */
  | {
      readonly kind: "literal";
      readonly node: string;
      readonly formula: string;
      readonly at: string;
    };

/**
 * A run gives it as a whole number of its last place: of 4 decimals, 3000 stands for 0.3000. The narrower the range
 * and the fewer the decimals, the more can be computed in integers.
 */
export interface Parameter {
  readonly place: ParameterPlace;
  readonly decimals: number;
  /** Whole numbers of the last place; every value that a run gives lies between them. */
  readonly low: number;
  readonly high: number;
}

/** One key per place. */
export function placeKey(place: ParameterPlace): string {
  switch (place.kind) {
    case "weight":
      return `${place.node} weight`;
    case "constant":
      return `${place.node} constants/${place.constant}`;
    case "literal":
      return `${place.node} ${place.formula} ${place.at}`;
  }
}

/** What the rules say with the parameters of a run in their places; for the exact way. */
export class VariedRules {
  readonly #parameters: ReadonlyMap<string, number>;
  readonly #list: readonly Parameter[];
  values: Float64Array;

  constructor(list: readonly Parameter[]) {
    this.#list = list;
    this.#parameters = new Map(list.map(({ place }, index) => [placeKey(place), index]));
    this.values = new Float64Array(list.length);
  }

  /** What the rules themselves say, as a run gives it; NaN where that is finer than the parameter. */
  asWritten(prepared: PreparedRuleSet): Float64Array {
    return Float64Array.from(this.#list, ({ place, decimals }) => {
      const value = writtenAt(prepared, place);
      return value === null ? Number.NaN : unitsOf(value, decimals);
    });
  }

  weight(node: PreparedNode): Rational | null {
    return this.#value({ kind: "weight", node: node.id }) ?? nodeWeight(node);
  }

  constants(node: PreparedNode): { [name: string]: Value } {
    const scope: { [name: string]: Value } = Object.assign(
      Object.create(null),
      nodeConstants(node),
    );
    if (this.#list.length === 0) return scope;
    for (const [name, { owner }] of node.constants) {
      const value = this.#value({ kind: "constant", node: owner, constant: name });
      if (value !== undefined) scope[name] = value;
    }
    return scope;
  }

  formula(node: PreparedNode, formula: string, expression: Expression): Expression {
    const varied = this.#list.some(
      ({ place }) =>
        place.kind === "literal" && place.node === node.id && place.formula === formula,
    );
    return varied ? this.#replace(node.id, formula, expression) : expression;
  }

  #replace(node: string, formula: string, expression: Expression): Expression {
    switch (expression.kind) {
      case "literal": {
        const value = this.#value({ kind: "literal", node, formula, at: expression.at });
        return value === undefined ? expression : { ...expression, value };
      }
      case "list":
        return {
          ...expression,
          items: expression.items.map((one) => this.#replace(node, formula, one)),
        };
      case "operation":
        return {
          ...expression,
          operands: expression.operands.map((one) => this.#replace(node, formula, one)),
        };
    }
  }

  #value(place: ParameterPlace): Rational | undefined {
    const index = this.#parameters.get(placeKey(place));
    if (index === undefined) return undefined;
    const decimals = this.#list[index]?.decimals ?? 0;
    return rational(BigInt(this.values[index] ?? 0), 10n ** BigInt(decimals));
  }
}

function writtenAt(prepared: PreparedRuleSet, place: ParameterPlace): Rational | null {
  const node = prepared.nodes.get(place.node);
  if (node === undefined) return null;
  if (place.kind === "weight") return nodeWeight(node);
  if (place.kind === "constant") return node.constants.get(place.constant)?.value ?? null;
  const formula =
    place.formula === "score"
      ? node.score
      : node.parts.find(({ id }) => `parts/${id}` === place.formula)?.expression;
  for (const one of formula === undefined ? [] : nodesOf(formula)) {
    if (one.at === place.at && one.kind === "literal" && one.value instanceof Rational)
      return one.value;
  }
  return null;
}
