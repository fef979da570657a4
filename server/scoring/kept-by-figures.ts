/**
 * @module What was computed of the same figures with the same rules is not computed again: neither ever changes, so neither
 * does the answer. The answers used last are kept.
 */
import type { PreparedRuleSet } from "../../engine/rule-set/prepare.ts";
import { RecentlyUsed } from "../recently-used.ts";

/** Answers kept for each rule set; one of a whole city takes some tens of kilobytes. */
const KEPT = 100;

/** @param compute a pure function; nobody may change what it answers */
export function keptByFigures<Answer extends object>(
  compute: (prepared: PreparedRuleSet, inputs: unknown) => Answer,
): (prepared: PreparedRuleSet, inputs: unknown) => Answer {
  const answers = new WeakMap<PreparedRuleSet, RecentlyUsed<string, Answer>>();
  return (prepared, inputs) => {
    const known = answers.get(prepared) ?? new RecentlyUsed<string, Answer>(KEPT);
    answers.set(prepared, known);
    return known.get(JSON.stringify(inputs), () => compute(prepared, inputs));
  };
}
