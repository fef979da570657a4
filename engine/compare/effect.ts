/**
 * @module What a revision does to a city: every score before and after, and the difference of the total split by
 * cause. Causes are applied one after the other in the declared order, so the parts add up exactly; in the
 * reverse order they may fall out otherwise, which is told as interaction.
 */
import type { InputIssue } from "../issue.ts";
import { parseDecimal, toFixedText } from "../number/decimal-text.ts";
import { compare, type Rational, subtract, ZERO } from "../number/rational.ts";
import type { PreparedRuleSet } from "../rule-set/prepare.ts";
import type { ScoreResult } from "../score/result.ts";
import { score } from "../score/score.ts";
import { carryFigures, type NotComparable } from "./carry-figures.ts";
import { matchNodes } from "./match-nodes.ts";
import { mixturesOf } from "./mixtures.ts";
import { type CausePart, type ScoreWith, splitByCause } from "./split-by-cause.ts";

export interface Effect {
  readonly before: Pick<ScoreResult, "status" | "total" | "range">;
  readonly after: Pick<ScoreResult, "status" | "total" | "range">;
  /** Difference of the totals, decimal text; the parts below add up to it exactly. */
  readonly difference: string;
  readonly byCause: readonly CausePart[];
  /** Nodes of the later set whose score differs, the largest difference first. */
  readonly nodes: readonly NodeEffect[];
  readonly notComparable: readonly NotComparable[];
}

export interface NodeEffect {
  readonly node: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly change: string | null;
}

export type EffectResult =
  | { readonly ok: true; readonly effect: Effect }
  | { readonly ok: false; readonly issues: readonly InputIssue[] };

/** @param inputs the city's figures under the earlier set */
export function effectOnCity(
  before: PreparedRuleSet,
  after: PreparedRuleSet,
  inputs: unknown,
): EffectResult {
  const old = score(before, inputs);
  if (!old.ok) return old;
  const carried = carryFigures(before, after, inputs);
  const now = score(after, carried.inputs);
  if (!now.ok) return now;

  const mixtures = mixturesOf(before, after);
  const scoreWith: ScoreWith = (applied) => {
    const prepared = mixtures.of(applied);
    if (prepared === null) return null;
    if (prepared === before) return totalOf(before, inputs);
    if (prepared === after) return totalOf(after, carried.inputs);
    return totalOf(prepared, mixtures.figuresFor(prepared.ruleSet, inputs, carried.inputs));
  };
  const places = Math.max(before.root.rounding.places, after.root.rounding.places);
  const text = (value: Rational): string => toFixedText(value, places);
  return {
    ok: true,
    effect: {
      before: pick(old.result),
      after: pick(now.result),
      difference: text(subtract(number(now.result.total), number(old.result.total))),
      byCause: splitByCause(scoreWith, places),
      nodes: nodeEffects(before, after, old.result, now.result),
      notComparable: carried.notComparable,
    },
  };
}

function totalOf(prepared: PreparedRuleSet, inputs: unknown): Rational | null {
  const outcome = score(prepared, inputs);
  return outcome.ok ? number(outcome.result.total) : null;
}

function nodeEffects(
  before: PreparedRuleSet,
  after: PreparedRuleSet,
  old: ScoreResult,
  now: ScoreResult,
): readonly NodeEffect[] {
  const matches = matchNodes(before, after);
  const effects: (NodeEffect & { readonly size: Rational })[] = [];
  for (const node of after.nodes.values()) {
    if (node.parent === null) continue;
    const from = old.scores[matches.get(node.id) ?? ""] ?? null;
    const to = now.scores[node.id] ?? null;
    if (from === to) continue;
    const by = from === null || to === null ? null : subtract(number(to), number(from));
    const size = by === null ? ZERO : by.numerator < 0n ? subtract(ZERO, by) : by;
    effects.push({
      node: node.id,
      before: from,
      after: to,
      change: by && toFixedText(by, node.rounding.places),
      size,
    });
  }
  return effects.sort((a, b) => compare(b.size, a.size)).map(({ size: _, ...effect }) => effect);
}

function pick({ status, total, range }: ScoreResult): Effect["before"] {
  return { status, total, range };
}

function number(text: string | null): Rational {
  return (text === null ? null : parseDecimal(text)) ?? ZERO;
}
