/** @module A score of the engine, counted and timed. */
import type { JsonOutcome } from "../../engine/compile/compile.ts";
import type { PreparedRuleSet } from "../../engine/rule-set/prepare.ts";
import type { ScoreOutcome } from "../../engine/score/result.ts";
import type { RunOptions } from "../../engine/score/score.ts";
import { evaluationSeconds } from "../metrics.ts";
import { compiledRules } from "./compiled-rules.ts";
import { UnreadMember } from "./unread-member.ts";

export function evaluate(
  prepared: PreparedRuleSet,
  inputs: unknown,
  options: RunOptions,
): ScoreOutcome {
  return counted(() => compiledRules(prepared).score(inputs, options));
}

/** The same with the result as JSON, also of inputs that have not been read yet. */
export function evaluateToJson(
  prepared: PreparedRuleSet,
  inputs: unknown,
  options: RunOptions,
): JsonOutcome {
  const compiled = compiledRules(prepared);
  return counted(() =>
    inputs instanceof UnreadMember
      ? (compiled.scorePart(inputs.part, options) ?? compiled.scoreJson(inputs.read(), options))
      : compiled.scoreJson(inputs, options),
  );
}

function counted<T extends { readonly ok: boolean }>(compute: () => T): T {
  const started = performance.now();
  const computed = compute();
  const outcome = computed.ok ? "scored" : "refused";
  evaluationSeconds.observe({ outcome }, (performance.now() - started) / 1_000);
  return computed;
}

/** Scores that another thread computed, each as long as the mean of them. */
export function countEvaluations({
  answered,
  refused,
  took,
}: {
  readonly answered: number;
  readonly refused: number;
  /** Milliseconds. */
  readonly took: number;
}): void {
  for (let index = 0; index < answered; index++) {
    const outcome = index < refused ? "refused" : "scored";
    evaluationSeconds.observe({ outcome }, took / 1000 / answered);
  }
}
