/** @module The form of a unit as a spreadsheet: taken away, filled in, looked at before it is saved. */
import { type TSchema, Type } from "@sinclair/typebox";
import type { Language } from "../../../engine/language/language.ts";
import { inputSentence } from "../../../engine/language/sentence.ts";
import { hashBytes } from "../../archive/archive-file.ts";
import { type FormLine, formLines } from "../../forms/form.ts";
import { type FormHead, formCsv, formSheet } from "../../forms/form-sheets.ts";
import { planImport } from "../../forms/plan-import.ts";
import { type Entry, readForm } from "../../forms/read-form.ts";
import { importForm, readUnitForm, type UnitPlace } from "../../forms/unit-form.ts";
import type { Role } from "../../people/roles.ts";
import { Problem } from "../../problem.ts";
import { readNames } from "../../reports/names.ts";
import { readReturn } from "../../rounds/city-return.ts";
import { sheetIssues } from "../../rounds/sheet-issues.ts";
import type { ServedRuleSet } from "../../rule-set-store/published.ts";
import type { Services } from "../../services.ts";
import {
  CSV,
  MAX_SPREADSHEET_BYTES,
  readSpreadsheet,
  writeSpreadsheet,
  XLSX,
} from "../../spreadsheet/spreadsheets.ts";
import { attachment } from "../attachment.ts";
import { readBytes } from "../body.ts";
import { json, type Route, type RouteRequest, route, versionTag } from "../route.ts";
import { OBJECT, open } from "../schemas.ts";
import { refuseOthers } from "./sheets.ts";

const JSON_TYPE = "application/json";
const READERS: readonly Role[] = ["clerk", "head", "consolidator", "auditor"];
const WRITERS: readonly Role[] = ["clerk", "head", "consolidator"];
const BASE = "/rounds/{round}/cities/{city}/units/{unit}/form";
const TYPES = [XLSX, CSV] as const;
const FILE = { kind: "stream", types: TYPES, maximum: MAX_SPREADSHEET_BYTES } as const;
const PLAN: TSchema = open({
  lines: Type.Integer(),
  items: Type.Array(OBJECT),
  refused: Type.Array(OBJECT),
});

export const formRoutes: readonly Route[] = [
  route(
    {
      method: "get",
      path: `${BASE}/xlsx`,
      zh: "一个单位的填报表（Excel），离线填写后交回",
      en: "The form of a unit (Excel), to be filled in offline and brought back",
      access: READERS,
      answer: { status: 200, type: XLSX, schema: Type.String() },
      failures: [],
    },
    async (request, services) => {
      const { lines, head, place } = await formOf(request, services);
      const bytes = await writeSpreadsheet([formSheet(lines, head, request.language)]);
      return attachment(bytes, XLSX, `${place.round}-${place.unit}.xlsx`);
    },
  ),
  route(
    {
      method: "get",
      path: `${BASE}/csv`,
      zh: "一个单位的填报表（CSV）",
      en: "The form of a unit (CSV)",
      access: READERS,
      answer: { status: 200, type: CSV, schema: Type.String() },
      failures: [],
    },
    async (request, services) => {
      const { lines, place } = await formOf(request, services);
      const name = `${place.round}-${place.unit}.csv`;
      return attachment(formCsv(lines, request.language), `${CSV}; charset=utf-8`, name);
    },
  ),
  route(
    {
      method: "post",
      path: `${BASE}/preview`,
      zh: "交回的填报表会改动什么：逐格列出改动和退回之处，不写入",
      en: "What a form that is brought back would change, and every refused cell; nothing is written",
      access: WRITERS,
      body: FILE,
      answer: { status: 200, type: JSON_TYPE, schema: PLAN },
      failures: [413, 415, 422],
    },
    async (request, services) => {
      const { entries } = await readBody(request);
      const { served, place } = await placeOf(request, services);
      const now = services.clock().toISOString();
      const form = await readUnitForm(services.store.db, served, place, now);
      const plan = planImport(form, entries, request.language);
      return json(plainPlan(plan, served, request), { headers: versionTag(form.version) });
    },
  ),
  route(
    {
      method: "post",
      path: BASE,
      zh: "把交回的填报表存为草稿：全部存入，或一格有误即全部不存（If-Match 为预览所示版本）",
      en: "Save a form that is brought back as drafts: all of it, or nothing where a cell is refused (If-Match as the preview told)",
      access: WRITERS,
      conditional: true,
      body: FILE,
      answer: { status: 200, type: JSON_TYPE, schema: PLAN },
      failures: [409, 413, 415, 422],
    },
    async (request, services) => {
      const { entries, hash } = await readBody(request);
      const { served, place } = await placeOf(request, services);
      refuseOthers(request, place);
      const { language } = request;
      const ifMatch = request.ifMatch();
      const { plan, version } = await request.change((changing) =>
        importForm(changing, served, place, { entries, ifMatch, language, hash }),
      );
      return json(plainPlan(plan, served, request), { headers: versionTag(version) });
    },
  ),
];

const NO_FORM: { readonly [language in Language]: string } = {
  "zh-CN": "没有找到填报表的标题行（编号、数据项代码、选项代码、填写）；请用下载的填报表填写",
  en: "the title row of a form (Item, Figure code, Option code, Entry) was not found; please fill in the form as downloaded",
};

type Asked = RouteRequest<never> | RouteRequest;

async function placeOf(
  { params }: Asked,
  { store, ruleSets }: Services,
): Promise<{ readonly place: UnitPlace; readonly served: ServedRuleSet }> {
  const { round = "", city = "", unit = "" } = params;
  const { round: row } = await readReturn(store.db, round, city);
  return { place: { round, city, unit }, served: await ruleSets.byHash(row.rule_set_hash) };
}

async function formOf(
  request: Asked,
  services: Services,
): Promise<{
  readonly lines: readonly FormLine[];
  readonly head: FormHead;
  readonly place: UnitPlace;
}> {
  const { served, place } = await placeOf(request, services);
  const { db } = services.store;
  const form = await readUnitForm(db, served, place, services.clock().toISOString());
  const { round } = await readReturn(db, place.round, place.city);
  const names = await readNames(db, place.city);
  const head: FormHead = {
    round: round.name,
    city: names.city,
    unit: names.units.get(place.unit) ?? place.unit,
    deadline: round.deadline,
    example: names.example,
  };
  return { lines: formLines(form, request.language), head, place };
}

async function readBody({
  http,
  header,
}: Asked): Promise<{ readonly entries: readonly Entry[]; readonly hash: string }> {
  const bytes = await readBytes(http(), TYPES, MAX_SPREADSHEET_BYTES);
  const type = /csv/i.test(header("content-type") ?? "") ? CSV : XLSX;
  const entries = readForm(await readSpreadsheet(bytes, type));
  if (entries !== null) return { entries, hash: hashBytes(bytes) };
  throw new Problem("files_refused", (language) => ({
    issues: [{ code: "no_form", severity: "error", path: "", message: NO_FORM[language] }],
  }));
}

function plainPlan(
  { items, refused, lines }: ReturnType<typeof planImport>,
  served: ServedRuleSet,
  { language }: Asked,
) {
  return {
    lines,
    refused,
    items: items.map(({ body, ...item }) => {
      const { issues, warnings } = sheetIssues(served, item.item, body);
      const told = (list: typeof issues) =>
        list.map((issue) => ({
          ...issue,
          message: inputSentence(issue, language, served.prepared),
        }));
      return { ...item, body, issues: told(issues), warnings: told(warnings) };
    }),
  };
}
