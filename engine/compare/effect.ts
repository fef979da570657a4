/**
 * @module What a revision does to a city: every score before and after, and the difference of the total split by
 * cause. Causes are applied one after the other in the declared order, so the parts add up exactly; in the
 * reverse order they may fall out otherwise, which is told as interaction.
 */
import type { InputIssue } from "../issue.ts";
import { isObject, own } from "../json/json-value.ts";
import { parseDecimal, toFixedText } from "../number/decimal-text.ts";
import { compare, type Rational, subtract, ZERO } from "../number/rational.ts";
import { type PreparedRuleSet, prepare } from "../rule-set/prepare.ts";
import type { RuleSet } from "../rule-set/rule-set.ts";
import type { ScoreResult } from "../score/result.ts";
import { score } from "../score/score.ts";
import { carryFigures, type NotComparable } from "./carry-figures.ts";
import { type Cause, SCORING_CAUSES } from "./change.ts";
import { matchNodes } from "./match-nodes.ts";
import { mixedRuleSet } from "./mixed-rule-set.ts";

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

export interface CausePart {
  readonly cause: Cause;
  readonly change: string;
  /** The same cause's part when the causes are applied in the reverse order; absent where it is the same. */
  readonly reverse?: string;
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

  const total = totalsOf(before, after, inputs, carried.inputs);
  const forward = partsOf(SCORING_CAUSES, total);
  const backward = partsOf([...SCORING_CAUSES].reverse(), total);
  const places = Math.max(before.root.rounding.places, after.root.rounding.places);
  const text = (value: Rational): string => toFixedText(value, places);
  return {
    ok: true,
    effect: {
      before: pick(old.result),
      after: pick(now.result),
      difference: text(subtract(number(now.result.total), number(old.result.total))),
      byCause: SCORING_CAUSES.map((cause): CausePart => {
        const [part, other] = [forward.get(cause) ?? ZERO, backward.get(cause) ?? ZERO];
        return {
          cause,
          change: text(part),
          ...(compare(part, other) === 0 ? {} : { reverse: text(other) }),
        };
      }),
      nodes: nodeEffects(before, after, old.result, now.result),
      notComparable: carried.notComparable,
    },
  };
}

type Totals = (applied: ReadonlySet<Cause>) => Rational;

/** Total of the city with some causes applied; what a mixed set refuses counts as it was before. */
function totalsOf(
  before: PreparedRuleSet,
  after: PreparedRuleSet,
  given: unknown,
  carried: { readonly [node: string]: unknown },
): Totals {
  const known = new Map<string, Rational>();
  return (applied) => {
    const key = [...applied].sort().join();
    const found = known.get(key);
    if (found !== undefined) return found;
    const answer = totalWith(before, after, applied, given, carried);
    known.set(key, answer);
    return answer;
  };
}

function totalWith(
  before: PreparedRuleSet,
  after: PreparedRuleSet,
  applied: ReadonlySet<Cause>,
  given: unknown,
  carried: { readonly [node: string]: unknown },
): Rational {
  if (applied.size === 0) return totalOf(before, given) ?? ZERO;
  // With every cause applied the mixed set is the later one, but for its texts.
  if (applied.size === SCORING_CAUSES.length) return totalOf(after, carried) ?? ZERO;
  const mixed = mixedRuleSet(before, after, applied);
  const prepared = prepare(mixed);
  const total = prepared.ok
    ? totalOf(prepared.prepared, figuresFor(mixed, before, after, given, carried))
    : null;
  if (total !== null) return total;
  const fewer = new Set([...applied].slice(0, -1));
  return totalWith(before, after, fewer, given, carried);
}

function totalOf(prepared: PreparedRuleSet, inputs: unknown): Rational | null {
  const outcome = score(prepared, inputs);
  return outcome.ok ? number(outcome.result.total) : null;
}

/** Figures under every name that the mixed set may ask for, carried ones first. */
function figuresFor(
  mixed: RuleSet,
  before: PreparedRuleSet,
  after: PreparedRuleSet,
  given: unknown,
  carried: { readonly [node: string]: unknown },
): { readonly [node: string]: unknown } {
  const matches = matchNodes(before, after);
  const later = new Map([...matches].map(([now, old]) => [old, now]));
  const figures: { [node: string]: { [input: string]: unknown } } = {};
  const visit = (node: RuleSet["tree"]): void => {
    const sources = [
      own(carried, node.id),
      own(carried, later.get(node.id) ?? ""),
      isObject(given) ? own(given, node.id) : undefined,
      isObject(given) ? own(given, matches.get(node.id) ?? "") : undefined,
    ].filter(isObject);
    for (const id of Object.keys(node.inputs ?? {})) {
      const source = sources.find((one) => Object.hasOwn(one, id));
      if (source === undefined) continue;
      const target = figures[node.id] ?? {};
      target[id] = source[id];
      figures[node.id] = target;
    }
    node.children?.forEach(visit);
  };
  visit(mixed.tree);
  return figures;
}

function partsOf(order: readonly Cause[], total: Totals): ReadonlyMap<Cause, Rational> {
  const parts = new Map<Cause, Rational>();
  const applied = new Set<Cause>();
  let before = total(applied);
  for (const cause of order) {
    applied.add(cause);
    const after = total(new Set(applied));
    parts.set(cause, subtract(after, before));
    before = after;
  }
  return parts;
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
