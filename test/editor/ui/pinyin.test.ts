/** People find by words in any order, by ids, or by the initials of the pinyin. */
import { expect, test } from "vitest";
import { matchesWish } from "../../../editor/ui/pinyin.ts";

const TEXTS = ["X1P2-A1", "城市管理事部件的立案率", "Filing rate of city-management cases"];

test.each(["", "  ", "立案率", "lal", "LAL", "csgl", "x1p2", "rate filing", "立案 x1p2"])(
  "“%s” finds it",
  (wish) => expect(matchesWish(wish, TEXTS)).toBe(true),
);

test.each(["gl立", "结案率", "jal", "x1p3", "rate missing"])("“%s” does not", (wish) =>
  expect(matchesWish(wish, TEXTS)).toBe(false),
);
