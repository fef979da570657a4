/** @module A city's figures in, the scores of every node out: the door that shells and tests come through. */

import { possibleScores } from "../analysis/possible-scores.ts";
import type { InputIssue } from "../issue.ts";
import type { JsonObject, JsonValue } from "../json/json-value.ts";
import { toPointer } from "../json/json-value.ts";
import type { Observer } from "../logic/interpret.ts";
import { scoringHash } from "../rule-set/hash.ts";
import type { PreparedNode, PreparedRuleSet } from "../rule-set/prepare.ts";
import { ENGINE_VERSION } from "../version.ts";
import {
  awaitedInputs,
  type EvaluationFailure,
  evaluateTree,
  type NodeScore,
} from "./evaluate-tree.ts";
import { formatOutput, formatScore } from "./format.ts";
import type { ScoreOptions, ScoreOutcome, ScoreRange, ScoreResult, Trace } from "./result.ts";
import { type Figures, validateInputs } from "./validate-inputs.ts";

/** What callers inside the engine may add: a watch on time, and a watch on every formula. */
export interface RunOptions extends ScoreOptions {
  readonly shouldStop?: () => boolean;
  readonly observerOf?: (node: PreparedNode) => Observer;
}

/**
 * Scores the whole tree.
 *
 * @param inputs `{ node: { input: figure } }`, numbers as JSON numbers or decimal strings
 * @returns the result, `final` or `provisional`; or every refusal at once
 */
export function score(
  prepared: PreparedRuleSet,
  inputs: unknown,
  options: RunOptions = {},
): ScoreOutcome {
  const figures = validateInputs(prepared, inputs);
  const issues = [...figures.issues, ...(options.final ? missingIssues(figures) : [])];
  if (issues.length > 0) return { ok: false, issues };
  const scores = evaluateTree(prepared.root, figures.values, options);
  const failures = failureIssues(scores);
  if (failures.length > 0) return { ok: false, issues: failures };
  return { ok: true, result: resultOf(prepared, figures, scores) };
}

/** The refusals that a final figure meets: one for each place where a figure is missing. */
export function missingIssues({ missing }: Pick<Figures, "missing">): InputIssue[] {
  return missing.map(({ node, input, path }) => ({
    code: "missing_input",
    severity: "error",
    item: node,
    input,
    path,
  }));
}

/** Formulas without a value on these figures; a checked rule set has none. */
export function failureIssues(scores: ReadonlyMap<string, NodeScore>): InputIssue[] {
  return [...scores.values()]
    .map(({ failure }) => failure)
    .filter((failure): failure is EvaluationFailure => failure !== null)
    .map(({ node, formula, code, at, facts }) => ({
      ...facts,
      code: "evaluation_failed",
      severity: "error",
      item: node,
      path: toPointer([node]),
      formula,
      problem: code,
      at,
    }));
}

/** The answer as the contract words it, from scores already computed. */
export function resultOf(
  prepared: PreparedRuleSet,
  figures: Figures,
  nodeScores: ReadonlyMap<string, NodeScore>,
): ScoreResult {
  const { root } = prepared;
  const scores: { [node: string]: string | null } = {};
  const outputs: { [node: string]: JsonObject } = {};
  const pending: { [node: string]: readonly string[] } = {};
  const trace: { [node: string]: Trace[string] } = {};
  let total: string | null = null;
  for (const node of prepared.nodes.values()) {
    const known = nodeScores.get(node.id);
    const text =
      known === undefined || known.score === null ? null : formatScore(known.score, node.rounding);
    if (node === root) total = text;
    else scores[node.id] = text;
    const awaited = awaitedInputs(node, figures.values);
    if (awaited.length > 0) pending[node.id] = awaited;
    if (known?.trace) trace[node.id] = { ...known.trace, rounded: text };
    if (known !== undefined && node.outputs.length > 0 && known.state !== "pending") {
      outputs[node.id] = outputsOf(node, known);
    }
  }
  const rootScore = nodeScores.get(root.id);
  const final = rootScore?.state === "settled";
  const possible = final ? null : possibleScores(prepared, figures.values, nodeScores);
  return {
    ruleSet: ruleSetIdentity(prepared),
    engine: ENGINE_VERSION,
    status: final ? "final" : "provisional",
    total,
    range: rangeOfTotal(root.id, total, possible),
    scores,
    ranges: rangesBelow(root.id, possible),
    outputs,
    pending,
    warnings: figures.warnings,
    ...(rootScore?.trace || Object.keys(trace).length > 0 ? { trace } : {}),
  };
}

type Possible = { readonly [node: string]: ScoreRange };

/** Of a final score, that score; `possible` is null then. */
export function rangeOfTotal(
  root: string,
  total: string | null,
  possible: Possible | null,
): ScoreRange | null {
  if (possible !== null) return possible[root] ?? null;
  return total === null ? null : [total, total];
}

export function rangesBelow(root: string, possible: Possible | null): Possible {
  const { [root]: _, ...ranges } = possible ?? {};
  return ranges;
}

/** Which rules a result was made by. */
export function ruleSetIdentity(prepared: PreparedRuleSet): ScoreResult["ruleSet"] {
  return { id: prepared.ruleSet.id, hash: cachedHash(prepared) };
}

function outputsOf(node: PreparedNode, known: NodeScore): JsonObject {
  const answers: { [output: string]: JsonValue } = {};
  for (const { id, output } of node.outputs) {
    answers[id] = formatOutput(known.outputs.get(id) ?? null, output.rounding);
  }
  return answers;
}

const hashes = new WeakMap<PreparedRuleSet, string>();

function cachedHash(prepared: PreparedRuleSet): string {
  const known = hashes.get(prepared) ?? scoringHash(prepared.ruleSet);
  hashes.set(prepared, known);
  return known;
}
