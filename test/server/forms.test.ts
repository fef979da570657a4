/** A unit's form as a spreadsheet: out, filled in offline, looked at, and saved whole or not at all; on both stores. */
import ExcelJS from "exceljs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeSmallRound, type SmallRound } from "../support/small-round.ts";
import {
  type Client,
  STORES,
  startTestService,
  type TestService,
} from "../support/test-service.ts";

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** The form as a table of its columns by title, to be filled in as a person would. */
interface Form {
  readonly sheet: ExcelJS.Worksheet;
  cell(item: string, input: string, part: string, title: string): ExcelJS.Cell;
  bytes(): Promise<Uint8Array<ArrayBuffer>>;
}

async function openForm(bytes: Uint8Array): Promise<Form> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(Buffer.from(bytes) as never);
  const sheet = workbook.worksheets[0] as ExcelJS.Worksheet;
  const titles = new Map<string, number>();
  sheet.getRow(4).eachCell((cell, column) => titles.set(cell.text, column));
  const text = (row: ExcelJS.Row, title: string) => row.getCell(titles.get(title) ?? 0).text;
  return {
    sheet,
    cell(item, input, part, title) {
      const row = sheet
        .getRows(5, sheet.rowCount)
        ?.find(
          (one) =>
            text(one, "编号") === item &&
            text(one, "数据项代码") === input &&
            text(one, "选项代码") === part,
        );
      if (row === undefined) throw new Error(`no line ${item}/${input}/${part}`);
      return row.getCell(titles.get(title) ?? 0);
    },
    bytes: async () => new Uint8Array(await workbook.xlsx.writeBuffer()),
  };
}

