/** @module A city with its scores at hand, so that a change of one figure recomputes only what it touches. */
import { kinOf } from "../compile/kin.ts";
import type { InputIssue } from "../issue.ts";
import { isObject, own } from "../json/json-value.ts";
import type { Observer } from "../logic/interpret.ts";
import type { PreparedNode, PreparedRuleSet } from "../rule-set/prepare.ts";
import { evaluateTree, type NodeScore } from "../score/evaluate-tree.ts";
import { figureKey, sameFigures } from "../score/same-figures.ts";
import { failureIssues } from "../score/score.ts";
import { type Figures, validateInputs } from "../score/validate-inputs.ts";

export type Inputs = { readonly [node: string]: unknown };

export interface ScoredCity {
  readonly prepared: PreparedRuleSet;
  readonly inputs: Inputs;
  readonly figures: Figures;
  readonly scores: ReadonlyMap<string, NodeScore>;
}

export type ScoredCityResult =
  | { readonly ok: true; readonly city: ScoredCity }
  | { readonly ok: false; readonly issues: readonly InputIssue[] };

export function scoredCity(prepared: PreparedRuleSet, inputs: unknown): ScoredCityResult {
  const figures = validateInputs(prepared, inputs);
  if (figures.issues.length > 0) return { ok: false, issues: figures.issues };
  const scores = evaluateTree(prepared.root, figures.values);
  const issues = failureIssues(scores);
  if (issues.length > 0) return { ok: false, issues };
  return { ok: true, city: { prepared, inputs: inputs as Inputs, figures, scores } };
}

/** The same city with one figure replaced; refused as any request would be. */
export function withFigure(
  city: ScoredCity,
  node: string,
  input: string,
  value: unknown,
  observerOf?: (node: PreparedNode) => Observer,
): ScoredCityResult {
  const { prepared } = city;
  const key = figureKey(node, input);
  const twins = new Set(sameFigures(prepared).get(key) ?? [key]);
  const touched = touchedBy(prepared, twins);
  const given = own(city.inputs, node);
  const inputs: Inputs = {
    ...city.inputs,
    [node]: { ...(isObject(given) ? given : {}), [input]: value },
  };
  // What they are held against may be given at other nodes.
  const looked = kinOf(
    prepared,
    [...touched].flatMap((id) => prepared.nodes.get(id) ?? []),
  );
  const changed = validateInputs(prepared, inputs, (one) => looked.has(one));
  if (changed.issues.length > 0) return { ok: false, issues: changed.issues };
  const values = new Map(city.figures.values);
  for (const [name, figure] of changed.values) values.set(name, figure);
  const scores = evaluateTree(prepared.root, values, {
    ...(observerOf ? { observerOf } : {}),
    reuse: (one) => (touched.has(one.id) ? undefined : city.scores.get(one.id)),
  });
  const issues = failureIssues(scores);
  if (issues.length > 0) return { ok: false, issues };
  return { ok: true, city: { prepared, inputs, figures: { ...city.figures, values }, scores } };
}

/** Nodes that see one of the figures, and everything above them. */
function touchedBy(prepared: PreparedRuleSet, keys: ReadonlySet<string>): ReadonlySet<string> {
  const touched = new Set<string>();
  for (const node of prepared.nodes.values()) {
    const sees = [...node.inputs.values()].some(({ owner, id }) => keys.has(figureKey(owner, id)));
    if (!sees) continue;
    for (let up: PreparedNode | null = node; up !== null; up = up.parent) touched.add(up.id);
  }
  return touched;
}
