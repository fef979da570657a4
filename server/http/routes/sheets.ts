/** @module The sheets of a unit: read, saved, handed in, signed, accepted or returned, objected to. */
import { type Static, Type } from "@sinclair/typebox";
import { inputSentence } from "../../../engine/language/sentence.ts";
import type { Changing } from "../../changes/change.ts";
import type { Role } from "../../people/roles.ts";
import { hasRole } from "../../people/who.ts";
import { invalid, Problem } from "../../problem.ts";
import { type CityReturn, readParts, readReturn } from "../../rounds/city-return.ts";
import { othersFigures, seesNothingElse, usesItem } from "../../rounds/others-figures.ts";
import { deadlineOf, OFFICE, ownInputs, planSheets, sheetsOfUnit } from "../../rounds/ownership.ts";
import {
  readEvents,
  readRevisions,
  readSheetsOfUnit,
  readSheetWhole,
  type Sheet,
  type SheetKey,
} from "../../rounds/read-sheet.ts";
import { type SavedBody, saveAtOnce, saveSheet } from "../../rounds/save-sheet.ts";
import { SHEET_BODY } from "../../rounds/sheet-body.ts";
import { sheetIssues } from "../../rounds/sheet-issues.ts";
import { handInSheet, judgeSheet, objectToSheet } from "../../rounds/sheets.ts";
import type { ServedRuleSet } from "../../rule-set-store/published.ts";
import type { Services } from "../../services.ts";
import { DONE, json, type Route, type RouteRequest, route, versionTag } from "../route.ts";
import { exactly, ID, listOf, OBJECT, open, REASON } from "../schemas.ts";

const JSON_TYPE = "application/json";
const READERS: readonly Role[] = ["clerk", "head", "consolidator", "auditor"];
const WRITERS: readonly Role[] = ["clerk", "head", "consolidator"];
const SHEET = open({
  version: Type.Integer(),
  state: Type.String(),
  revision: Type.Integer(),
  body: OBJECT,
});
const BASE = "/rounds/{round}/cities/{city}/units/{unit}/sheets";

export const sheetRoutes: readonly Route[] = [
  route(
    {
      method: "get",
      path: BASE,
      zh: "一个单位要填报的各分项",
      en: "The items that a unit fills in",
      access: READERS,
      answer: { status: 200, type: JSON_TYPE, schema: listOf("sheets", OBJECT) },
      failures: [],
    },
    async ({ params }, { store, ruleSets }) => {
      const { round = "", city = "", unit = "" } = params;
      const current = await readReturn(store.db, round, city);
      const { prepared } = await ruleSets.byHash(current.round.rule_set_hash);
      const rows = await readSheetsOfUnit(store.db, { round, city, unit });
      const sheets = sheetsOfUnit(planSheets(prepared, current.plan), unit).map((sheet) => {
        const row = rows.find(({ item }) => item === sheet.item);
        return {
          item: sheet.item,
          name: prepared.nodes.get(sheet.item)?.node.name,
          inputs: ownInputs(sheet, unit),
          others: sheet.figures.filter(({ owners }) => !owners.includes(unit)),
          deadline: deadlineOf(current.plan, sheet.item, current.round.deadline),
          evidence: current.plan.assignments[sheet.item]?.evidence ?? [],
          state: row?.state ?? "draft",
          version: row?.version ?? 0,
          revision: row?.revision ?? 0,
          savedAt: row?.saved_at ?? null,
        };
      });
      return json({ round, city, unit, state: current.row.state, sheets });
    },
  ),
  route(
    {
      method: "get",
      path: `${BASE}/{item}`,
      zh: "一张填报表，含提示",
      en: "One sheet, with what is to be said of its figures",
      access: READERS,
      answer: { status: 200, type: JSON_TYPE, schema: SHEET },
      failures: [],
    },
    async (request, services) => {
      const { key, served, current } = await place(request, services);
      const { db } = services.store;
      const { sheet, handedIn } = await readSheetWhole(db, key);
      const plan = planSheets(served.prepared, current.plan).find(({ item }) => item === key.item);
      const others =
        plan === undefined || seesNothingElse(plan, key.unit)
          ? []
          : othersFigures(plan, key.unit, await readParts(db, current.round, key.city));
      return answer(sheet, served, request, { handedIn, others });
    },
  ),
  route(
    {
      method: "put",
      path: `${BASE}/{item}`,
      zh: '保存填报表草稿（If-Match "0" 为首次）',
      en: 'Save a sheet as a draft (If-Match "0" at first)',
      access: WRITERS,
      conditional: true,
      repeatable: true,
      body: { kind: "json", schema: SHEET_BODY },
      answer: { status: 200, type: JSON_TYPE, schema: SHEET },
      failures: [409],
    },
    async (request: RouteRequest<Static<typeof SHEET_BODY>>, services) => {
      const { key, served, current } = await place(request, services);
      refuseOthers(request, key);
      const wanted: SavedBody = { body: request.body, ifMatch: request.ifMatch() };
      const sheet = await request.change(
        (changing) => saveSheet(changing, served, key, wanted),
        saveAtOnce(services.store.db, served, current, key, wanted),
      );
      return answer(sheet, served, request);
    },
  ),
  route(
    {
      method: "post",
      path: `${BASE}/{item}/hand-in`,
      zh: "报送：成为下一修订，不再改写",
      en: "Hand in: the next revision, never overwritten",
      access: WRITERS,
      conditional: true,
      repeatable: true,
      answer: { status: 200, type: JSON_TYPE, schema: SHEET },
      failures: [409, 422],
    },
    async (request, services) => {
      const { key, served } = await place(request, services);
      refuseOthers(request, key);
      const ifMatch = request.ifMatch();
      const sheet = await request.change((changing) => handInSheet(changing, served, key, ifMatch));
      return answer(sheet, served, request);
    },
  ),
  judgement("sign", "审签（单位负责人）", "Sign (head of the unit)", ["head"], "signed"),
  judgement(
    "accept",
    "采纳（统筹部门）",
    "Accept (consolidating office)",
    ["consolidator"],
    "accepted",
  ),
  judgement(
    "return",
    "退回并写明原因（统筹部门）",
    "Return with a reason (consolidating office)",
    ["consolidator"],
    "returned",
  ),
  route(
    {
      method: "post",
      path: `${BASE}/{item}/objection`,
      zh: "对他单位填报的数据提出异议",
      en: "Object to a figure that another unit fills in",
      access: ["clerk", "head"],
      body: { kind: "json", schema: exactly({ owner: ID, reason: REASON }) },
      repeatable: true,
      answer: { status: 204, type: JSON_TYPE, schema: Type.Null() },
      failures: [],
    },
    async (request: RouteRequest<{ owner: string; reason: string }>, services) => {
      const { key, served, current } = await place(request, services);
      const { owner, reason } = request.body;
      const sheets = planSheets(served.prepared, current.plan);
      const [sheet] = sheetsOfUnit(sheets, owner).filter(({ item }) => item === key.item);
      if (!usesItem(sheets, key.unit, key.item)) throw new Problem("not_found");
      if (sheet === undefined || owner === key.unit)
        throw invalid("/owner", "unknown_unit", { found: owner });
      await request.change((changing) =>
        objectToSheet(changing, { ...key, unit: owner }, { unit: key.unit, reason }).then(
          () => null,
        ),
      );
      return DONE;
    },
  ),
  route(
    {
      method: "get",
      path: `${BASE}/{item}/revisions`,
      zh: "一张填报表的历次修订与办理经过",
      en: "Every revision of a sheet, and what was done with it",
      access: READERS,
      answer: {
        status: 200,
        type: JSON_TYPE,
        schema: open({ revisions: Type.Array(OBJECT), events: Type.Array(OBJECT) }),
      },
      failures: [],
    },
    async (request, services) => {
      const { key } = await place(request, services);
      const { db } = services.store;
      const [revisions, events] = await Promise.all([readRevisions(db, key), readEvents(db, key)]);
      return json({
        revisions: revisions.map(({ revision, body, rule_set_hash, by_person, at }) => ({
          revision,
          body: JSON.parse(body),
          ruleSetHash: rule_set_hash,
          by: by_person,
          at,
        })),
        events: events.map(({ kind, revision, reason, by_person, at }) => ({
          kind,
          revision,
          reason,
          by: by_person,
          at,
        })),
      });
    },
  ),
];

