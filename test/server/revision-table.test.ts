/** The 修订对照表 as a workbook: every change in words, the notice's table with new text underlined, whom it moves. */
import ExcelJS, { type CellValue } from "exceljs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { changedYear } from "../support/changed-year.ts";
import { makeSmallRound, RULE_SET, type SmallRound } from "../support/small-round.ts";
import { type Client, startTestService, type TestService } from "../support/test-service.ts";

let service: TestService;
let at: SmallRound;
let analyst: Client;
let draft: string;
beforeAll(async () => {
  service = await startTestService();
  at = await makeSmallRound(service);
  const saved = await at.office.send("PUT", `${at.path}/units/office/sheets/L8P1`, {
    body: { values: { surveyScore: "71.5" } },
    ifMatch: 0,
  });
  expect(saved.status).toBe(200);
  analyst = await service.signedIn("analyst");
  const made = await analyst.send("POST", "/drafts", {
    body: { basedOn: RULE_SET, ruleSet: "year-2020", name: "2020" },
  });
  draft = made.json.draft.id;
  const { files } = (await analyst.send("GET", `/drafts/${draft}`)).json;
  const changed = changedYear(new Map(Object.entries(files as Record<string, string>)));
  const put = await analyst.send("PUT", `/drafts/${draft}`, {
    body: { files: Object.fromEntries(changed) },
    ifMatch: 1,
  });
  expect(put.status).toBe(200);
});
afterAll(() => service.close());

async function workbook(path: string, language = "zh-CN"): Promise<ExcelJS.Workbook> {
  const response = await service.app.request(`/api/v1${path}`, {
    headers: { cookie: analyst.cookie, "accept-language": language },
  });
  expect(response.status).toBe(200);
  const book = new ExcelJS.Workbook();
  await book.xlsx.load((await response.arrayBuffer()) as never);
  return book;
}

function sheet(book: ExcelJS.Workbook, name: string): ExcelJS.Worksheet {
  const found = book.getWorksheet(name);
  if (found === undefined) throw new Error(book.worksheets.map((one) => one.name).join());
  return found;
}

/** Words of a cell, with `_` round what is underlined and `~` round what is struck through. */
function marked(value: CellValue): string {
  if (value === null || typeof value !== "object" || !("richText" in value)) return String(value);
  return value.richText
    .map(({ text, font }) => (font?.underline ? `_${text}_` : font?.strike ? `~${text}~` : text))
    .join("");
}

const rowsOf = (found: ExcelJS.Worksheet): readonly string[][] => {
  const rows: string[][] = [];
  found.eachRow((row) =>
    rows.push(Array.from(row.values as CellValue[], (value) => marked(value ?? "")).slice(1)),
  );
  return rows;
};