describe.each(STORES)("forms on %s", (store) => {
  let service: TestService;
  let at: SmallRound;
  beforeAll(async () => {
    service = await startTestService({ store });
    at = await makeSmallRound(service);
    const { json: city } = await at.office.send("GET", at.path);
    const reply = await at.office.send("PUT", at.path, {
      ifMatch: city.version,
      body: {
        units: {},
        assignments: {
          ...city.assignments,
          "L1P3-A2": { units: ["services"] },
          "L1P4-A3": { units: ["services"] },
          "L4P2-A1": { units: ["services"] },
          "L5P2-A1": { units: ["services"] },
          "L1P8-A1": { units: ["services"] },
        },
      },
    });
    expect(reply.status).toBe(204);
  });
  afterAll(() => service.close());

  const base = () => `${at.path}/units/services/form`;
  const download = async (path: string, client: Client = at.clerk) =>
    new Uint8Array(
      await (
        await service.app.request(`/api/v1${path}`, { headers: { cookie: client.cookie } })
      ).arrayBuffer(),
    );
  const form = async () => openForm(await download(`${base()}/xlsx`));
  const preview = (raw: Uint8Array<ArrayBuffer> | string, type = XLSX) =>
    at.clerk.send("POST", `${base()}/preview`, { raw, type });
  const bring = (raw: Uint8Array<ArrayBuffer> | string, ifMatch: number, type = XLSX) =>
    at.clerk.send("POST", base(), { raw, type, ifMatch });

  test("the form holds the unit's own figures and nobody else's, in the notice's words", async () => {
    const { sheet, cell } = await form();
    expect([sheet.getCell("A1").text, sheet.getCell("A2").text]).toEqual([
      "春季评价　填报表",
      "城市：示例市　　填报单位：services　　截止时间：2026-04-01 08:00（北京时间）",
    ]);
    expect(sheet.pageSetup).toMatchObject({
      paperSize: 9,
      orientation: "landscape",
      fitToWidth: 1,
    });
    const items = new Set(
      sheet
        .getRows(5, sheet.rowCount)
        ?.map((row) => row.getCell(1).text)
        .filter(Boolean),
    );
    expect([...items]).toEqual([
      "L1P1-A1",
      "L1P1-A2",
      "L1P3-A2",
      "L1P4-A3",
      "L1P8-A1",
      "L4P2-A1",
      "L5P2-A1",
    ]);
    expect(cell("L1P1-A1", "eCertItems", "", "填写要求").text).toBe(
      "填整数，不超过 “政务服务事项总数”",
    );
    expect(cell("L1P3-A2", "services", "relationTransfer", "数据项").text.trim()).toMatch(
      /社保关系转移/,
    );
  });

  test("what is filled in is shown cell by cell before anything is written, then saved as drafts", async () => {
    const filled = await form();
    filled.cell("L1P1-A1", "eCertItems", "", "填写").value = { formula: "12+30+3", result: 45 };
    filled.cell("L1P1-A1", "itemsTotal", "", "填写").value = 60;
    filled.cell("L1P1-A1", "itemsTotal", "", "数据来源").value = "=政务平台";
    filled.cell("L1P1-A1", "itemsTotal", "", "截至日期").value = new Date("2018-12-31T00:00:00Z");
    filled.cell("L1P1-A1", "", "", "填写").value = "第一季度";
    filled.cell("L1P3-A2", "services", "relationTransfer", "填写").value = "是";
    filled.cell("L1P3-A2", "services", "remoteMedical", "填写").value = "非本单位";
    filled.cell("L4P2-A1", "updateYears", "", "填写").value = "无";
    filled.cell("L5P2-A1", "casesByField", "macroPolicy", "填写").value = 2;
    const bytes = await filled.bytes();
    const { status, json, headers } = await preview(bytes);
    expect([status, json.refused, headers.get("etag")]).toEqual([200, [], '"0"']);
    const changes = json.items.flatMap(
      ({
        changes: all,
      }: {
        changes: {
          item: string;
          input?: string;
          what: string;
          from: unknown;
          to: unknown;
          formula?: string;
        }[];
      }) =>
        all.map(({ item, input, what, from, to, formula }) => [
          item,
          input,
          what,
          from,
          to,
          formula,
        ]),
    );
    expect(changes).toContainEqual(["L1P1-A1", "eCertItems", "value", null, 45, "12+30+3"]);
    expect(changes).toContainEqual([
      "L1P1-A1",
      "itemsTotal",
      "source",
      null,
      "=政务平台",
      undefined,
    ]);
    expect((await at.clerk.send("GET", `${at.sheets}/L1P1-A1`)).json.version).toBe(0);

    const saved = await bring(bytes, 0);
    expect([saved.status, saved.headers.get("etag")]).toEqual([200, '"4"']);
    const { json: sheet } = await at.clerk.send("GET", `${at.sheets}/L1P1-A1`);
    expect([sheet.version, sheet.state, sheet.body]).toEqual([
      1,
      "draft",
      {
        values: { eCertItems: 45, itemsTotal: 60 },
        told: {
          eCertItems: { working: "12+30+3" },
          itemsTotal: { source: "=政务平台", asOf: "2018-12-31" },
        },
        remark: "第一季度",
      },
    ]);
    expect((await at.clerk.send("GET", `${at.sheets}/L1P3-A2`)).json.body.values.services).toEqual({
      answers: {
        relationTransfer: "yes",
        remoteEligibility: null,
        remoteMedical: "not_ours",
        pensionStatusQuery: null,
      },
    });
    expect((await at.clerk.send("GET", `${at.sheets}/L4P2-A1`)).json.body.values).toEqual({
      updateYears: null,
    });
    const { json: audit } = await at.auditor.send("GET", "/audit/rows?chain=city/example");
    expect(audit.rows.slice(-5).map(({ action }: { action: string }) => action)).toEqual([
      ...Array.from({ length: 4 }, () => "sheet.save"),
      "form.import",
    ]);
  });

  test("a form that comes back as it went out changes nothing, as a workbook and as CSV", async () => {
    const workbook = await preview(await download(`${base()}/xlsx`));
    expect([workbook.status, workbook.json.items, workbook.json.refused]).toEqual([200, [], []]);
    const csv = await download(`${base()}/csv`);
    const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(csv);
    expect([text.charCodeAt(0), text.split("\r\n")[0]?.slice(1, 9)]).toEqual([
      0xfeff,
      "编号,分项,数据",
    ]);
    // Only the text column is guarded.
    expect(text).toContain(",'=政务平台,");
    const back = await preview(csv, "text/csv");
    expect([back.status, back.json.items, back.json.refused]).toEqual([200, [], []]);
  });

  test("a table saved by Excel in GB 18030 with tabs is read too; a minus stays a number", async () => {
    const tabs = "\ufeff编号\t数据项代码\t选项代码\t填写\nL1P1-A1\teCertItems\t\t-3\n";
    // 编号,数据项代码,选项代码,填写 / L1P1-A1,eCertItems,,-3
    const chinese =
      "b1e0bac52ccafdbeddcfeeb4fac2eb2cd1a1cfeeb4fac2eb2ccceed0b40d0a4c3150312d41312c65436572744974656d732c2c2d330d0a";
    for (const bytes of [Buffer.from(tabs, "utf16le"), Buffer.from(chinese, "hex")]) {
      const { json } = await preview(new Uint8Array(bytes), "text/csv");
      expect(
        json.refused.map(({ cell, code, found }: Record<string, string>) => [cell, code, found]),
      ).toEqual([["D2", "refused_figure", "-3"]]);
    }
  });

  test("every refused cell is named with what would be right, and nothing is saved", async () => {
    const filled = await form();
    filled.cell("L1P1-A1", "eCertItems", "", "填写").value = "１，０４５ 项";
    filled.cell("L1P1-A1", "itemsTotal", "", "填写").value = 12.5;
    filled.cell("L1P1-A1", "itemsTotal", "", "截至日期").value = "去年底";
    filled.cell("L1P8-A1", "mainPortal", "", "填写").value = "也许";
    filled.cell("L1P1-A2", "oneStopItems", "", "填写").value = 30;
    filled.cell("L5P2-A1", "casesByField", "macroPolicy", "填写").value = {
      error: "#DIV/0!",
    } as never;
    const extra = filled.sheet.addRow(["L9P9-A9", "", "nothing", "", "", "", 5]);
    const bytes = await filled.bytes();
    const { json, headers } = await preview(bytes);
    expect(
      json.refused.map(
        ({ sheet, cell, item, input, part, code, closest }: Record<string, unknown>) => [
          sheet,
          cell,
          item,
          input,
          part,
          code,
          closest,
        ],
      ),
    ).toEqual([
      ["填报表", `G${extra.number}`, "L9P9-A9", "nothing", undefined, "unknown_line", undefined],
      [
        "填报表",
        filled.cell("L1P1-A1", "eCertItems", "", "填写").address,
        "L1P1-A1",
        "eCertItems",
        undefined,
        "wrong_entry",
        "1045",
      ],
      [
        "填报表",
        filled.cell("L1P1-A1", "itemsTotal", "", "填写").address,
        "L1P1-A1",
        "itemsTotal",
        undefined,
        "refused_figure",
        undefined,
      ],
      [
        "填报表",
        filled.cell("L1P1-A1", "itemsTotal", "", "截至日期").address,
        "L1P1-A1",
        "itemsTotal",
        undefined,
        "wrong_date",
        undefined,
      ],
      [
        "填报表",
        filled.cell("L1P8-A1", "mainPortal", "", "填写").address,
        "L1P8-A1",
        "mainPortal",
        undefined,
        "wrong_entry",
        undefined,
      ],
      [
        "填报表",
        filled.cell("L5P2-A1", "casesByField", "macroPolicy", "填写").address,
        "L5P2-A1",
        "casesByField",
        "macroPolicy",
        "wrong_entry",
        undefined,
      ],
    ]);
    expect(json.refused[1].expected).toBe("填整数，不超过 “政务服务事项总数”");
    const version = Number(headers.get("etag")?.replaceAll('"', ""));
    const refused = await bring(bytes, version);
    expect([refused.status, refused.json.code, refused.json.issues.length]).toEqual([
      422,
      "files_refused",
      6,
    ]);
    expect((await at.clerk.send("GET", `${at.sheets}/L1P1-A2`)).json.version).toBe(0);
  });

  test("what was saved meanwhile is not overwritten unseen", async () => {
    const filled = await form();
    filled.cell("L1P1-A1", "eCertItems", "", "填写").value = 50;
    filled.cell("L1P1-A1", "eCertItems", "", "计算过程").value = null;
    const bytes = await filled.bytes();
    await at.clerk.send("PUT", `${at.sheets}/L1P1-A1`, {
      body: { values: { eCertItems: 48, itemsTotal: 60 } },
      ifMatch: 1,
    });
    const stale = await bring(bytes, 4);
    expect([stale.status, stale.json.current]).toEqual([412, { version: 5 }]);
    const { json } = await preview(bytes);
    expect(json.items).toMatchObject([{ item: "L1P1-A1", version: 2, changedSince: true }]);
    expect(json.items[0].changes).toContainEqual(
      expect.objectContaining({ input: "eCertItems", what: "value", from: 48, to: 50 }),
    );
    const racing = await Promise.all([bring(bytes, 5), bring(bytes, 5)]);
    expect(racing.map(({ status }) => status).sort()).toEqual([200, 412]);
    expect((await at.clerk.send("GET", `${at.sheets}/L1P1-A1`)).json.version).toBe(3);
  });

  test("an accepted item is closed in the form and when it comes back", async () => {
    await at.clerk.send("POST", `${at.sheets}/L1P1-A1/hand-in`, { ifMatch: 3 });
    await at.office.send("POST", `${at.sheets}/L1P1-A1/accept`, { ifMatch: 4, body: {} });
    const filled = await form();
    expect(filled.cell("L1P1-A1", "eCertItems", "", "分项").text).toMatch(/（本分项现不可填）$/);
    filled.cell("L1P1-A1", "eCertItems", "", "填写").value = 51;
    const { json } = await preview(await filled.bytes());
    expect(json.refused.map(({ code }: { code: string }) => code)).toEqual(["not_open"]);
  });

  test("rows of a table go in and out", async () => {
    const filled = await form();
    for (const [row, [name, lookups, visits]] of [
      ["甲医院", 40, 100],
      ["乙医院", 10, 50],
    ].entries()) {
      filled.cell("L1P4-A3", "hospitals", `${row + 1}/name`, "填写").value = name as string;
      filled.cell("L1P4-A3", "hospitals", `${row + 1}/recordLookups`, "填写").value =
        lookups as number;
      filled.cell("L1P4-A3", "hospitals", `${row + 1}/outpatientVisits`, "填写").value =
        visits as number;
    }
    const bytes = await filled.bytes();
    const { headers } = await preview(bytes);
    const saved = await bring(bytes, Number(headers.get("etag")?.replaceAll('"', "")));
    expect(saved.status).toBe(200);
    expect((await at.clerk.send("GET", `${at.sheets}/L1P4-A3`)).json.body.values.hospitals).toEqual(
      [
        { name: "甲医院", recordLookups: 40, outpatientVisits: 100 },
        { name: "乙医院", recordLookups: 10, outpatientVisits: 50 },
      ],
    );
    expect((await preview(await download(`${base()}/xlsx`))).json.items).toEqual([]);
  });

  test("the office previews, but does not save a unit's figures; another unit sees none of it", async () => {
    const bytes = await download(`${base()}/xlsx`);
    const office = await at.office.send("POST", base(), { raw: bytes, type: XLSX, ifMatch: 0 });
    expect(office.status).toBe(403);
    expect((await at.otherClerk.send("GET", `${base()}/xlsx`)).status).toBe(404);
  });
});
