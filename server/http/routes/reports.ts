/** @module What offices print and send on: score sheets of a unit and of the city, the whole return. */
import { Type } from "@sinclair/typebox";
import type { Role } from "../../people/roles.ts";
import { readCityReport, readUnitReport } from "../../reports/read-report.ts";
import { scoreSheet } from "../../reports/score-sheet.ts";
import { figuresSheet, returnDocument } from "../../reports/whole-return.ts";
import type { Services } from "../../services.ts";
import { writeSpreadsheet, XLSX } from "../../spreadsheet/spreadsheets.ts";
import { attachment } from "../attachment.ts";
import { json, type Route, type RouteRequest, route } from "../route.ts";
import { OBJECT, open } from "../schemas.ts";

const BASE = "/rounds/{round}/cities/{city}";
const OFFICE_ROLES: readonly Role[] = ["consolidator", "auditor", "analyst", "reviewer"];
const WORKBOOK = { status: 200, type: XLSX, schema: Type.String() } as const;

export const reportRoutes: readonly Route[] = [
  route(
    {
      method: "get",
      path: `${BASE}/units/{unit}/score-sheet`,
      zh: "一个单位的指标得分表（Excel），可打印签章",
      en: "The score sheet of a unit (Excel), to be printed and signed",
      access: ["clerk", "head", "consolidator", "auditor"],
      answer: WORKBOOK,
      failures: [422],
    },
    async ({ params, language }, { store, ruleSets }) => {
      const { round = "", city = "", unit = "" } = params;
      const source = await readUnitReport(store.db, ruleSets, { round, city, unit });
      const bytes = await writeSpreadsheet([scoreSheet(source, language)]);
      return attachment(bytes, XLSX, `${round}-${unit}-scores.xlsx`);
    },
  ),
  route(
    {
      method: "get",
      path: `${BASE}/score-sheet`,
      zh: "全市指标得分表（Excel）",
      en: "The score sheet of the city (Excel)",
      access: OFFICE_ROLES,
      answer: WORKBOOK,
      failures: [422],
    },
    async (request, services) => {
      const { source } = await report(request, services);
      const bytes = await writeSpreadsheet([scoreSheet(source, request.language)]);
      return attachment(bytes, XLSX, `${request.params.round}-${request.params.city}-scores.xlsx`);
    },
  ),
  route(
    {
      method: "get",
      path: `${BASE}/return`,
      zh: "全市数据（JSON），供国家填报系统；inputs 可直接计算",
      en: "The whole return (JSON) for the national system; its inputs can be scored as they are",
      access: OFFICE_ROLES,
      answer: {
        status: 200,
        type: "application/json",
        schema: open({ format: Type.Integer(), inputs: OBJECT, sources: Type.Array(OBJECT) }),
      },
      failures: [422],
    },
    async (request, services) => json(returnDocument(await report(request, services))),
  ),
  route(
    {
      method: "get",
      path: `${BASE}/return/xlsx`,
      zh: "全市数据与得分表（Excel）",
      en: "The whole return and the score sheet (Excel)",
      access: OFFICE_ROLES,
      answer: WORKBOOK,
      failures: [422],
    },
    async (request, services) => {
      const whole = await report(request, services);
      const sheets = [
        figuresSheet(whole, request.language),
        scoreSheet(whole.source, request.language),
      ];
      const name = `${request.params.round}-${request.params.city}.xlsx`;
      return attachment(await writeSpreadsheet(sheets), XLSX, name);
    },
  ),
];

function report(
  { params, language }: RouteRequest<never> | RouteRequest,
  { store, ruleSets }: Services,
) {
  const { round = "", city = "" } = params;
  return readCityReport(store.db, ruleSets, { round, city }, language);
}
