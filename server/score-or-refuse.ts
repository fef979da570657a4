/** @module Scores for people and systems that ask: a result as JSON text, or one refusal with every fault in their language. */
import type { InputIssue } from "../engine/issue.ts";
import { inputSentence } from "../engine/language/sentence.ts";
import type { PreparedRuleSet } from "../engine/rule-set/prepare.ts";
import type { RunOptions } from "../engine/score/score.ts";
import { evaluateToText } from "./evaluate.ts";
import { Problem } from "./problem.ts";

interface Asked {
  readonly final: boolean;
  readonly explain: boolean;
  readonly evaluationMs: number;
}

/**
 * The JSON text of the result.
 *
 * @throws Problem 422 with every fault, in the reader's language
 */
export function scoreOrRefuse(prepared: PreparedRuleSet, inputs: unknown, asked: Asked): string {
  const outcome = evaluateToText(prepared, inputs, inTime(asked));
  if (outcome.ok) return outcome.text;
  throw refusal(outcome.issues, prepared, asked);
}

function inTime({ final, explain, evaluationMs }: Asked): RunOptions {
  const deadline = performance.now() + evaluationMs;
  return { final, explain, shouldStop: () => performance.now() > deadline };
}

function refusal(
  issues: readonly InputIssue[],
  prepared: PreparedRuleSet,
  { evaluationMs }: Asked,
): Problem {
  return issues.some(({ problem }) => problem === "stopped")
    ? new Problem("took_too_long", { maximumMs: evaluationMs, issues })
    : figuresRefused(issues, prepared);
}

export function figuresRefused(issues: readonly InputIssue[], prepared: PreparedRuleSet): Problem {
  return new Problem("figures_refused", (language) => ({
    issues: issues.map((issue) => ({
      ...issue,
      message: inputSentence(issue, language, prepared),
    })),
  }));
}
