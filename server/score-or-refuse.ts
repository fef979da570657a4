/** @module Scores for people and systems that ask: a result, or one refusal with every fault in their language. */
import type { InputIssue } from "../engine/issue.ts";
import { inputSentence } from "../engine/language/sentence.ts";
import type { PreparedRuleSet } from "../engine/rule-set/prepare.ts";
import type { ScoreResult } from "../engine/score/result.ts";
import { evaluate } from "./evaluate.ts";
import { Problem } from "./problem.ts";

/** @throws Problem 422 with every fault, in the reader's language */
export function scoreOrRefuse(
  prepared: PreparedRuleSet,
  inputs: unknown,
  { final, explain, evaluationMs }: { final: boolean; explain: boolean; evaluationMs: number },
): ScoreResult {
  const deadline = performance.now() + evaluationMs;
  const outcome = evaluate(prepared, inputs, {
    final,
    explain,
    shouldStop: () => performance.now() > deadline,
  });
  if (outcome.ok) return outcome.result;
  if (outcome.issues.some(({ problem }) => problem === "stopped")) {
    throw new Problem("took_too_long", { maximumMs: evaluationMs, issues: outcome.issues });
  }
  throw figuresRefused(outcome.issues, prepared);
}

export function figuresRefused(issues: readonly InputIssue[], prepared: PreparedRuleSet): Problem {
  return new Problem("figures_refused", (language) => ({
    issues: issues.map((issue) => ({
      ...issue,
      message: inputSentence(issue, language, prepared),
    })),
  }));
}
