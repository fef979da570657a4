/** A new notice against last year's set: every row finds its item, and what the underlines say is held against the words. */
import { describe, expect, test } from "vitest";
import { readHead } from "../../../editor/notice/columns.ts";
import { differenceOf, worst } from "../../../editor/notice/difference.ts";
import { idReader } from "../../../editor/notice/ids.ts";
import { itemsOf } from "../../../editor/notice/items.ts";
import { type Match, matchRows } from "../../../editor/notice/match-rows.ts";
import { FIELDS, type NoticeRow, readRows } from "../../../editor/notice/rows.ts";
import { gridOf, NOTICE, noticeWith } from "../../support/notice-clipboard.ts";
import { SHIPPED } from "../support/shipped.ts";

const items = itemsOf(SHIPPED, SHIPPED);

function rowsOf(notice: typeof NOTICE): readonly NoticeRow[] {
  const grid = gridOf(notice);
  const { roles, words } = readHead(grid);
  return readRows(grid, roles, words, idReader(items.map(({ id }) => id)));
}

function verdictOf(rows: readonly NoticeRow[], { row, item }: Match) {
  const said = rows[row]?.texts ?? {};
  return worst(
    FIELDS.flatMap((field) => {
      const text = said[field];
      return text === undefined || text.text === ""
        ? []
        : [differenceOf(item.source?.[field], text).verdict];
    }),
  );
}

function verdicts(notice: typeof NOTICE): Readonly<Record<string, readonly string[]>> {
  const rows = rowsOf(notice);
  const found: Record<string, string[]> = {};
  for (const match of matchRows(rows, items).matches) {
    const verdict = verdictOf(rows, match);
    found[verdict] = [...(found[verdict] ?? []), match.item.id];
  }
  return found;
}

describe("the notice of 2018 against the shipped set", () => {
  test("its 8 + 23 + 52 rows are matched by their ids, and nothing is left over on either side", () => {
    const rows = rowsOf(NOTICE);
    const { matches, added, gone } = matchRows(rows, items);
    expect(rows).toHaveLength(83);
    expect(matches.map(({ row, item, by }) => [rows[row]?.id, item.id, by])).toEqual(
      rows.map(({ id }) => [id, id, "id"]),
    );
    expect(added).toEqual([]);
    expect(gone).toEqual([]);
  });

  test("where it underlines, it underlines what the set has already; two scan errors differ without a line", () => {
    const { same, ...others } = verdicts(NOTICE);
    const underlined = items
      .filter(({ source }) => FIELDS.some((field) => source?.[field]?.changed))
      .map(({ id }) => id);
    expect(others).toEqual({
      "marked-same": underlined,
      // 网二统一入口率 and (1/n)×2 ( in the scan; the set has them mended.
      "unmarked-change": ["L1P1", "L1P4-A3"],
    });
    expect(same).toHaveLength(83 - underlined.length - 2);
  });

  test("weights stand beside the names of indicators", () => {
    const rows = rowsOf(NOTICE);
    const printed = rows
      .filter(({ weight }) => weight !== null)
      .map(({ id, weight }) => [id, weight]);
    const shares = items
      .filter(({ isGroup, weight }) => isGroup && weight !== undefined)
      .map(({ id, weight }) => [id, `${Math.round(Number(weight) * 100)}%`]);
    expect(printed).toEqual(shares);
    expect(printed).toHaveLength(29);
  });
});

