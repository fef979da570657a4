/** @module A score of the engine, counted and timed. */
import type { TextOutcome } from "../engine/compile/compile.ts";
import type { PreparedRuleSet } from "../engine/rule-set/prepare.ts";
import type { ScoreOutcome } from "../engine/score/result.ts";
import type { RunOptions } from "../engine/score/score.ts";
import { compiledRules } from "./compiled-rules.ts";
import { evaluationSeconds } from "./metrics.ts";

export function evaluate(
  prepared: PreparedRuleSet,
  inputs: unknown,
  options: RunOptions,
): ScoreOutcome {
  const end = evaluationSeconds.startTimer();
  const outcome = compiledRules(prepared).score(inputs, options);
  end({ outcome: outcome.ok ? "scored" : "refused" });
  return outcome;
}

/** The same with the result as JSON text. */
export function evaluateToText(
  prepared: PreparedRuleSet,
  inputs: unknown,
  options: RunOptions,
): TextOutcome {
  const end = evaluationSeconds.startTimer();
  const outcome = compiledRules(prepared).scoreText(inputs, options);
  end({ outcome: outcome.ok ? "scored" : "refused" });
  return outcome;
}