describe("the table of revisions of a draft", () => {
  test("tells every change, new text underlined, old struck through", async () => {
    const found = sheet(await workbook(`/drafts/${draft}/revision-table`), "修订对照表");
    const rows = rowsOf(found);
    expect(rows.length).toBe(3 + 14);
    expect(rows[2]).toEqual(["序号", "指标", "修订内容", "原规定", "新规定", "类别"]);
    expect(rows.find(([, , what]) => what?.includes("20 分档下限"))?.slice(1)).toEqual([
      "L2P1-A1 数字化城管情况",
      "b4 城市管理事部件的结案率 20 分档下限",
      "~90%~",
      "_95%_",
      "数值",
    ]);
    expect(rows.find(([, item]) => item?.startsWith("L1P9-A3"))?.slice(2, 5)).toEqual([
      "删除",
      "农业在线化经营情况",
      "",
    ]);
    expect(found.views[0]).toMatchObject({ state: "frozen", ySplit: 3 });
    expect(found.pageSetup).toMatchObject({ orientation: "landscape", paperSize: 9 });
    expect(found.getColumn(5).width).toBe(52);
    expect(found.getCell("E8").alignment).toMatchObject({ wrapText: true });
  });

  test("has the notice's six columns, a group's cell beside all of its items", async () => {
    const found = sheet(await workbook(`/drafts/${draft}/revision-table`), "评价指标（划线稿）");
    const rows = rowsOf(found);
    expect(rows[2]).toEqual([
      "一级指标及权重",
      "二级指标及权重",
      "二级指标释义及评价方法",
      "二级指标分项及计算方法",
      "数据要求",
      "数据来源",
    ]);
    expect(rows[3]?.slice(0, 2)).toEqual(["惠民服务 L1 (26%)", "政务服务 L1P1 (5%)"]);
    expect(found.getCell("B4").isMerged && found.getCell("B6").master.address).toBe("B4");
    const methods = rows.map((row) => row[3] ?? "");
    expect(methods.find((text) => text.includes("L1P2-A1"))).toMatch(/预测\(_12_分\)/);
    expect(methods.find((text) => text.includes("L1P9-A3"))).toMatch(/^~[^~]*~$/);
    expect(methods.find((text) => text.includes("L7P1-A4"))).toMatch(/^_[^_]*_$/);
  });

  test("tells whom the changes move, the largest difference first", async () => {
    const book = await workbook(`/drafts/${draft}/revision-table`);
    const cases = rowsOf(sheet(book, "用例影响")).slice(3);
    const sizes = cases
      .filter(([, , , , change]) => change !== "—")
      .map((row) => Math.abs(Number(row[4])));
    expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
    expect(cases.filter(([what]) => what === "L2P1-A1").length).toBeGreaterThan(0);
    for (const [, , before, after, change] of cases)
      if (change !== "—") expect(cents(after) - cents(before)).toBe(cents(change));
    expect(rowsOf(sheet(book, "城市影响"))[3]?.[0]).toBe("得分都不变");
  });

  test("is in English for who reads English", async () => {
    const book = await workbook(`/drafts/${draft}/revision-table`, "en");
    expect(book.worksheets.map(({ name }) => name)).toEqual([
      "Table of revisions",
      "Notice with marks",
      "Effect on cases",
      "Effect on cities",
    ]);
  });

  test("against an earlier save has no cities, which are scored with published sets", async () => {
    const book = await workbook(`/drafts/${draft}/revision-table?fromSave=1`);
    expect(book.worksheets.map(({ name }) => name)).toEqual([
      "修订对照表",
      "评价指标（划线稿）",
      "用例影响",
    ]);
  });

  test("never holds a formula, whatever a text looks like", async () => {
    const { json } = await analyst.send("GET", `/drafts/${draft}`);
    const file = JSON.parse(json.files["L8P1.json"]);
    file.name = { zh: "=HYPERLINK(1)", en: "@SUM(A1)" };
    await analyst.send("PUT", `/drafts/${draft}/file?path=L8P1.json`, {
      raw: JSON.stringify(file),
      ifMatch: json.draft.save,
    });
    const book = await workbook(`/drafts/${draft}/revision-table`);
    const values: CellValue[] = [];
    for (const one of book.worksheets)
      one.eachRow((row) => row.eachCell(({ value }) => values.push(value)));
    expect(
      values.filter((value) => value !== null && typeof value === "object" && "formula" in value),
    ).toEqual([]);
    expect(
      values.map((value) => marked(value)).filter((text) => text.includes("HYPERLINK")).length,
    ).toBeGreaterThan(0);
  });
});

test("of two published sets that are the same it says that they do not differ", async () => {
  const book = await workbook(`/rule-sets/${RULE_SET}/revision-table?from=${RULE_SET}`);
  expect(rowsOf(sheet(book, "修订对照表"))[3]).toEqual(["两者没有不同"]);
});

test("stored cities of one set under another are told by a route, and an unknown set is refused", async () => {
  const effect = await analyst.send("GET", `/rule-sets/${RULE_SET}/effect?from=${RULE_SET}`);
  expect(
    effect.json.cities.map(({ effect: one }: { effect: { difference: string } }) => one.difference),
  ).toEqual(effect.json.cities.map(() => "0.00"));
  expect(effect.json.cities.length).toBeGreaterThan(0);
  const missing = await analyst.send("GET", `/rule-sets/${RULE_SET}/effect?from=nothing`);
  expect([missing.status, missing.json.code]).toEqual([404, "unknown_rule_set"]);
});

test("a draft that is no rule set is refused with the reason", async () => {
  const { json } = await analyst.send("POST", "/drafts", {
    body: { basedOn: RULE_SET, ruleSet: "broken-2020", name: "broken" },
  });
  await analyst.send("PUT", `/drafts/${json.draft.id}/file?path=L8P1.json`, {
    raw: "{",
    ifMatch: 1,
  });
  const reply = await analyst.send("GET", `/drafts/${json.draft.id}/revision-table`);
  expect([reply.status, reply.json.code, reply.json.obstacles]).toEqual([
    409,
    "not_publishable",
    [{ code: "errors" }],
  ]);
});

const cents = (text: string | undefined): number => Math.round(Number(text) * 100);
