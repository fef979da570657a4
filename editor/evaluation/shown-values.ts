/** @module The figures whose values are shown, run with traces. */
import type { Case } from "../../engine/cases/case.ts";
import { isObject, type JsonObject, type JsonValue, own } from "../../engine/json/json-value.ts";
import { explainNode } from "../../engine/language/explain.ts";
import type { PreparedNode, PreparedRuleSet } from "../../engine/rule-set/prepare.ts";
import { awaitedInputs, evaluateTree } from "../../engine/score/evaluate-tree.ts";
import { formatScore } from "../../engine/score/format.ts";
import { failureIssues, score } from "../../engine/score/score.ts";
import { validateInputs } from "../../engine/score/validate-inputs.ts";
import type { CityValues, NodeValues, Shown } from "./answers.ts";

/** Figures by node, as a request gives them. */
interface ShownFigures {
  readonly inputs: JsonObject;
  /** The one node that a case speaks of; `null`: a whole city. */
  readonly node: string | null;
}

/** What is shown at a node: what was chosen, or else the node's first case that is not refused. */
export function figuresShown(
  shown: Shown | null,
  cases: readonly Case[],
  node: PreparedNode,
): ShownFigures | null {
  if (shown?.kind === "figures") return { inputs: shown.inputs, node: null };
  const chosen = shown === null ? undefined : cases.find(({ id }) => id === shown.id);
  if (chosen !== undefined && (chosen.node === undefined || chosen.node === node.id)) {
    return figuresOf(chosen);
  }
  const first = cases.find((one) => one.node === node.id && !one.expect.issues);
  return first === undefined || node.parent === null ? null : figuresOf(first);
}

function figuresOf({ node, inputs }: Case): ShownFigures {
  return node === undefined ? { inputs, node: null } : { inputs: { [node]: inputs }, node };
}

export function nodeValues(
  prepared: PreparedRuleSet,
  node: PreparedNode,
  { inputs, node: only }: ShownFigures,
): NodeValues {
  const visible = only === null ? undefined : lineAndSubtree(node);
  const figures = validateInputs(prepared, inputs, visible && ((one) => visible.has(one)));
  const given = own(inputs, node.id);
  const shared = {
    warnings: figures.warnings,
    pending: awaitedInputs(node, figures.values),
    inputs: isObject(given) ? (given as JsonValue) : {},
  };
  const silent = { ...shared, trace: null, score: null, explained: { "zh-CN": [], en: [] } };
  if (figures.issues.length > 0) return { ...silent, issues: figures.issues };
  const scores = evaluateTree(node, figures.values, { explain: true });
  const issues = failureIssues(scores);
  const known = scores.get(node.id);
  if (!known?.trace) return { ...silent, issues };
  const text = known.score === null ? null : formatScore(known.score, node.rounding);
  const trace = { ...known.trace, rounded: text };
  const explained = {
    "zh-CN": explainNode(node, trace, "zh-CN"),
    en: explainNode(node, trace, "en"),
  };
  return { ...shared, trace, score: text, explained, issues };
}

export function cityValues(
  prepared: PreparedRuleSet,
  { inputs, node }: ShownFigures,
): CityValues | null {
  if (node !== null) return null;
  const outcome = score(prepared, inputs);
  if (!outcome.ok)
    return { total: null, range: null, scores: {}, issues: outcome.issues, warnings: [] };
  const { total, range, scores, warnings } = outcome.result;
  return { total, range, scores, issues: [], warnings };
}

function lineAndSubtree(node: PreparedNode): ReadonlySet<PreparedNode> {
  const nodes = new Set<PreparedNode>();
  for (let up = node.parent; up !== null; up = up.parent) nodes.add(up);
  const add = (one: PreparedNode): void => {
    nodes.add(one);
    one.children.forEach(add);
  };
  add(node);
  return nodes;
}
