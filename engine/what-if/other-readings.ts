/**
 * @module What a city's scores would be if a doubtful passage were read the other way. Each doubtful note may
 * carry its alternative as formulas; here they take the place of the node's own, one note at a time.
 */
import type { InputIssue } from "../issue.ts";
import { type PreparedRuleSet, prepare } from "../rule-set/prepare.ts";
import type { Alternative, Node, RuleSet, Text } from "../rule-set/rule-set.ts";
import { score } from "../score/score.ts";

export interface OtherReading {
  readonly node: string;
  /** Place of the note among the node's notes. */
  readonly note: number;
  readonly label: Text;
  /** The node's score and the total as the rules read the passage, and as the alternative does. */
  readonly score: { readonly ours: string | null; readonly other: string | null };
  readonly total: { readonly ours: string | null; readonly other: string | null };
}

export type OtherReadingsResult =
  | { readonly ok: true; readonly readings: readonly OtherReading[] }
  | { readonly ok: false; readonly issues: readonly InputIssue[] };

/** Every alternative reading with its effect on this city, in the order of the tree. */
export function otherReadings(prepared: PreparedRuleSet, inputs: unknown): OtherReadingsResult {
  const ours = score(prepared, inputs);
  if (!ours.ok) return ours;
  const readings: OtherReading[] = [];
  for (const { id, node } of prepared.nodes.values()) {
    for (const [index, note] of (node.notes ?? []).entries()) {
      if (note.alternative === undefined) continue;
      const other = scoreWith(prepared.ruleSet, id, note.alternative, inputs);
      if (!other.ok) return other;
      readings.push({
        node: id,
        note: index,
        label: note.alternative.label,
        score: { ours: ours.result.scores[id] ?? null, other: other.result.scores[id] ?? null },
        total: { ours: ours.result.total, other: other.result.total },
      });
    }
  }
  return { ok: true, readings };
}

function scoreWith(ruleSet: RuleSet, id: string, alternative: Alternative, inputs: unknown) {
  const result = prepare(withAlternative(ruleSet, id, alternative));
  if (!result.ok) {
    const issues: readonly InputIssue[] = result.findings.map(({ code, path }) => ({
      code: "evaluation_failed",
      severity: "error",
      item: id,
      path: "",
      problem: code,
      at: path,
    }));
    return { ok: false, issues } as const;
  }
  return score(result.prepared, inputs);
}

/** The rule set with the alternative's formulas in place of the node's own. */
export function withAlternative(ruleSet: RuleSet, id: string, alternative: Alternative): RuleSet {
  const visit = (node: Node): Node => {
    if (node.id === id) {
      return {
        ...node,
        ...(alternative.parts ? { parts: { ...node.parts, ...alternative.parts } } : {}),
        ...(alternative.score === undefined ? {} : { score: alternative.score }),
      };
    }
    return node.children ? { ...node, children: node.children.map(visit) } : node;
  };
  return { ...ruleSet, tree: visit(ruleSet.tree) };
}
