/** Years and dates of last year's set that a draft still has: found from the set's own edition and dates. */
import { describe, expect, test } from "vitest";
import { setValue } from "../../../editor/document/edit.ts";
import { type RuleDocument, valueAt } from "../../../editor/document/rule-document.ts";
import { leftoversOf, withoutLeftovers } from "../../../editor/notice/leftovers.ts";
import { SHIPPED } from "../support/shipped.ts";

const head = (pointer: string) => ({ file: "rule-set.json", pointer });
const NEXT: RuleDocument = setValue(SHIPPED, head("/id"), "cn-smart-city-2019");
const leftIn = (document: RuleDocument) => leftoversOf(document, SHIPPED.files);

test("edition, dates, texts and periods are pointed at with what they would become", () => {
  const found = leftIn(NEXT);
  const at = (file: string, pointer: string) =>
    found.find((one) => one.file === file && one.pointer === pointer);
  expect(at("rule-set.json", "/edition")).toEqual({
    file: "rule-set.json",
    pointer: "/edition",
    node: "",
    path: ["edition"],
    text: "2018",
    years: ["2018"],
    mended: "2019",
  });
  expect(at("rule-set.json", "/dates/1/date")?.mended).toBe("2020-02-20");
  expect(at("L1P2.json", "/children/0/inputs/indexPlatform/asOf/date")).toMatchObject({
    node: "L1P2-A1",
    path: ["inputs", "indexPlatform", "asOf", "date"],
    mended: "2019-12-31",
  });
  expect(at("L3P2.json", "/children/0/source/data/text")?.mended).toBe(
    "数据取2019年度重点用能单位的数据。",
  );
});

test("numbers of standards and formulas are no years of the set", () => {
  const texts = leftIn(NEXT).map(({ text }) => text);
  expect(texts.filter((text) => /^GB|33171/.test(text) && !/2018|2019/.test(text))).toEqual([]);
  expect(
    leftIn(NEXT).filter(({ path }) => path.includes("logic") || path.includes("score")),
  ).toEqual([]);
  expect(leftIn(NEXT).filter(({ file }) => file.startsWith("cases/"))).toEqual([]);
});

test("all moved on, only the documents are left, which nobody can guess; every text keeps its length", () => {
  const mended = withoutLeftovers(NEXT, leftIn(NEXT));
  expect(leftIn(mended).map(({ pointer, mended: next }) => [pointer, next])).toEqual([
    ["/basis/0/number", null],
    ["/basis/0/date", null],
    ["/basis/1/title", null],
  ]);
  for (const { file, pointer, text } of leftIn(NEXT))
    expect(String(valueAt(mended, { file, pointer }))).toHaveLength(text.length);
});

describe("how far everything moves", () => {
  test("is told by the edition once it was changed", () => {
    const draft = setValue(NEXT, head("/edition"), "2021");
    expect(leftIn(draft).find(({ pointer }) => pointer === "/dates/0/date")?.mended).toBe(
      "2021-12-31",
    );
  });

  test("is a year where nothing tells it, and nothing where the edition is no year", () => {
    const draft = setValue(SHIPPED, head("/id"), "another");
    expect(leftIn(draft).find(({ pointer }) => pointer === "/edition")?.mended).toBe("2019");
    const base = setValue(SHIPPED, head("/edition"), "第二版");
    const found = leftoversOf(setValue(base, head("/id"), "another"), base.files);
    expect(found.length).toBeGreaterThan(0);
    expect(new Set(found.map(({ mended }) => mended))).toEqual(new Set([null]));
  });
});

test("a text that was written anew is pointed at only for the year of last year's edition", () => {
  const place = { file: "L8P1.json", pointer: "/source/purpose/text" };
  const says = (text: string) =>
    leftIn(setValue(NEXT, place, text)).filter(
      ({ pointer, file }) => file === place.file && pointer === place.pointer,
    );
  expect(says("2019 年 2 月起调查。")).toEqual([]);
  expect(says("2018 年 2 月起调查。")).toHaveLength(1);
});
