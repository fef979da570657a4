/** A request as bytes that nobody has read yet, and the answer that compiled rules take from there. */
import type { CompiledRuleSet, JsonOutcome } from "../../../engine/compile/compile.ts";
import { tokenOf } from "../../../engine/json/json-bytes.ts";
import { readAround } from "../../../engine/json/json-part.ts";
import type { RunOptions } from "../../../engine/score/score.ts";

/** JSON of the result or of the issues; `null` where the bytes are not plain. */
export function answerFromBytes(
  rules: CompiledRuleSet,
  request: string,
  options: RunOptions,
): string | null {
  const around = readAround(new TextEncoder().encode(request), tokenOf("inputs"));
  const answer = around === undefined ? null : rules.scorePart(around.part, options);
  if (answer === null) return null;
  return textOf(answer);
}

/** JSON of the result or of the issues. */
export function textOf(answer: JsonOutcome): string {
  return answer.ok ? new TextDecoder().decode(answer.json) : JSON.stringify(answer.issues);
}
