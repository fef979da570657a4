/** Differences between last year's words and this year's: nothing is lost in them, and lines stay under their words. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Mark } from "../../../editor/forms/marks.ts";
import { differenceOf, marksIn, worst } from "../../../editor/notice/difference.ts";
import { foldedText, likeness } from "../../../editor/notice/notice-text.ts";

const words = fc.string({
  unit: fc.constantFrom(
    "甲",
    "乙",
    "丙",
    "1",
    "2",
    "%",
    "％",
    "（",
    "(",
    " ",
    "\u3000",
    "\n",
    "𠮷",
    "㎡",
  ),
  maxLength: 24,
});
const marked = words.chain((text) =>
  fc.uniqueArray(fc.nat(text.length), { maxLength: 4 }).map((cuts) => {
    const sorted = cuts.sort((a, b) => a - b);
    const marks: Mark[] = [];
    for (let at = 0; at + 1 < sorted.length; at += 2)
      marks.push([sorted[at] as number, sorted[at + 1] as number]);
    return { text, marks };
  }),
);

test("what stayed and what is new is this year's text, to the sign; what stayed and what is gone, last year's", () => {
  fc.assert(
    fc.property(words, marked, (before, now) => {
      const { pieces } = differenceOf({ text: before }, now);
      const of = (...kinds: readonly string[]): string =>
        pieces
          .filter(({ kind }) => kinds.includes(kind))
          .map(({ text }) => text)
          .join("");
      // Nothing but spaces says nothing.
      fc.pre(foldedText(now.text) !== "");
      expect(of("same", "added")).toBe(now.text);
      expect(foldedText(of("same", "removed"))).toBe(foldedText(before));
    }),
  );
});

test("underlined pieces are what the notice underlines", () => {
  fc.assert(
    fc.property(words, marked, (before, now) => {
      const { pieces } = differenceOf({ text: before }, now);
      const underlined = pieces.filter((one) => one.marked).map(({ text }) => text);
      fc.pre(foldedText(now.text) !== "");
      expect(underlined.join("")).toBe(now.marks.map(([a, b]) => now.text.slice(a, b)).join(""));
    }),
  );
});

test("lines find their words in a text of other widths", () => {
  const now = { text: "得 ２０ 分（含）", marks: [[2, 6]] as readonly Mark[] };
  expect(marksIn(now, "得20分(含)")).toEqual([[1, 4]]);
  expect(marksIn({ text: "", marks: [] }, "得20分")).toEqual([]);
});

describe("the verdict", () => {
  const of = (before: string, now: string): string => {
    const [head = "", line = "", tail = ""] = now.split("_");
    const marks: readonly Mark[] = line === "" ? [] : [[head.length, head.length + line.length]];
    return differenceOf({ text: before }, { text: head + line + tail, marks }).verdict;
  };
  test.each([
    ["不低于 95% 时", "不低于95％时", "same"],
    ["不低于 95% 时", "_不低于 95%_ 时", "marked-same"],
    ["不低于 95% 时", "不低于 _96%_ 时", "changed"],
    ["不低于 95% 时", "不低于 96% 时", "unmarked-change"],
    ["不低于 95% 时", "_不低于_ 96% 时", "unmarked-change"],
    ["每实现 1 种创新服务", "每实现 1 种服务", "unmarked-change"],
    ["每实现 1 种创新服务", "每实现 1 _种服务_", "changed"],
    ["", "新增一句", "unmarked-change"],
  ])("%s → %s is %s", (before, now, verdict) => {
    expect(of(before, now)).toBe(verdict);
  });

  test("of several texts, the one whose lines tell least counts", () => {
    expect(worst(["same", "changed", "marked-same"])).toBe("changed");
    expect(worst(["changed", "unmarked-change", "same"])).toBe("unmarked-change");
    expect(worst([])).toBe("same");
  });
});

test("likeness is 1 for the same, 0 for nothing in common, and does not mind widths", () => {
  expect([likeness("甲乙丙", "甲 乙丙"), likeness("甲乙", "丙丁"), likeness("", "甲")]).toEqual([
    1, 0, 0,
  ]);
  expect(likeness("甲乙丙丁", "甲乙丙戊")).toBeCloseTo(4 / 6);
});
