/** The clipboard: a node in three forms, tables from Excel and WPS as bands and checklist rows (journey J5). */
import { describe, expect, test } from "vitest";
import {
  FORMULA_TYPE,
  nodeFromClipboard,
  nodesToClipboard,
} from "../../../editor/formula/clipboard/node-clipboard.ts";
import {
  fillGaps,
  pasteBands,
  readBandsTable,
} from "../../../editor/formula/clipboard/paste-bands.ts";
import { readChecklistTable } from "../../../editor/formula/clipboard/paste-checklist.ts";
import { namesAt } from "../../../editor/formula/names.ts";
import { readTabbed, writeTabbed } from "../../../editor/ui/clipboard-table.ts";
import { textOf } from "../../../engine/language/formula-text/print.ts";
import { SHIPPED, SHIPPED_FORMULAS, shippedFormula } from "../support/shipped.ts";

const { place, logic } = shippedFormula("L2P1-A1", "parts/b4");
const names = namesAt(SHIPPED, place);

describe("a node", () => {
  const copied = nodesToClipboard([logic], names, "zh-CN");

  test("is a text formula for people and a table for Excel", () => {
    expect(copied.text.slice(0, 25)).toBe("若(城市管理事部件的结案率 ≥ 90%; 20; ");
    expect(copied.table).toEqual([
      ["不低于", "低于", "得分"],
      ["90%", "", "20"],
      ["85%", "90%", "15"],
      ["80%", "85%", "10"],
      ["75%", "80%", "5"],
      ["", "75%", "0"],
    ]);
    const { place: at, logic: list } = shippedFormula("L1P2-A1", "parts/b3");
    expect(nodesToClipboard([list], namesAt(SHIPPED, at), "en").table).toEqual([
      ["Condition", "Points"],
      ["Analysis and publication cover expressways", "5"],
      ["Analysis and publication cover arterial roads", "5"],
      ["Analysis and publication cover secondary roads", "10"],
    ]);
    expect(nodesToClipboard([{ "+": [1, 2] }], names, "en").table).toBeNull();
  });

  test("comes back as it was, from our own form or from the text, whatever it is", () => {
    for (const one of SHIPPED_FORMULAS) {
      const around = namesAt(SHIPPED, one.place);
      const { text, formula } = nodesToClipboard([one.logic], around, "zh-CN");
      const only = (type: string, value: string) => (wanted: string) =>
        wanted === type ? value : "";
      expect(nodeFromClipboard(only(FORMULA_TYPE, formula), around)).toEqual(one.logic);
      expect(nodeFromClipboard(only("text/plain", text), around)).toEqual(one.logic);
    }
  });

  test("a table or plain words are no formula", () => {
    const plain = (text: string) =>
      nodeFromClipboard((type) => (type === "text/plain" ? text : ""), names);
    expect([plain("90%\t95%\t15"), plain("第一条 总则"), plain("")]).toEqual([null, null, null]);
  });
});

describe("bands from Excel", () => {
  const SIX = [
    "不低于\t低于\t得分",
    "９５％\t\t２０",
    "90%\t95%\t16分",
    "85%\t90%\t12",
    "74%\t85%\t8",
    "65%\t70%\t4",
    "\t65%\t0",
  ].join("\r\n");

  test("J5: six rows with a gap and full-width percents", () => {
    const paste = readBandsTable(readTabbed(SIX), true);
    expect(paste.rows.map(({ band }) => band)).toEqual([
      { from: 0.95, to: null, points: 20 },
      { from: 0.9, to: 0.95, points: 16 },
      { from: 0.85, to: 0.9, points: 12 },
      { from: 0.74, to: 0.85, points: 8 },
      { from: 0.65, to: 0.7, points: 4 },
    ]);
    expect(paste.rows.map(({ normalised }) => normalised)).toEqual([
      true,
      false,
      false,
      false,
      false,
    ]);
    expect([paste.gaps, paste.overlaps, paste.otherwise]).toEqual([
      [{ row: 4, from: 0.7, to: 0.74 }],
      [],
      0,
    ]);
  });

  test("补齐 closes the gap, and one step puts the rows in", () => {
    const edited = pasteBands(logic, "", fillGaps(readBandsTable(readTabbed(SIX), true)));
    expect(edited.ok && textOf(edited.logic, new Map(), "en")).toBe(
      "if(closureRate ≥ 0.95; 20; closureRate ≥ 0.9; 16; closureRate ≥ 0.85; 12; closureRate ≥ 0.74; 8; closureRate ≥ 0.65; 4; 0)",
    );
    expect(edited.ok && edited.label.zh).toBe("粘贴 5 行");
  });

  test("a gap that is left stays one: what lies in it gets what is left over", () => {
    const edited = pasteBands(logic, "", readBandsTable(readTabbed(SIX), true));
    expect(edited.ok && textOf(edited.logic, names, "en")).toContain(
      "closureRate ≥ 74%; 8; closureRate ≥ 65% and closureRate < 70%; 4; 0)",
    );
  });

  test("what was copied and pasted comes back the same", () => {
    const { table } = nodesToClipboard([logic], names, "zh-CN");
    const pasted = readBandsTable(readTabbed(writeTabbed(table ?? [])), true);
    const edited = pasteBands(logic, "", pasted);
    expect(edited.ok && edited.logic).toEqual(logic);
  });

  test("bounds as offices write them, without headings, in one column or two", () => {
    const bounds = (text: string, percent = true) =>
      readBandsTable(readTabbed(text), percent).rows.map(({ band }) => band);
    expect(bounds("95\t20\n90\t15")).toEqual([
      { from: 0.95, to: null, points: 20 },
      { from: 0.9, to: null, points: 15 },
    ]);
    expect(bounds("不低于\t得分\n≥95%\t20\n［90%，95%）\t15")).toEqual([
      { from: 0.95, to: null, points: 20 },
      { from: 0.9, to: 0.95, points: 15 },
    ]);
    expect(bounds("5以上\t100\n3-4\t60", false)).toEqual([
      { from: 5, to: null, points: 100 },
      { from: 3, to: 4, points: 60 },
    ]);
  });

  test("cells that cannot be read and rows that overlap are told, and nothing is pasted", () => {
    const unreadable = readBandsTable(readTabbed("不低于\t低于\t得分\n九十\t\t好"), true);
    expect(unreadable.rows[0]).toMatchObject({ band: null, unreadable: ["from", "points"] });
    expect(pasteBands(logic, "", unreadable)).toEqual({
      ok: false,
      refusal: { code: "rows_not_alike", facts: { row: 1 } },
    });
    const overlap = readBandsTable(readTabbed("90%\t\t20\n80%\t95%\t10"), true);
    expect(overlap.overlaps).toEqual([0]);
    expect(pasteBands(logic, "", overlap).ok).toBe(false);
  });
});

test("checklist rows find the inputs that are called so; others are told to be new", () => {
  const around = namesAt(SHIPPED, shippedFormula("L1P2-A1", "parts/b1").place);
  expect(
    readChecklistTable(
      readTabbed("条件\t分值\n预警；\t１０分\n事件 分析\t10\n人工巡查\t5\n预测\t"),
      around,
    ),
  ).toEqual([
    { text: "预警", input: "earlyWarning", points: 10 },
    { text: "事件 分析", input: "eventAnalysis", points: 10 },
    { text: "人工巡查", input: null, points: 5 },
    { text: "预测", input: "forecast", points: null },
  ]);
});
