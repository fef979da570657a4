/**
 * @module The lowest and highest score still possible for every node that waits for figures. Sound: no valid
 * figures lead outside; the ends need not both be reached where one figure stands in several places.
 */
import type { Value } from "../logic/value.ts";
import { HUNDREDTH } from "../number/decimal-text.ts";
import { type Interval, intersectIntervals, UNBOUNDED } from "../number/interval.ts";
import { fromInteger, multiply, type Rational, ZERO } from "../number/rational.ts";
import { type Rounding, round } from "../number/rounding.ts";
import type { PreparedNode, PreparedRuleSet, VisibleInput } from "../rule-set/prepare.ts";
import { toExact } from "../rule-set/prepare.ts";
import type { Input, NumberInput, Numeral } from "../rule-set/rule-set.ts";
import { nodeConstants, nodeWeight } from "../score/constants.ts";
import type { NodeScore } from "../score/evaluate-tree.ts";
import { formatScore } from "../score/format.ts";
import { MAX_ROWS } from "../score/read-figure.ts";
import type { ScoreRange } from "../score/result.ts";
import { figureKey } from "../score/same-figures.ts";
import { asPossible, either, intervalOf, type Names, type Possible } from "./possible.ts";
import { possibleValues } from "./possible-values.ts";

/** Ranges by node, of those that are not settled; the root's too. */
export function possibleScores(
  prepared: PreparedRuleSet,
  values: ReadonlyMap<string, Value>,
  scores: ReadonlyMap<string, NodeScore>,
): { readonly [node: string]: ScoreRange } {
  const ranges = new Map<string, ScoreRange>();
  const visit = (node: PreparedNode): Possible => {
    const children = node.children.map((child) => ({ child, score: visit(child) }));
    const known = scores.get(node.id);
    if (known?.state === "settled") return asPossible(known.score);
    const score = possibleScore(node, values, children);
    ranges.set(node.id, rangeText(score, node.rounding));
    return score;
  };
  visit(prepared.root);
  // In the order of the tree, parents first, as the scores are.
  return Object.fromEntries(
    [...prepared.nodes.keys()]
      .filter((id) => ranges.has(id))
      .map((id) => [id, ranges.get(id) as ScoreRange]),
  );
}

/** The ends as text; `null` where there is no bound. */
export function rangeText(score: Possible, rounding: Rounding): ScoreRange {
  const { low, high } = intervalOf(score.kind === "nullable" ? score.of : score);
  const text = (end: Rational | null): string | null =>
    end === null ? null : formatScore(end, rounding);
  return [text(low), text(high)];
}

/** What every node's score can be on any valid figures, children before parents. */
export function possibleScoresOf(prepared: PreparedRuleSet): ReadonlyMap<string, Possible> {
  const scores = new Map<string, Possible>();
  const visit = (node: PreparedNode): Possible => {
    const children = node.children.map((child) => ({ child, score: visit(child) }));
    const score = possibleScore(node, new Map(), children);
    scores.set(node.id, score);
    return score;
  };
  visit(prepared.root);
  return scores;
}

export interface PossibleChild {
  readonly child: PreparedNode;
  readonly score: Possible;
}

/** What the node's score can be, its children's known to lie where they are told to. */
export function possibleScore(
  node: PreparedNode,
  values: ReadonlyMap<string, Value>,
  children: readonly PossibleChild[],
): Possible {
  const names = possibleNames(node, values, children);
  const score = possibleValues(node.score, names);
  const rounded = (interval: Interval): Interval => ({
    low: interval.low && round(interval.low, node.rounding),
    high: interval.high && round(interval.high, node.rounding),
  });
  if (score.kind === "number") return { kind: "number", interval: rounded(score.interval) };
  if (score.kind === "nullable" && score.of.kind === "number") {
    return { kind: "nullable", of: { kind: "number", interval: rounded(score.of.interval) } };
  }
  return score.kind === "known" ? score : { kind: "number", interval: UNBOUNDED };
}

