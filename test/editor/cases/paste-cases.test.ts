/** A table from Excel onto the cases of a node: told cell by cell, then one step. */
import { describe, expect, test } from "vitest";
import { cellText, columnsOf } from "../../../editor/cases/case-columns.ts";
import { type PasteTarget, pastedCases, planPaste } from "../../../editor/cases/paste-cases.ts";
import { readTabbed, writeHtml, writeTabbed } from "../../../editor/ui/clipboard-table.ts";
import { filesOf, load, ruleSetFolder } from "../../support/load-rule-set.ts";

const { prepared, cases } = load(filesOf(ruleSetFolder("rules/cn-smart-city-2018")));
const NODE = "L2P1-A2";
const TARGET: PasteTarget = {
  node: NODE,
  cases: cases.filter(({ node }) => node === NODE),
  columns: columnsOf(prepared.nodes.get(NODE)?.node.inputs ?? {}),
  row: 0,
  column: 1,
};

describe("tabs and quotes", () => {
  test("cells with tabs, quotes and line ends come back as they were", () => {
    const table = [
      ["a", 'say "yes"', "two\nlines"],
      ["", "tab\there", "1.50"],
    ];
    expect(readTabbed(writeTabbed(table))).toEqual(table);
  });

  test("Excel's own ending line is no row", () => {
    expect(readTabbed("1\t2\r\n3\t4\r\n")).toEqual([
      ["1", "2"],
      ["3", "4"],
    ]);
  });

  test("cells of HTML are text, and no markup", () => {
    expect(writeHtml([["<b>&"]])).toBe(
      `<table><tbody><tr><td style="mso-number-format:'\\@'">&lt;b&gt;&amp;</td></tr></tbody></table>`,
    );
  });
});

describe("without headings", () => {
  test("cells go from the focused one on, full-width digits and all", () => {
    const plan = planPaste(readTabbed("４８\t６０\n30\t60"), TARGET);
    expect(plan.problems).toBe(0);
    expect(plan.rows.map(({ changes }) => changes)).toEqual([
      `${NODE}-full`,
      `${NODE}-three-quarters`,
    ]);
    const { updates, added } = pastedCases(plan, TARGET);
    expect(added).toEqual([]);
    expect(updates).toEqual([
      { id: `${NODE}-full`, changes: { inputs: { monitoredLength: 48, totalLength: 60 } } },
      {
        id: `${NODE}-three-quarters`,
        changes: { inputs: { monitoredLength: 30, totalLength: 60 } },
      },
    ]);
  });

  test("rows past the last case become new ones", () => {
    const target = { ...TARGET, row: TARGET.cases.length - 1 };
    const plan = planPaste(
      [
        ["1", "2"],
        ["3", "4"],
      ],
      target,
    );
    expect(plan.rows.map(({ changes }) => changes)).toEqual([TARGET.cases.at(-1)?.id, null]);
    const [added] = pastedCases(plan, target).added;
    expect([added?.node, added?.inputs, added?.worked]).toEqual([
      NODE,
      { monitoredLength: 3, totalLength: 4 },
      "hand",
    ]);
  });
});

describe("with headings", () => {
  test("columns are found by label or id in any order, rows by their id", () => {
    const table = readTabbed(
      "编号\t期望得分\ttotalLength\tMonitored lengthx\n" +
        `${NODE}-full\t19.50\t130\tx\n` +
        "new-one\t1.00\t5\tx",
    );
    const plan = planPaste(table, TARGET);
    expect(plan.columns.map(({ kind }) => kind)).toEqual(["id", "expected", "input", "ignored"]);
    expect(plan.problems).toBe(0);
    const { updates, added } = pastedCases(plan, TARGET);
    expect(updates).toEqual([
      {
        id: `${NODE}-full`,
        changes: { inputs: { monitoredLength: 120, totalLength: 130 }, expect: { score: "19.50" } },
      },
    ]);
    expect(added.map(({ id, inputs, expect: { score } }) => [id, inputs, score])).toEqual([
      ["new-one", { totalLength: 5 }, "1.00"],
    ]);
  });

  test("a cell that cannot be read is told at its place", () => {
    const plan = planPaste(readTabbed("编号\t期望得分\ttotalLength\na\t很高\t很长"), TARGET);
    expect(plan.problems).toBe(2);
    expect(plan.rows[0]?.cells.map(({ expected }) => expected)).toEqual([null, "score", "number"]);
  });
});

test("the cases of a node that are copied and pasted back change nothing", () => {
  for (const id of ["L2P1-A2", "L1P2-A1", "L1P3-A2"]) {
    const own = cases.filter(({ node }) => node === id);
    const columns = columnsOf(prepared.nodes.get(id)?.node.inputs ?? {});
    const kept = columns.filter(({ kind }) => kind !== "differences" && kind !== "worked");
    const titles = kept.map((column) =>
      column.kind === "input"
        ? column.input.label.zh
        : { name: "用例", expected: "期望", basis: "核算过程" }[column.kind as "name"],
    );
    const rows = own.map((one) => [
      one.id,
      ...kept.map((column) => cellText(one, column, "zh-CN")),
    ]);
    const target = { ...TARGET, node: id, cases: own, columns };
    const plan = planPaste(readTabbed(writeTabbed([["编号", ...titles], ...rows])), target);
    expect(plan.problems).toBe(0);
    expect(pastedCases(plan, target)).toEqual({ updates: [], added: [] });
  }
});
