/** Tables as offices hand them on: heads repeated on every page, cells left empty, several items in one cell. */
import { expect, test } from "vitest";
import { readHead } from "../../../editor/notice/columns.ts";
import { idReader } from "../../../editor/notice/ids.ts";
import type { Cell, Grid } from "../../../editor/notice/read-tables.ts";
import { readRows } from "../../../editor/notice/rows.ts";

const HEAD = [
  "一级指标及权重",
  "二级指标及权重",
  "二级指标释义及评价方法",
  "二级指标分项及计算方法",
  "数据要求",
  "数据来源",
];

/** `^` is the merged cell above; words between underscores are underlined. */
function gridOf(...rows: readonly (readonly string[])[]): Grid {
  let key = 0;
  const grid: Cell[][] = [];
  for (const row of rows) {
    const above = grid.at(-1);
    grid.push(
      row.map((words, column) => {
        if (words === "^" && above?.[column] !== undefined) return above[column];
        const [before = "", marked = "", after = ""] = words.split("_");
        return {
          text: before + marked + after,
          marks: marked === "" ? [] : [[before.length, before.length + marked.length]],
          key: key++,
        };
      }),
    );
  }
  return grid;
}

function read(grid: Grid, known = ["A1", "A1B1", "A1B1-C1"]) {
  const { roles, words } = readHead(grid);
  return readRows(grid, roles, words, idReader(known));
}

test("ids are read in full width and with new numbers, but not out of longer words", () => {
  const readId = idReader(["A1B1-C1", "A1"]);
  expect(readId("２．名称（Ａ１Ｂ２－Ｃ１０）：")).toEqual({ id: "A1B2-C10", from: 5, to: 13 });
  expect(readId("a1b1-c1")?.id).toBe("A1B1-C1");
  expect(readId("GB/T33171—2016")).toBeNull();
  expect(readId("XA12")).toBeNull();
  expect(idReader(["total"])("total")).toBeNull();
});

test("an empty cell goes on with the indicator above, and so does the head of the next page", () => {
  const rows = read(
    gridOf(
      HEAD,
      ["惠民 A1 (26%)", "政务 A1B1 (5％)", "第一句。", "1.甲 (A1B1-C1):", "要求甲", "某局"],
      HEAD,
      ["", "", "第二句。", "2.乙 (A1B1-C2):", "——", "某局"],
      ["惠民 A1 (26%)", "交通 A1B2 (2%)", "", "1.丙 (A1B2-C1):", "", ""],
    ),
  );
  expect(rows.map(({ id, name, weight, above }) => [id, name, weight, above])).toEqual([
    ["A1", "惠民", "26%", null],
    ["A1B1", "政务", "5%", 0],
    ["A1B1-C1", "甲", null, 1],
    ["A1B1-C2", "乙", null, 1],
    ["A1B2", "交通", "2%", 0],
    ["A1B2-C1", "丙", null, 4],
  ]);
  expect(rows[1]?.texts.purpose?.text).toBe("第一句。\n第二句。");
  expect(rows[3]?.texts.data?.text).toBe("");
});

test("items in one cell are told apart, with their lines and with the cells beside them", () => {
  const rows = read(
    gridOf(
      HEAD,
      ["A1", "A1B1", "", "1.甲 (A1B1-C1):\n式甲\n2._乙_ (A1B1-C2):\n式乙", "要求甲", "某局"],
      ["^", "^", "^", "^", "要求乙", "^"],
    ),
  );
  const items = rows.filter(({ texts }) => texts.method !== undefined);
  expect(
    items.map(({ id, name, texts }) => [id, name, texts.data?.text, texts.departments?.text]),
  ).toEqual([
    ["A1B1-C1", "甲", "要求甲", "某局"],
    ["A1B1-C2", "乙", "要求乙", "某局"],
  ]);
  expect(items[1]?.texts.method).toEqual({ text: "2.乙 (A1B1-C2):\n式乙", marks: [[2, 3]] });
});

test("what a page break cut off belongs to the item before; an indicator without items keeps its own", () => {
  const rows = read(
    gridOf(
      HEAD,
      ["A1", "A1B1", "", "1.甲 (A1B1-C1):", "上半句", "某局"],
      ["", "", "", "", "下半句", ""],
      ["A1", "A1B3", "调查。", "", "问卷", ""],
    ),
  );
  expect(rows.map(({ id, texts }) => [id, texts.data?.text])).toEqual([
    ["A1", undefined],
    ["A1B1", undefined],
    ["A1B1-C1", "上半句\n下半句"],
    ["A1B3", "问卷"],
  ]);
});

test("a table whose head says nothing is not guessed at", () => {
  const { roles, words } = readHead(gridOf(["甲", "乙"], ["1.丙", "丁"]));
  expect([roles, words]).toEqual([["nothing", "nothing"], null]);
});