describe("a next notice", () => {
  test.each([
    [
      "a change that is underlined",
      ["不低于 95% 时 20 分", "<u>不低于 96% 时 20 分</u>"],
      { changed: ["L2P1-A1"] },
    ],
    [
      "a change that is not",
      ["不低于 95% 时 20 分", "不低于 96% 时 20 分"],
      { "unmarked-change": ["L2P1-A1"] },
    ],
    [
      "a line under what stays",
      [
        "暂不对开通的业务种类和设施数量进行要求。",
        "<u>暂不对开通的业务种类和设施数量进行要求。</u>",
      ],
      { "marked-same": ["L1P3-A1"] },
    ],
    [
      "words taken out",
      ["暂不对开通的业务种类和设施数量进行要求。", ""],
      { "unmarked-change": ["L1P3-A1"] },
    ],
    [
      "other widths and spaces",
      ["不支持得0分。\\nb2: 城市政府各", "不支持得０分。\\nｂ２：  城市政府各"],
      {},
    ],
  ] as const)("%s is told", (_, swap, expected) => {
    const before = verdicts(NOTICE);
    const after = verdicts(noticeWith([swap[0], swap[1]]));
    for (const kind of ["changed", "unmarked-change", "marked-same"] as const) {
      const news = (after[kind] ?? []).filter((id) => !before[kind]?.includes(id));
      expect([kind, news]).toEqual([
        kind,
        (expected as Record<string, readonly string[]>)[kind] ?? [],
      ]);
    }
  });

  test("an item that got another id is known by its name, one with another name too by its text", () => {
    const rows = rowsOf(
      noticeWith(
        [
          "2.一站式办理率（L1P1-A2）： 计算方法：L1P1-A2",
          "2.一站式办理率（L1P1-A7）： 计算方法：L1P1-A7",
        ],
        [
          "1.城市交通运行指数发布情况 (L1P2-A1) :\\n计算方法: L1P2-A1",
          "1.交通指数 (L1P2-A9) :\\n计算方法: L1P2-A9",
        ],
      ),
    );
    const { matches, added, gone } = matchRows(rows, items);
    expect(
      matches
        .filter(({ by }) => by !== "id")
        .map(({ row, item, by }) => [rows[row]?.id, item.id, by]),
    ).toEqual([
      ["L1P1-A7", "L1P1-A2", "name"],
      ["L1P2-A9", "L1P2-A1", "text"],
    ]);
    expect([added, gone]).toEqual([[], []]);
  });

  test("two items that changed their numbers are told apart by their words", () => {
    const swapped = JSON.parse(
      JSON.stringify(NOTICE)
        .replaceAll("L1P1-A2", "L1P1-AX")
        .replaceAll("L1P1-A3", "L1P1-A2")
        .replaceAll("L1P1-AX", "L1P1-A3"),
    ) as typeof NOTICE;
    const rows = rowsOf(swapped);
    const of = (id: string) =>
      matchRows(rows, items).matches.find(({ row }) => rows[row]?.id === id);
    expect([of("L1P1-A2")?.item.id, of("L1P1-A3")?.item.id]).toEqual(["L1P1-A3", "L1P1-A2"]);
  });

  test("a new item is new, a dropped one is gone, and a decision by hand outdoes all", () => {
    const [first] = NOTICE.groups;
    if (first === undefined) throw new Error("no group");
    const method =
      "3.智慧停车泊位联网率（L1P1-A4）：\n计算方法：L1P1-A4 分项分数=40%×（联网泊位数/泊位总数）×100";
    const changed = {
      ...NOTICE,
      groups: [
        {
          ...first,
          items: [
            ...first.items.slice(0, 2),
            { method, data: "年底数据。", departments: "市城管局" },
          ],
        },
        ...NOTICE.groups.slice(1),
      ],
    };
    const rows = rowsOf(changed);
    const { added, gone } = matchRows(rows, items);
    expect(added.map((row) => [rows[row]?.id, rows[row]?.name])).toEqual([
      ["L1P1-A4", "智慧停车泊位联网率"],
    ]);
    expect(gone.map(({ id }) => id)).toEqual(["L1P1-A3"]);
    const row = added[0] ?? -1;
    const byHand = matchRows(rows, items, new Map([[row, "L1P1-A3"]]));
    expect(byHand.matches.find((match) => match.row === row)).toMatchObject({
      item: { id: "L1P1-A3" },
      by: "hand",
    });
    expect([byHand.added, byHand.gone]).toEqual([[], []]);
    const newByHand = matchRows(rows, items, new Map([[0, null]]));
    expect(newByHand.added).toEqual([0, row]);
  });
});
