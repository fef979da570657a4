/**
 * @module Whether the comparisons of a node's formulas are answered as now where one figure is another: asked of
 * compiled rules, and of the interpreter where those cannot say.
 */
import type { JsonValue } from "../json/json-value.ts";
import type { Operation } from "../logic/expression.ts";
import type { Observer } from "../logic/interpret.ts";
import type { PreparedNode } from "../rule-set/prepare.ts";
import { evaluateNode, type ScoredChild } from "../score/evaluate-tree.ts";
import { type ScoredCity, withFigure } from "./scored-city.ts";
import type { SteppedFigure } from "./stepped-city.ts";

/** `null` where the figure is refused. */
export type Differs = (figure: JsonValue) => boolean | null;

/**
 * Which operations are asked depends on the answers before them alone, so where those that are asked now are answered
 * alike, they are the same ones, and none is answered otherwise.
 */
export function differs(stepped: SteppedFigure): Differs {
  const { city, node, input } = stepped;
  const now = answersNow(city.scored, node);
  const asked = [...now.keys()];
  const answers = [...now.values()];
  let byReference: Differs | null = null;
  return (figure) => {
    const there = stepped.answersWith(figure, asked);
    if (there === null) return null;
    if (there !== "unclear") return there.some((answer, index) => answer !== answers[index]);
    byReference ??= differsByReference(city.scored, node, input);
    return byReference(figure);
  };
}

/** The same by the interpreter alone. */
export function differsByReference(city: ScoredCity, node: PreparedNode, id: string): Differs {
  const given = (city.inputs[node.id] as { readonly [input: string]: JsonValue })[id] as JsonValue;
  const now = signature(city, node, id, given);
  return (figure) => {
    const there = signature(city, node, id, figure);
    return there === null ? null : there !== now;
  };
}

const kept = new WeakMap<ScoredCity, Map<PreparedNode, ReadonlyMap<Operation, boolean>>>();

/** Every operation that is asked and answered with yes or no, with its first answer. */
function answersNow(city: ScoredCity, node: PreparedNode): ReadonlyMap<Operation, boolean> {
  const ofCity = kept.get(city) ?? new Map<PreparedNode, ReadonlyMap<Operation, boolean>>();
  kept.set(city, ofCity);
  const known = ofCity.get(node);
  if (known !== undefined) return known;
  const answers = new Map<Operation, boolean>();
  const observer: Observer = {
    leave: (expression, answer) => {
      if (typeof answer === "boolean" && expression.kind === "operation")
        if (!answers.has(expression)) answers.set(expression, answer);
    },
  };
  const children = node.children.flatMap((child): ScoredChild[] => {
    const score = city.scores.get(child.id);
    return score === undefined ? [] : [{ child, score }];
  });
  evaluateNode(node, city.figures.values, children, { observerOf: () => observer });
  ofCity.set(node, answers);
  return answers;
}

/** How the comparisons of the node's formulas are answered, as text; `null` where the figure is refused. */
function signature(
  city: ScoredCity,
  node: PreparedNode,
  id: string,
  figure: JsonValue,
): string | null {
  const answers: string[] = [];
  const observer: Observer = {
    leave: (expression, answer) => {
      if (typeof answer === "boolean") answers.push(`${expression.at}=${answer}`);
    },
  };
  const none: Observer = {};
  const changed = withFigure(city, node.id, id, figure, (one) => (one === node ? observer : none));
  return changed.ok ? answers.join(" ") : null;
}
