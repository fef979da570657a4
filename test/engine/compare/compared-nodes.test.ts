import { describe, expect, test } from "vitest";
import type { Case } from "../../../engine/cases/case.ts";
import { caseEffects } from "../../../engine/compare/case-effects.ts";
import { compareRuleSets } from "../../../engine/compare/compare-rule-sets.ts";
import { comparedNodes } from "../../../engine/compare/compared-nodes.ts";
import { noticeTable } from "../../../engine/compare/notice-table.ts";
import { describeChange } from "../../../engine/language/describe-change.ts";
import { changedYear } from "../../support/changed-year.ts";
import {
  filesOf,
  item,
  LABEL,
  load,
  prepared,
  ruleSetFolder,
  smallRuleSet,
} from "../../support/load-rule-set.ts";

const files = filesOf(ruleSetFolder("rules/cn-smart-city-2018"));
const [then, now] = [load(files), load(changedYear(files))];
const changes = compareRuleSets(then.prepared, now.prepared);
const rows = comparedNodes(then.prepared, now.prepared, changes);

describe("two years side by side", () => {
  test("every node once, what is gone behind the one that it followed", () => {
    const ids = rows.map(({ id }) => id);
    expect(ids.length).toBe(then.prepared.nodes.size + 1);
    expect(ids.slice(ids.indexOf("L1P9-A2"), ids.indexOf("L1P10") + 1)).toEqual([
      "L1P9-A2",
      "L1P9-A3",
      "L1P10",
    ]);
  });

  test("each with what became of it, and its changes", () => {
    const changed = rows.filter(({ state }) => state !== "same");
    expect(changed.map(({ id, state, changes: own }) => [id, state, own.length])).toEqual([
      ["total", "text", 2],
      ["L1P1-A1", "changed", 1],
      ["L1P1-A2", "changed", 1],
      ["L1P2-A1", "changed", 3],
      ["L1P7-A3", "changed", 1],
      ["L1P9-A2", "changed", 1],
      ["L1P9-A3", "removed", 1],
      ["L2P1-A1", "changed", 1],
      ["L4P2-A2", "text", 1],
      ["L7P1-A3", "changed", 1],
      ["L7P1-A4", "added", 1],
    ]);
  });

  test("of two equal sets all nodes are the same", () => {
    const same = comparedNodes(then.prepared, then.prepared, []);
    expect(new Set(same.map(({ state }) => state))).toEqual(new Set(["same"]));
  });
});

test.each([
  ["L1P1-A1", "权重改变", "30%", "40%"],
  [
    "L1P7-A3",
    "b 一张卡支持的领域 公式改变",
    "最小(100; (计数(在唯一的一张卡上支持的应用领域) + [其他应用领域数（“等领域”）]) × 10)",
    "最小(100; 8 × (计数(在唯一的一张卡上支持的应用领域) + 最小(3; [其他应用领域数（“等领域”）])))",
  ],
  ["L2P1-A1", "b4 城市管理事部件的结案率 20 分档下限", "90%", "95%"],
  ["L1P9-A3", "删除", "农业在线化经营情况", ""],
  ["L7P1-A4", "新增", "", "智慧城市标准体系"],
])("%s in words: %s", (node, what, before, after) => {
  const change = changes.find((one) => one.node === node);
  if (change === undefined) throw new Error(node);
  const { place: _, ...words } = describeChange(change, then.prepared, now.prepared, "zh-CN");
  expect(words).toEqual({ what, before, after });
});

describe("the table of the notice", () => {
  const table = noticeTable(then.prepared, now.prepared, rows);
  const row = (id: string) => table.rows.find((one) => one.id === id);
  const underlined = ({
    text,
    added,
  }: {
    text: string;
    added: readonly (readonly [number, number])[];
  }) => added.map(([from, to]) => text.slice(from, to));

  test("has a column for each level above the items", () => {
    expect(table.levels.map(({ zh }) => zh)).toEqual(["一级指标", "二级指标"]);
    expect(table.itemLevel.zh).toBe("二级指标分项");
  });

  test("groups stand beside their items, the gone one included", () => {
    expect(row("L1P9-A1")?.groups.map((group) => [group?.text, group?.rows])).toEqual([
      ["惠民服务 L1 (26%)", 0],
      ["智慧农业 L1P9 (2%)", 3],
    ]);
    expect(row("L1P9-A3")?.isGone).toBe(true);
  });

  test("marks what is new and nothing else", () => {
    expect(underlined(row("L1P2-A1")?.method ?? { text: "", added: [] })).toEqual(["12"]);
    expect(underlined(row("L4P2-A2")?.data ?? { text: "", added: [] })).toEqual([
      "以测绘主管部门公布为准。",
    ]);
    const fresh = row("L7P1-A4");
    expect(underlined(fresh?.method ?? { text: "", added: [] })).toEqual([fresh?.method.text]);
    const unchanged = table.rows.filter(
      ({ id }) => rows.find((one) => one.id === id)?.state === "same",
    );
    expect(
      unchanged.flatMap(({ method, data, source }) => [method, data, source].flatMap(underlined)),
    ).toEqual([]);
  });
});

describe("cases that a revision moves", () => {
  const count = { type: "count", label: LABEL } as const;
  const rated = (weight: number, factor: number) =>
    smallRuleSet([
      item("rated", {
        weight,
        inputs: { n: count },
        score: { "*": [{ var: "weight" }, { var: "n" }, factor] },
      }),
    ]);
  const one = (id: string, inputs: Case["inputs"]): Case => ({
    id,
    name: LABEL,
    node: "rated",
    inputs,
    expect: {},
    basis: "",
    worked: "hand",
  });
  const [before, after] = [prepared(rated(0.5, 10)), prepared(rated(0.6, 12))];

  test("tells old and new, and the parts add up in the declared order", () => {
    // 0.5×4×10 = 20; ×12 = 24 (numbers +4); 0.6×4×12 = 28.8 (weights +4.8); the other way weights +4, numbers +4.8.
    expect(
      [...caseEffects(before, after, [one("four", { n: 4 })])].filter((effect) => effect !== null),
    ).toEqual([
      {
        id: "four",
        name: LABEL,
        node: "rated",
        before: "20.00",
        after: "28.80",
        change: "8.80",
        byCause: [
          { cause: "structure", change: "0.00" },
          { cause: "inputs", change: "0.00" },
          { cause: "formulas", change: "0.00" },
          { cause: "numbers", change: "4.00", reverse: "4.80" },
          { cause: "weights", change: "4.80", reverse: "4.00" },
          { cause: "rounding", change: "0.00" },
        ],
      },
    ]);
  });

  test("leaves out what does not move, and figures that both rules refuse", () => {
    const still = [
      one("nought", { n: 0 }),
      one("unknown", { n: 1, more: 2 }),
      one("refused", { n: -1 }),
    ];
    expect([...caseEffects(before, after, still)].filter((effect) => effect !== null)).toEqual([]);
  });
});
