/** @module Scores for people and systems that ask: a result as JSON, or one refusal with every fault in their language. */
import type { InputIssue } from "../../engine/issue.ts";
import { inputSentence } from "../../engine/language/sentence.ts";
import type { PreparedRuleSet } from "../../engine/rule-set/prepare.ts";
import type { RunOptions } from "../../engine/score/score.ts";
import { Problem } from "../problem.ts";
import { evaluateToJson } from "./evaluate.ts";

interface Asked {
  readonly final: boolean;
  readonly explain: boolean;
  readonly evaluationMs: number;
}

/**
 * The result as JSON, in UTF-8.
 *
 * @throws Problem 422 with every fault, in the reader's language
 */
export function scoreOrRefuse(
  prepared: PreparedRuleSet,
  inputs: unknown,
  asked: Asked,
): Uint8Array<ArrayBuffer> {
  const outcome = evaluateToJson(prepared, inputs, inTime(asked));
  if (outcome.ok) return outcome.json;
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
