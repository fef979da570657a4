/** @module A score of the engine, counted and timed. */
import type { PreparedRuleSet } from "../engine/rule-set/prepare.ts";
import type { ScoreOutcome } from "../engine/score/result.ts";
import { type RunOptions, score } from "../engine/score/score.ts";
import { evaluationSeconds } from "./metrics.ts";

export function evaluate(
  prepared: PreparedRuleSet,
  inputs: unknown,
  options: RunOptions,
): ScoreOutcome {
  const end = evaluationSeconds.startTimer();
  const outcome = score(prepared, inputs, options);
  end({ outcome: outcome.ok ? "scored" : "refused" });
  return outcome;
}
