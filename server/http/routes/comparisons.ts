/** @module Rule sets compared: what a published one does to cities of another, and the 修订对照表 as a workbook. */
import { Type } from "@sinclair/typebox";
import type { Role } from "../../people/roles.ts";
import { Problem } from "../../problem.ts";
import type { RevisionTask } from "../../reports/revision-sheets.ts";
import { apart } from "../../rule-set-store/apart.ts";
import { readDraft, readSave } from "../../rule-set-store/drafts.ts";
import { effectOnCities } from "../../rule-set-store/effect.ts";
import type { RuleFiles } from "../../rule-set-store/rule-set-files.ts";
import { writeSpreadsheet, XLSX } from "../../spreadsheet/spreadsheets.ts";
import { attachment } from "../attachment.ts";
import { type Answer, json, type Route, route } from "../route.ts";
import { OBJECT, open } from "../schemas.ts";
import { baseOf, effectOfDraft } from "./draft-examination.ts";
import { findRuleSet } from "./rule-sets.ts";

const READERS: readonly Role[] = ["analyst", "reviewer", "auditor"];
const WORKBOOK = { status: 200, type: XLSX, schema: Type.String() } as const;

export const comparisonRoutes: readonly Route[] = [
  route(
    {
      method: "get",
      path: "/rule-sets/{id}/effect",
      zh: "换用这套规则，对按另一套规则计分的已存各城市得分的影响，按原因分解",
      en: "What this set would do to every stored city that is scored with another one, split by cause",
      access: READERS,
      query: { from: { zh: "另一套规则的编号", en: "id of the other rule set", required: true } },
      answer: {
        status: 200,
        type: "application/json",
        schema: open({ cities: Type.Array(OBJECT), more: Type.Integer() }),
      },
      failures: [404, 422],
    },
    async ({ params, query, raw }, { store, ruleSets }) => {
      const served = await findRuleSet(ruleSets, params.id);
      const other = await findRuleSet(ruleSets, query.from);
      const { id } = other;
      return json(await effectOnCities(store.db, ruleSets, id, served.files, raw.signal));
    },
  ),
  route(
    {
      method: "get",
      path: "/rule-sets/{id}/revision-table",
      zh: "与另一套规则的修订对照表（Excel）：改动、划线稿、对用例和城市的影响",
      en: "Table of revisions against another set (Excel): changes, the marked notice, effect on cases and cities",
      access: READERS,
      query: { from: { zh: "另一套规则的编号", en: "id of the other rule set", required: true } },
      answer: WORKBOOK,
      failures: [404, 422],
    },
    async ({ params, query, language, raw }, { store, ruleSets }) => {
      const served = await findRuleSet(ruleSets, params.id);
      const other = await findRuleSet(ruleSets, query.from);
      const { cities } = await effectOnCities(
        store.db,
        ruleSets,
        other.id,
        served.files,
        raw.signal,
      );
      return workbook(other.files, served.files, { language, cities }, served.id, raw.signal);
    },
  ),
  route(
    {
      method: "get",
      path: "/drafts/{draft}/revision-table",
      zh: "草稿的修订对照表（Excel），对照所依据的规则集、另一套规则或较早一次保存",
      en: "Table of revisions of a draft (Excel) against the set that it is based on, another set, or an earlier save",
      access: READERS,
      query: {
        from: { zh: "另一套规则的编号", en: "id of another rule set" },
        fromSave: { zh: "较早一次保存的序号", en: "number of an earlier save" },
        save: {
          zh: "草稿的某次保存，默认为最近一次",
          en: "save of the draft, by default the latest",
        },
      },
      answer: WORKBOOK,
      failures: [404, 409, 422],
    },
    async ({ params, query, language, raw }, services) => {
      const { store, ruleSets } = services;
      const row = await readDraft(store.db, params.draft ?? "");
      const save = query.save === undefined ? row.save : saveNumber(query.save);
      const { files } = await readSave(store.db, row.id, save);
      if (query.fromSave !== undefined) {
        const earlier = await readSave(store.db, row.id, saveNumber(query.fromSave));
        const more = { language, cities: null };
        return workbook(earlier.files, files, more, row.rule_set, raw.signal);
      }
      const base =
        query.from === undefined
          ? await baseOf(row, ruleSets)
          : await findRuleSet(ruleSets, query.from);
      if (base === null) throw new Problem("not_found", { missing: "basedOn" });
      const isOwn = save === row.save && base.hash === row.based_on;
      const cities = isOwn ? (await effectOfDraft(row, services, raw.signal)).cities : null;
      return workbook(base.files, files, { language, cities }, row.rule_set, raw.signal);
    },
  ),
];

/** @throws Problem 409 while one side does not make a rule set, 422 where it takes too long */
async function workbook(
  before: RuleFiles,
  after: RuleFiles,
  more: Pick<RevisionTask, "language" | "cities">,
  name: string,
  gone: AbortSignal,
): Promise<Answer> {
  const task: RevisionTask = { before: [...before], after: [...after], ...more };
  const sheets = await apart("revisionSheets", task, { gone });
  if (sheets === null) throw new Problem("not_publishable", { obstacles: [{ code: "errors" }] });
  return attachment(await writeSpreadsheet(sheets), XLSX, `${name}-revisions.xlsx`);
}

function saveNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new Problem("not_found");
  return Number(text);
}
