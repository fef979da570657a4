/**
 * @module What stock json-logic-js says to the same formulas on the same figures. It computes in doubles, so
 * it may miss a tie or a threshold by the last bit; every disagreement is listed with its cause, and one
 * without a cause is a fault of the rules or of an engine.
 */
import jsonLogic from "json-logic-js";
import type { Expression } from "../logic/expression.ts";
import { isRecord, type Value } from "../logic/value.ts";
import { fromLiteral } from "../number/decimal-text.ts";
import { Rational, subtract, toDouble } from "../number/rational.ts";
import { round } from "../number/rounding.ts";
import type { PreparedNode } from "../rule-set/prepare.ts";
import type { Logic } from "../rule-set/rule-set.ts";
import { nodeConstants, nodeWeight } from "../score/constants.ts";
import type { NodeScore } from "../score/evaluate-tree.ts";
import { formatScore } from "../score/format.ts";
import { figureKey } from "../score/same-figures.ts";

export interface Disagreement {
  readonly case: string;
  readonly node: string;
  /** Ours, and what stock JSON Logic's double rounds to; `null` where it gives no number. */
  readonly exact: string | null;
  readonly stock: string | null;
  /**
   * `tie`: the exact value lies on half a unit and the double beside it; `threshold`: a comparison whose sides
   * are equal, or nearly, went the other way; `not_portable`: an operator that stock does not have.
   */
  readonly cause: "tie" | "threshold" | "not_portable" | "unexplained";
}

/** Differences below this come from doubles; figures that differ by less are not told apart by any notice. */
const DOUBLE_NOISE = 1e-9;

/** True of a comparison that was decided by less than {@link DOUBLE_NOISE}. */
export function isNearThreshold(expression: Expression, [left, right]: readonly Value[]): boolean {
  if (expression.kind !== "operation" || !COMPARISONS.has(expression.operator)) return false;
  if (!(left instanceof Rational) || !(right instanceof Rational)) return false;
  const nearest = toDouble(right);
  const scale = Math.max(1, Math.abs(nearest));
  // Two doubles that are further apart than that stand for numbers that are; only the others are subtracted exactly.
  if (Math.abs(toDouble(left) - nearest) > 2 * DOUBLE_NOISE * scale) return false;
  return Math.abs(toDouble(subtract(left, right))) <= DOUBLE_NOISE * scale;
}

const COMPARISONS: ReadonlySet<string> = new Set(["<", "<=", ">", ">=", "==", "!=", "===", "!=="]);

/**
 * Stock's score of one node against ours; `null` where they agree.
 *
 * @param near whether one of the node's comparisons {@link isNearThreshold}
 */
export function secondOpinion(
  caseId: string,
  node: PreparedNode,
  values: ReadonlyMap<string, Value>,
  scores: ReadonlyMap<string, NodeScore>,
  near: boolean,
): Disagreement | null {
  const ours = scores.get(node.id);
  if (ours === undefined || ours.state === "pending") return null;
  const exact = ours.score === null ? null : formatScore(ours.score, node.rounding);
  const answer = stockScore(node, values, scores);
  if (answer === "not_portable")
    return { case: caseId, node: node.id, exact, stock: null, cause: answer };
  const stock =
    answer === null ? null : formatScore(round(fromLiteral(answer), node.rounding), node.rounding);
  if (stock === exact) return null;
  const noise =
    answer !== null &&
    ours.exact !== null &&
    Math.abs(answer - toDouble(ours.exact)) <= DOUBLE_NOISE * Math.max(1, Math.abs(answer));
  const cause = noise ? "tie" : near ? "threshold" : "unexplained";
  return { case: caseId, node: node.id, exact, stock, cause };
}

function stockScore(
  node: PreparedNode,
  values: ReadonlyMap<string, Value>,
  scores: ReadonlyMap<string, NodeScore>,
): number | null | "not_portable" {
  const data: { [name: string]: unknown } = {};
  for (const [name, value] of Object.entries(nodeConstants(node))) data[name] = toStock(value);
  for (const [name, { owner, id }] of node.inputs) {
    const value = values.get(figureKey(owner, id));
    if (value !== undefined) data[name] = toStock(value);
  }
  data.weight = toStock(nodeWeight(node));
  data.children = node.children
    .filter(({ id }) => scores.get(id)?.state !== "pending")
    .map((child) => ({
      id: child.id,
      weight: toStock(nodeWeight(child)),
      score: toStock(scores.get(child.id)?.score ?? null),
    }));
  try {
    for (const { id, part } of node.parts) data[id] = apply(part.logic, data);
    const logic = node.node.score ?? node.level.score ?? null;
    const answer = apply(logic, data);
    return typeof answer === "number" && Number.isFinite(answer) ? answer : null;
  } catch {
    return "not_portable";
  }
}

/** Stock throws for an operator that it does not have. */
function apply(logic: Logic, data: object): unknown {
  return jsonLogic.apply(logic as Parameters<typeof jsonLogic.apply>[0], data);
}

/** A value as plain JavaScript, numbers as the nearest doubles. */
function toStock(value: Value): unknown {
  if (value instanceof Rational) return toDouble(value);
  if (Array.isArray(value)) return (value as readonly Value[]).map(toStock);
  if (isRecord(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, toStock(member)]));
  }
  return value;
}
