/** What is offered while a formula is being typed. */
import { describe, expect, test } from "vitest";
import { namesAt } from "../../../editor/formula/names.ts";
import { fits } from "../../../editor/formula/search.ts";
import { completionsAt } from "../../../editor/text-formula/complete.ts";
import { SHIPPED, shippedFormula } from "../support/shipped.ts";

describe("completion", () => {
  const names = namesAt(SHIPPED, shippedFormula("L2P1-A1", "score").place);
  const offered = (text: string, language: "zh-CN" | "en" = "zh-CN") => {
    const { from, to, items } = completionsAt(text, text.length, names, language);
    return { from, to, first: items[0]?.insert, count: items.length };
  };

  test("by the beginning of a label, by pinyin initials, by pinyin, by id", () => {
    expect(offered("30% × 建")).toMatchObject({ from: 6, to: 7, first: "建成区面积" });
    expect(offered("(jcq")).toMatchObject({ from: 1, to: 4, first: "建成区面积" });
    expect(offered("jiancheng")).toMatchObject({ first: "建成区面积" });
    expect(offered("builtUp")).toMatchObject({ first: "建成区面积" });
    expect(offered("builtUp", "en")).toMatchObject({ first: "builtUpArea" });
  });

  test("a name that needs brackets is offered with them, and replaces a bracket that was typed", () => {
    const other = namesAt(SHIPPED, shippedFormula("L1P5-A3", "score").place);
    const { from, items } = completionsAt("1 + [学校总", 7, other, "zh-CN");
    expect([from, items[0]?.insert]).toEqual([4, "[学校总数（中小学校、职业院校）]"]);
  });

  test("functions of the language, and all of them where nothing is typed", () => {
    expect(offered("最")).toMatchObject({ first: "最小()" });
    expect(offered("zuix")).toMatchObject({ first: "最小()" });
    expect(offered("min", "en")).toMatchObject({ first: "min()" });
    expect(offered("1 + ").count).toBeGreaterThan(40);
    expect(offered("没有这样的").count).toBe(0);
  });
});

test("the better a query fits, the smaller its rank", () => {
  const ranks = ["教师", "jsk", "jiaoshik", "学习", "wlxx", "wangluo", "无"].map((query) =>
    fits(query, "教师开通网络学习空间数"),
  );
  expect(ranks).toEqual([1, 2, 3, 4, 5, 6, null]);
});
