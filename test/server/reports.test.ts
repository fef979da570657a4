/** Score sheets and the whole return: what an office prints, and what another program takes; on both stores. */
import ExcelJS from "exceljs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { score } from "../../engine/score/score.ts";
import { loadFolder } from "../support/load-rule-set.ts";
import { makeSmallRound, RULE_SET, type SmallRound } from "../support/small-round.ts";
import {
  type Client,
  STORES,
  startTestService,
  type TestService,
} from "../support/test-service.ts";

describe.each(STORES)("reports on %s", (store) => {
  let service: TestService;
  let at: SmallRound;
  beforeAll(async () => {
    service = await startTestService({ store });
    at = await makeSmallRound(service);
    const save = async (client: Client, sheet: string, body: object, handIn: boolean) => {
      expect((await client.send("PUT", sheet, { body, ifMatch: 0 })).status).toBe(200);
      if (handIn)
        expect((await client.send("POST", `${sheet}/hand-in`, { ifMatch: 1 })).status).toBe(200);
    };
    await save(
      at.clerk,
      `${at.sheets}/L1P1-A1`,
      { values: { eCertItems: 45, itemsTotal: 60 }, remark: "=HYPERLINK(1)" },
      true,
    );
    await save(at.clerk, `${at.sheets}/L1P1-A2`, { values: { oneStopItems: 30 } }, false);
    await save(
      at.office,
      `${at.path}/units/office/sheets/L8P1`,
      { values: { surveyScore: "71.5" } },
      true,
    );
  });
  afterAll(() => service.close());

  const workbook = async (path: string, client: Client = at.office, language = "zh-CN") => {
    const response = await service.app.request(`/api/v1${at.path}${path}`, {
      headers: { cookie: client.cookie, "accept-language": language },
    });
    expect(response.status).toBe(200);
    const book = new ExcelJS.Workbook();
    await book.xlsx.load((await response.arrayBuffer()) as never);
    return book;
  };
  const sheetOf = (book: ExcelJS.Workbook, index = 0) =>
    book.worksheets[index] as ExcelJS.Worksheet;
  const rowOf = (sheet: ExcelJS.Worksheet, id: string) => {
    const row = sheet.getRows(1, sheet.rowCount)?.find((one) => one.getCell(3).text.includes(id));
    return [3, 4, 5, 6, 7].map((column) => row?.getCell(column).value ?? null);
  };

  test("a department's score sheet: its items alone, drafts included, with full marks and remarks", async () => {
    const sheet = sheetOf(await workbook("/units/services/score-sheet", at.clerk));
    expect([sheet.getCell("A1").text, sheet.getCell("A2").text]).toEqual([
      "示例市新型智慧城市评价指标（2018）得分表",
      "填报单位：services　　批次：春季评价",
    ]);
    expect(sheet.getRow(3).values).toEqual([
      undefined,
      "一级指标",
      "二级指标",
      "二级指标分项",
      "满分",
      "数据",
      "得分",
      "备注",
    ]);
    expect(rowOf(sheet, "L1P1-A1").slice(1)).toEqual([
      30,
      "已实现使用以公民身份证号码或法人和其他组织统一社会信用代码为唯一标识的电子证照办理的政务服务事项数量：45项\n政务服务事项总数：60项",
      22.5,
      "=HYPERLINK(1)",
    ]);
    expect(rowOf(sheet, "L1P1-A2").slice(1)).toEqual([
      30,
      "实现线下一站式办理的政务服务事项数量：30项",
      15,
      null,
    ]);
    expect(rowOf(sheet, "L1P1-A3")).toEqual([null, null, null, null, null]);
    // The third item of the group is another's, and so the group's score is not told.
    expect(sheet.getCell("B4").text).toBe("政务服务\nL1P1，5%");
    expect(sheet.getCell("B5").master.address).toBe("B4");
    expect(sheet.pageSetup).toMatchObject({
      paperSize: 9,
      orientation: "landscape",
      fitToWidth: 1,
      printTitlesRow: "1:3",
    });
    expect(sheet.getCell("A1").font.name).toBe("黑体");
  });

  test("the city's score sheet: every item, what is handed in, the total with its range", async () => {
    const sheet = sheetOf(await workbook("/score-sheet"));
    const { json: score } = await at.office.send("GET", `${at.path}/score`);
    expect(rowOf(sheet, "L1P1-A1")[3]).toBe(22.5);
    expect(sheet.getCell("B4").text).toBe("政务服务\nL1P1，5%\n得分 1.13");
    expect(rowOf(sheet, "L1P1-A2").slice(3)).toEqual([
      null,
      "待填：实现线下一站式办理的政务服务事项数量",
    ]);
    const total = sheet.getRows(4, sheet.rowCount)?.find((row) => row.getCell(1).text === "总得分");
    expect([4, 6, 7].map((column) => total?.getCell(column).value)).toEqual([
      100,
      Number(score.total),
      `暂定得分（数据未齐），可能区间 ${score.range[0]} – ${score.range[1]}`,
    ]);
    // An indicator without items stands in its own column, up to the full marks.
    const survey = sheet
      .getRows(4, sheet.rowCount)
      ?.find((row) => row.getCell(2).text.includes("L8P1"));
    expect([survey?.getCell(3).master.address, survey?.getCell(6).value]).toEqual([
      survey?.getCell(2).address,
      28.6,
    ]);
    expect(sheetOf(await workbook("/score-sheet", at.office, "en")).name).toBe("score sheet");
  });

  test("the whole return as JSON is scored as it is, by any program that knows the rules", async () => {
    const { json } = await at.office.send("GET", `${at.path}/return`);
    const outcome = score(loadFolder(`rules/${RULE_SET}`).prepared, json.inputs, {});
    expect(outcome.ok && [outcome.result.total, outcome.result.scores]).toEqual([
      json.total,
      json.scores,
    ]);
    expect(json).toMatchObject({
      format: 1,
      round: { id: "spring" },
      city: { id: "example", state: "open" },
      ruleSet: { id: RULE_SET },
      inputs: {
        "L1P1-A1": { eCertItems: 45, itemsTotal: 60 },
        L8P1: { surveyScore: "71.5" },
      },
      sources: [
        { kind: "revision", unit: "services", item: "L1P1-A1", revision: 1 },
        { kind: "revision", unit: "office", item: "L8P1", revision: 1 },
      ],
    });
    expect(json.inputs["L1P1-A2"]).toBeUndefined();
  });

  test("and as a workbook: figures with their source, then the score sheet", async () => {
    const book = await workbook("/return/xlsx");
    expect(book.worksheets.map(({ name }) => name)).toEqual(["评价指标数据", "得分表"]);
    const sheet = sheetOf(book);
    expect(
      [4, 5, 6].map((row) =>
        [1, 3, 6, 7, 8].map((column) => sheet.getRow(row).getCell(column).value),
      ),
    ).toEqual([
      ["L1P1-A1", "eCertItems", 45, "45项", "services r1"],
      ["L1P1-A1", "itemsTotal", 60, "60项", "services r1"],
      ["L8P1", "surveyScore", 71.5, "71.5分", "统筹部门 r1"],
    ]);
  });
});