function judgement(
  verb: "sign" | "accept" | "return",
  zh: string,
  en: string,
  access: readonly Role[],
  kind: "signed" | "accepted" | "returned",
): Route {
  const schema = exactly({ reason: verb === "return" ? REASON : Type.Optional(REASON) });
  return route(
    {
      method: "post",
      path: `${BASE}/{item}/${verb}`,
      zh,
      en,
      access,
      conditional: true,
      repeatable: true,
      body: { kind: "json", schema },
      answer: { status: 200, type: JSON_TYPE, schema: SHEET },
      failures: [409],
    },
    async (request: RouteRequest<{ reason?: string }>, services) => {
      const { key, served } = await place(request, services);
      const ifMatch = request.ifMatch();
      const reason = request.body.reason ?? null;
      const sheet = await request.change((changing: Changing) =>
        judgeSheet(changing, key, { kind, reason, ifMatch }),
      );
      return answer(sheet, served, request);
    },
  );
}

/** @throws Problem 404 where there is no such item, round or city */
async function place(
  { params }: RouteRequest<never> | RouteRequest,
  { store, ruleSets }: Services,
): Promise<{
  readonly key: SheetKey;
  readonly served: ServedRuleSet;
  readonly current: CityReturn;
}> {
  const { round = "", city = "", unit = "", item = "" } = params;
  const current = await readReturn(store.db, round, city);
  const served = await ruleSets.byHash(current.round.rule_set_hash);
  if (!served.prepared.nodes.has(item)) throw new Problem("not_found");
  return { key: { round, city, unit, item }, served, current };
}

/** A unit's figures are written by its own people; the consolidating office writes its own sheet only. */
export function refuseOthers(
  { who }: RouteRequest<never> | RouteRequest,
  { city, unit }: Pick<SheetKey, "city" | "unit">,
): void {
  if (hasRole(who, ["clerk", "head"], { city, unit }) || unit === OFFICE) return;
  throw new Problem("forbidden", { needed: ["clerk", "head"] });
}

function answer(
  sheet: Sheet,
  served: ServedRuleSet,
  { language }: RouteRequest<never> | RouteRequest,
  more: object = {},
) {
  const { issues, warnings } = sheetIssues(served, sheet.item, sheet.body);
  const told = (list: typeof issues) =>
    list.map((issue) => ({ ...issue, message: inputSentence(issue, language, served.prepared) }));
  return json(
    { ...sheet, ...more, issues: told(issues), warnings: told(warnings) },
    { headers: versionTag(sheet.version) },
  );
}
