/** @module What the rules of checking work with: the prepared set, and a place to tell findings. */

import type { Names, Possible } from "../analysis/possible.ts";
import { type PossibleChild, possibleNames } from "../analysis/possible-scores.ts";
import type { Case } from "../cases/case.ts";
import type { Facts, Severity } from "../issue.ts";
import type { Expression } from "../logic/expression.ts";
import type { PreparedNode, PreparedRuleSet } from "../rule-set/prepare.ts";
import { type Visit, walk } from "./walk.ts";

export interface CheckContext {
  readonly prepared: PreparedRuleSet;
  /** The nodes that are checked; all of the set, or those that an edit touched. */
  readonly nodes: readonly PreparedNode[];
  readonly cases: readonly Case[];
  /** Tells a finding; `path` is `node#/pointer within the node`, `#/pointer` within the set. */
  readonly report: (severity: Severity, code: string, path: string, facts?: Facts) => void;
  /** What each node's score can be on any valid figures. */
  readonly scores: ReadonlyMap<string, Possible>;
}

/** One rule of checking. */
export type Check = (context: CheckContext) => void;

export interface Formula {
  readonly node: PreparedNode;
  readonly expression: Expression;
  /** `node#/parts/b1/logic`. */
  readonly path: string;
  readonly kind: "part" | "score" | "output" | "condition";
}

/** Every formula of a node; a level's only once, at the first node that uses it. */
export function formulasOfNode(node: PreparedNode): readonly Formula[] {
  const at = (pointer: string, expression: Expression, kind: Formula["kind"]): Formula => ({
    node,
    expression,
    path: `${node.id}#${pointer}`,
    kind,
  });
  return [
    ...node.parts.map(({ id, expression }) => at(`/parts/${id}/logic`, expression, "part")),
    at("/score", node.score, "score"),
    ...node.outputs.map(({ id, expression }) => at(`/outputs/${id}/logic`, expression, "output")),
    ...node.requires.map(({ expression }, index) =>
      at(`/requires/${index}/logic`, expression, "condition"),
    ),
    ...node.plausible.map(({ expression }, index) =>
      at(`/plausible/${index}/logic`, expression, "condition"),
    ),
  ];
}

export function allFormulas({ nodes }: CheckContext): readonly Formula[] {
  return nodes.flatMap(formulasOfNode);
}

const widest = new WeakMap<CheckContext["scores"], Map<PreparedNode, Names>>();

/** Names of a node's formulas at their widest. */
export function namesOf(node: PreparedNode, context: CheckContext): Names {
  const ofSet = widest.get(context.scores) ?? new Map<PreparedNode, Names>();
  widest.set(context.scores, ofSet);
  const known = ofSet.get(node) ?? namesAtWidest(node, context);
  ofSet.set(node, known);
  return known;
}

function namesAtWidest(node: PreparedNode, context: CheckContext): Names {
  const children = node.children.map(
    (child): PossibleChild => ({
      child,
      score: context.scores.get(child.id) ?? { kind: "anything" },
    }),
  );
  return possibleNames(node, new Map(), children);
}

/** Walks the formulas that are computed for every city; conditions between figures are not among them. */
export function walkScored(
  context: CheckContext,
  visit: (formula: Formula, ...args: Parameters<Visit>) => void,
): void {
  for (const node of context.nodes) {
    const names = namesOf(node, context);
    for (const formula of formulasOfNode(node)) {
      if (formula.kind === "condition") continue;
      walk(
        formula.expression,
        { names, nonZero: new Set(), inElement: false },
        (expression, place) => visit(formula, expression, place),
      );
    }
  }
}
