/** @module A proposal of the engine as a case: named after what it shows, and marked as accepted. */
import type { Case } from "../../engine/cases/case.ts";
import type { ProposedCase } from "../evaluation/answers.ts";
import { targetWords } from "./target-words.ts";
import type { NodeView } from "./use-node.ts";

export function proposedCase(
  { node, inputs, expect, reaches }: ProposedCase,
  { node: { value }, score, visible }: Pick<NodeView, "node" | "score" | "visible">,
): Case {
  const [first] = reaches;
  const name =
    first === undefined
      ? { zh: "建议的用例", en: "Proposed case" }
      : {
          zh: targetWords(first, value, score, visible, "zh-CN"),
          en: targetWords(first, value, score, visible, "en"),
        };
  const { parts: _, ...scored } = expect;
  return {
    id: `${node}-${first?.kind ?? "case"}`,
    name,
    node,
    inputs,
    expect: scored,
    basis: "采用引擎结果，待手工核算",
    worked: "accepted",
  };
}
