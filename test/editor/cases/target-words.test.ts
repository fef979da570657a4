/** What a case should show, in words that name the figure, its bound and the side. */
import { expect, test } from "vitest";
import { targetWords } from "../../../editor/cases/target-words.ts";
import type { Node } from "../../../engine/rule-set/rule-set.ts";

const NODE: Partial<Node> = {
  inputs: {
    rate: { type: "percent", label: { zh: "准确率", en: "Accuracy" } },
    part: { type: "count", label: { zh: "已建", en: "Built" } },
    whole: { type: "count", label: { zh: "应建", en: "Due" } },
  },
  parts: {
    b1: {
      label: { zh: "准确率得分", en: "Accuracy" },
      logic: {
        if: [{ ">=": [{ var: "rate" }, 0.95] }, 40, { ">=": [{ var: "rate" }, 0.85] }, 25, 0],
      },
    },
    b2: {
      label: { zh: "建设得分", en: "Building" },
      logic: {
        "*": [
          {
            min: [
              1,
              {
                if: [
                  { "==": [{ var: "whole" }, 0] },
                  0,
                  { "/": [{ var: "part" }, { var: "whole" }] },
                ],
              },
            ],
          },
          60,
        ],
      },
    },
  },
};

test.each([
  ["b1", "/if/1", "band", "taken", "b1 准确率得分 · 分档：准确率 ≥ 95%"],
  ["b1", "/if/4", "band", "taken", "b1 准确率得分 · 分档：其他情况"],
  ["b1", "/if/2", "threshold", "below", "b1 准确率得分 · 阈值：准确率 ≥ 85%，低于"],
  ["b1", "/if/0", "threshold", "at", "b1 准确率得分 · 阈值：准确率 ≥ 95%，恰为"],
  ["b2", "/*/0", "cap", "above", "b2 建设得分 · 上限：1，高于"],
  ["b2", "/*/0/min/1/if/1", "zero", "taken", "b2 建设得分 · 零值规则：应建 = 0"],
  ["b2", "/*/0/min/1/if/2", "zero", "taken", "b2 建设得分 · 零值规则：应建 ≠ 0"],
] as const)("%s at %s: %s, %s", (part, at, kind, side, words) => {
  const target = { formula: `parts/${part}`, at, kind, side };
  expect(targetWords(target, NODE, undefined, NODE.inputs ?? {}, "zh-CN")).toBe(words);
});

test("in English a side is named, not said to be missing", () => {
  const target = { formula: "parts/b1", at: "/if/0", kind: "threshold", side: "at" } as const;
  expect(targetWords(target, NODE, undefined, NODE.inputs ?? {}, "en")).toBe(
    "b1 Accuracy · threshold: Accuracy ≥ 95%, exactly on it",
  );
});
