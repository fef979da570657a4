/** The words of the notice and its marks of change, as the rule files keep them. */
import { describe, expect, test } from "vitest";
import type { SourceText } from "../../engine/rule-set/rule-set.ts";
import { loadFolder } from "../support/load-rule-set.ts";

const { prepared, ruleSet } = loadFolder("rules/cn-smart-city-2018");

const texts = [...prepared.nodes.values()].flatMap(({ id, node }) => {
  const { place: _, ...fields } = node.source ?? {};
  return (Object.entries(fields) as [string, SourceText][]).map(([field, source]) => ({
    id,
    field,
    source,
  }));
});

/** Underlined words of a node's source, in order. */
function underlined(id: string): readonly string[] {
  return texts
    .filter((one) => one.id === id)
    .flatMap(({ source }) =>
      (source.changed ?? []).map(([from, to]) => source.text.slice(from, to)),
    );
}

describe("marks of change", () => {
  test("31 of the scan's 32 underlined spans stand here; one is of a second copy", () => {
    expect(texts.reduce((sum, { source }) => sum + (source.changed?.length ?? 0), 0)).toBe(31);
    expect(ruleSet.changedAgainst).toBe("2016");
  });

  test.each([
    ["L1P8", ["互联网残疾人无障碍访问情况"]],
    ["L3P1", ["城市空气质量自动监控情况", "企业事业单位环境信息公开率", "城市环境问题处置率"]],
    ["L7P1-A2", ["按制度进行项目管理。"]],
    [
      "L1P7-A3",
      [
        "b: 在城市综合交通 (公共汽车、地铁、轻轨、轮渡、出租车、公共自行车)、公用事业缴费、就业服务、社保服务、公积金、风景名胜区、社区、停车场管理、商超支付、医疗服务,以及支持多渠道移动支付等领域,在唯一的一张卡上每支持一个领域应用得 10 分,满分 100 分,最高 100 分。",
        "数据取截至 2018 年 12 月底的数据。",
      ],
    ],
    ["L1P4", []],
  ])("%s underlines what the notice underlines", (id, words) => {
    expect(underlined(id)).toEqual(words);
  });
});

test("every item says where it stands, its method and its names in both languages", () => {
  const items = [...prepared.nodes.values()].filter(({ level }) => level.id === "item");
  for (const { id, node } of items) {
    expect([id, node.source?.method?.text.includes(id)]).toEqual([id, true]);
    for (const [input, { label }] of Object.entries(node.inputs ?? {})) {
      expect([id, input, label.zh.length > 1, label.en.length > 1]).toEqual([
        id,
        input,
        true,
        true,
      ]);
    }
  }
});

test("what was mended in the scan is noted with what the scan has", () => {
  const mends = texts.flatMap(({ id, source }) =>
    (source.mends ?? []).map(({ scanned, mended }) => [
      id,
      scanned,
      mended,
      source.text.includes(mended),
    ]),
  );
  expect(mends).toContainEqual(["L1P1", "网二统一入口率", "网上统一入口率", true]);
  expect(mends).toContainEqual(["L1P4-A3", "(1/n)×2 (", "(1/n)×Σ(", true]);
});