/** What is possible for every name that the node's formulas see, parts included. */
export function possibleNames(
  node: PreparedNode,
  values: ReadonlyMap<string, Value>,
  children: readonly PossibleChild[],
): Names {
  const scope = new Map<string, Possible>();
  for (const [name, value] of Object.entries(nodeConstants(node)))
    scope.set(name, asPossible(value));
  for (const [name, visible] of node.inputs) scope.set(name, possibleFigure(visible, values));
  narrowByParts(node, scope);
  scope.set("weight", asPossible(nodeWeight(node)));
  scope.set("children", { kind: "members", members: children.map(childRecord) });
  const names: Names = {
    get: (name) => scope.get(name),
    isPartOf: (part, whole) => {
      const declaration = node.inputs.get(part)?.input;
      return declaration !== undefined && "partOf" in declaration && declaration.partOf === whole;
    },
  };
  for (const { id, expression } of node.parts) scope.set(id, possibleValues(expression, names));
  return names;
}

/** A part is at most its whole, and a whole at least its part. */
function narrowByParts(node: PreparedNode, scope: Map<string, Possible>): void {
  for (const [name, { input }] of node.inputs) {
    if (!("partOf" in input) || input.partOf === undefined) continue;
    const [part, whole] = [scope.get(name), scope.get(input.partOf)];
    if (part?.kind !== "number" || whole?.kind !== "number") continue;
    const atMost = intersectIntervals(part.interval, { low: null, high: whole.interval.high });
    const atLeast = intersectIntervals(whole.interval, { low: part.interval.low, high: null });
    if (atMost !== null) scope.set(name, { ...part, interval: atMost });
    if (atLeast !== null) scope.set(input.partOf, { ...whole, interval: atLeast });
  }
}

function childRecord({ child, score }: PossibleChild): Possible {
  return {
    kind: "record",
    fields: new Map([
      ["id", asPossible(child.id)],
      ["weight", asPossible(nodeWeight(child))],
      ["score", score],
    ]),
  };
}

function possibleFigure(
  { owner, id, input }: VisibleInput,
  values: ReadonlyMap<string, Value>,
): Possible {
  const given = values.get(figureKey(owner, id));
  if (given === undefined) return possibleInput(input);
  // A known count stays known as a whole number, a known list as its members.
  return asPossible(given);
}

/** Everything that the declaration of an input allows. */
export function possibleInput(input: Input): Possible {
  const possible = possibleOfType(input);
  const nullable = input.nullable === true || input.missing === "absent";
  return nullable ? either(asPossible(null), possible) : possible;
}

function possibleOfType(input: Input): Possible {
  switch (input.type) {
    case "count":
    case "amount":
    case "percent":
    case "number":
      return { kind: "number", interval: declaredInterval(input), whole: input.type === "count" };
    case "boolean":
      return { kind: "boolean", canBeTrue: true, canBeFalse: true };
    case "list":
      return { kind: "list", least: 0, most: input.options.length, member: { kind: "anything" } };
    case "counts": {
      const count: Possible = { kind: "number", interval: { low: ZERO, high: null }, whole: true };
      return { kind: "record", fields: new Map(input.options.map(({ code }) => [code, count])) };
    }
    case "rows": {
      const fields = new Map(
        Object.entries(input.fields).map(([id, field]) => [id, possibleInput(field)] as const),
      );
      return {
        kind: "list",
        least: 0,
        most: input.maxRows ?? MAX_ROWS,
        member: { kind: "record", fields },
      };
    }
    case "choice":
    case "text":
      return { kind: "anything" };
  }
}

/** The range that a figure may lie in, as formulas see it (percents as fractions). */
export function declaredInterval(input: NumberInput): Interval {
  const bound = (numeral: Numeral | undefined): Rational | null =>
    numeral === undefined ? null : toExact(numeral);
  const low =
    bound(input.minimum) ??
    bound(input.exclusiveMinimum) ??
    (input.type === "number" ? null : ZERO);
  const high =
    bound(input.maximum) ??
    bound(input.exclusiveMaximum) ??
    (input.type === "percent" ? fromInteger(100) : null);
  if (input.type !== "percent") return { low, high };
  return { low: low && multiply(low, HUNDREDTH), high: high && multiply(high, HUNDREDTH) };
}
