/** @module Drafts: made from any set, saved whole or file by file, with every save kept. */
import { Type } from "@sinclair/typebox";
import { namesOf } from "../../people/names.ts";
import type { Role } from "../../people/roles.ts";
import { invalid, Problem } from "../../problem.ts";
import { loadRuleFiles, MAX_FILE_BYTES, MAX_SET_BYTES } from "../../rule-files.ts";
import { packFiles, unpackFiles } from "../../rule-set-store/archive.ts";
import {
  createDraft,
  filesOfNewDraft,
  listSaves,
  readDraft,
  readSave,
  saveDraft,
  setDraftState,
} from "../../rule-set-store/drafts.ts";
import { type EffectReport, effectOnCities } from "../../rule-set-store/effect.ts";
import { examineDraft } from "../../rule-set-store/examine-draft.ts";
import type { PublishedRuleSets, ServedRuleSet } from "../../rule-set-store/published.ts";
import { isRuleFileName, type RuleFiles } from "../../rule-set-store/rule-set-files.ts";
import type { Services } from "../../services.ts";
import type { Database } from "../../storage/store.ts";
import type { DraftRow } from "../../storage/tables.ts";
import { readBytes, readText } from "../body.ts";
import { DONE, json, type Route, route, versionTag } from "../route.ts";
import { exactly, FILES, ID, listOf, NAME, OBJECT, open, REASON } from "../schemas.ts";
import { findRuleSet } from "./rule-sets.ts";

const JSON_TYPE = "application/json";
const READERS: readonly Role[] = ["analyst", "reviewer", "auditor"];
const WRITERS: readonly Role[] = ["analyst"];
const WHY = Type.Optional(Type.String({ maxLength: 500 }));
const SAVED = open({
  draft: OBJECT,
  findings: Type.Array(OBJECT),
  report: Type.Unknown(),
  obstacles: Type.Array(OBJECT),
});
/** A whole set as JSON text: quotes and line ends are escaped, so it is longer than its files. */
const MAX_SAVE_BYTES = MAX_SET_BYTES + MAX_SET_BYTES / 2;

export const draftRoutes: readonly Route[] = [
  route(
    {
      method: "get",
      path: "/drafts",
      zh: "草稿列表",
      en: "List of drafts",
      access: READERS,
      answer: { status: 200, type: JSON_TYPE, schema: listOf("drafts", OBJECT) },
      failures: [],
    },
    async (_, { store }) => {
      const rows = await store.db
        .selectFrom("draft")
        .selectAll()
        .orderBy("created_at", "desc")
        .execute();
      const bases = await basesOf(store.db, rows);
      const drafts = await Promise.all(
        rows.map(async (row) => {
          const last = await store.db
            .selectFrom("draft_save")
            .select(["saved_by", "saved_at"])
            .where("draft", "=", row.id)
            .where("save", "=", row.save)
            .executeTakeFirst();
          return {
            ...plainDraft(row),
            basedOn: { hash: row.based_on, id: bases.get(row.based_on) ?? null },
            savedAt: last?.saved_at ?? null,
            savedBy: last?.saved_by ?? null,
          };
        }),
      );
      const people = await namesOf(
        store.db,
        drafts.flatMap(({ createdBy, savedBy }) => [createdBy, savedBy]),
      );
      return json({ drafts, people });
    },
  ),
  route(
    {
      method: "post",
      path: "/drafts",
      zh: "新建草稿：下一年度（给出新编号）或勘误（同一编号，写明原因与文号）",
      en: "New draft: a next year (with a new id), or an erratum (same id, with reason and document number)",
      access: WRITERS,
      body: {
        kind: "json",
        schema: exactly({
          basedOn: Type.String({ minLength: 1, maxLength: 200 }),
          name: NAME,
          ruleSet: Type.Optional(ID),
          reason: Type.Optional(exactly({ zh: REASON, en: REASON })),
          documentNumber: Type.Optional(NAME),
        }),
      },
      repeatable: true,
      answer: { status: 201, type: JSON_TYPE, schema: open({ draft: OBJECT }) },
      failures: [404, 409],
    },
    async ({ body, change }, { ruleSets, store }) => {
      const base = await findRuleSet(ruleSets, body.basedOn);
      const ruleSet = body.ruleSet ?? base.id;
      if (ruleSet === base.id && body.reason === undefined)
        throw invalid("/reason", "missing_member", { expected: "{zh, en}" });
      const taken = ruleSet !== base.id && (await ruleSets.find(ruleSet)) !== undefined;
      if (taken) throw new Problem("conflict", { taken: ruleSet });
      const wanted = { ...body, ruleSet };
      const id = await change((changing) =>
        createDraft(changing, base, filesOfNewDraft(base, wanted), wanted),
      );
      return json(
        { draft: plainDraft(await readDraft(store.db, id)) },
        { status: 201, headers: versionTag(1) },
      );
    },
  ),
  route(
    {
      method: "post",
      path: "/drafts/import",
      zh: "把规则文件夹（zip）作为草稿导入",
      en: "Import a rule set's folder (zip) as a draft",
      access: WRITERS,
      query: { name: { zh: "草稿名称", en: "name of the draft", required: true } },
      body: { kind: "stream", types: ["application/zip"], maximum: MAX_SET_BYTES },
      answer: { status: 201, type: JSON_TYPE, schema: open({ draft: OBJECT }) },
      failures: [413, 415, 422],
    },
    async ({ query, http, change }, { store, ruleSets }) => {
      const unpacked = await unpackFiles(await readBytes(http, ["application/zip"], MAX_SET_BYTES));
      if (!unpacked.ok)
        throw new Problem("files_refused", {
          issues: [{ severity: "error", path: "", ...unpacked.fault }],
        });
      const ruleSet = idIn(unpacked.files) ?? "imported";
      const base = await ruleSets.find(ruleSet);
      const id = await change((changing) =>
        createDraft(changing, { hash: base?.hash ?? "" }, unpacked.files, {
          name: query.name ?? ruleSet,
          ruleSet,
        }),
      );
      return json(
        { draft: plainDraft(await readDraft(store.db, id)) },
        { status: 201, headers: versionTag(1) },
      );
    },
  ),
  route(
    {
      method: "get",
      path: "/drafts/{draft}",
      zh: "草稿及其文件",
      en: "A draft with its files",
      access: READERS,
      answer: { status: 200, type: JSON_TYPE, schema: open({ draft: OBJECT, files: FILES }) },
      failures: [],
    },
    async ({ params }, { store, configuration: { onePerson } }) => {
      const row = await readDraft(store.db, params.draft ?? "");
      const { files, savedAt, savedBy } = await readSave(store.db, row.id, row.save);
      const people = await namesOf(store.db, [row.created_by, savedBy]);
      const base = (await basesOf(store.db, [row])).get(row.based_on) ?? null;
      const basedOn = { hash: row.based_on, id: base };
      const reviews = await store.db
        .selectFrom("review")
        .select("number")
        .where("draft", "=", row.id)
        .execute();
      return json(
        {
          draft: { ...plainDraft(row), basedOn, savedAt, savedBy },
          files: Object.fromEntries(files),
          people,
          onePerson,
          reviews: reviews.length,
        },
        { headers: versionTag(row.save) },
      );
    },
  ),
  route(
    {
      method: "put",
      path: "/drafts/{draft}",
      zh: "保存整份草稿；随即检查并运行用例",
      en: "Save a draft whole; it is checked and its cases are run",
      access: WRITERS,
      conditional: true,
      repeatable: true,
      body: { kind: "json", schema: exactly({ files: FILES, why: WHY }), maximum: MAX_SAVE_BYTES },
      answer: { status: 200, type: JSON_TYPE, schema: SAVED },
      failures: [409],
    },
    async ({ params, body, ifMatch, change }, services) => {
      const files = new Map(Object.entries(body.files));
      const row = await change((changing) =>
        saveDraft(changing, {
          draft: params.draft ?? "",
          files,
          ifMatch: ifMatch(),
          ...(body.why ? { why: body.why } : {}),
        }),
      );
      return saved(services, row, files);
    },
  ),
  route(
    {
      method: "get",
      path: "/drafts/{draft}/file",
      zh: "草稿的一个文件原文",
      en: "One file of a draft, byte for byte",
      access: READERS,
      query: { path: { zh: "文件", en: "path of the file", required: true } },
      answer: { status: 200, type: "application/json", schema: Type.Unknown() },
      failures: [],
    },
    async ({ params, query }, { store }) => {
      const row = await readDraft(store.db, params.draft ?? "");
      const { files } = await readSave(store.db, row.id, row.save);
      const text = files.get(query.path ?? "");
      if (text === undefined) throw new Problem("not_found", { known: [...files.keys()] });
      return {
        kind: "response",
        response: new Response(text, {
          headers: {
            "content-type": "application/json; charset=utf-8",
            etag: `"${row.save}"`,
            "cache-control": "no-store",
          },
        }),
      };
    },
  ),
  route(
    {
      method: "put",
      path: "/drafts/{draft}/file",
      zh: "保存草稿的一个文件（原文，逐字节）",
      en: "Save one file of a draft, byte for byte",
      access: WRITERS,
      conditional: true,
      query: {
        path: { zh: "文件", en: "path of the file", required: true },
        why: { zh: "原因", en: "a word why", schema: Type.String({ maxLength: 500 }) },
      },
      body: { kind: "stream", types: [JSON_TYPE, "text/plain"], maximum: MAX_FILE_BYTES },
      answer: { status: 200, type: JSON_TYPE, schema: SAVED },
      failures: [409, 413, 415, 422],
    },
    async ({ params, query, http, ifMatch, change }, services) => {
      const { store } = services;
      const path = query.path ?? "";
      if (!isRuleFileName(path))
        throw invalid("?path", "not_a_rule_file", { expected: "cases/*.json, *.json" });
      const text = await readText(http, [JSON_TYPE, "text/plain"], MAX_FILE_BYTES);
      const draft = params.draft ?? "";
      const { save } = await readDraft(store.db, draft);
      const before = await readSave(store.db, draft, Math.min(save, ifMatch()) || save);
      const files = new Map([...before.files, [path, text]]);
      const row = await change((changing) =>
        saveDraft(changing, {
          draft,
          files,
          ifMatch: ifMatch(),
          ...(query.why ? { why: query.why } : {}),
        }),
      );
      return saved(services, row, files);
    },
  ),
  route(
    {
      method: "get",
      path: "/drafts/{draft}/examination",
      zh: "草稿的检查结果与用例",
      en: "Findings and cases of a draft",
      access: READERS,
      answer: { status: 200, type: JSON_TYPE, schema: SAVED },
      failures: [],
    },
    async ({ params }, services) => {
      const { db } = services.store;
      const row = await readDraft(db, params.draft ?? "");
      return saved(services, row, (await readSave(db, row.id, row.save)).files);
    },
  ),
  route(
    {
      method: "get",
      path: "/drafts/{draft}/effect",
      zh: "草稿对已存各城市得分的影响，按原因分解",
      en: "What a draft would do to every stored city, split by cause",
      access: READERS,
      answer: {
        status: 200,
        type: JSON_TYPE,
        schema: open({ cities: Type.Array(OBJECT), more: Type.Integer() }),
      },
      failures: [409],
    },
    async ({ params, raw }, services) => {
      const row = await readDraft(services.store.db, params.draft ?? "");
      return json(await effectOfDraft(row, services, raw.signal));
    },
  ),
  route(
    {
      method: "get",
      path: "/drafts/{draft}/archive",
      zh: "草稿的文件夹（zip）",
      en: "A draft as a folder (zip)",
      access: READERS,
      answer: { status: 200, type: "application/zip", schema: Type.String() },
      failures: [],
    },
    async ({ params }, { store }) => {
      const row = await readDraft(store.db, params.draft ?? "");
      const bytes = await packFiles(
        (await readSave(store.db, row.id, row.save)).files,
        row.rule_set,
      );
      const name = `${row.rule_set}-draft-${row.save}.zip`;
      return {
        kind: "response",
        response: new Response(bytes, {
          headers: {
            "content-type": "application/zip",
            "content-disposition": `attachment; filename="${name}"`,
          },
        }),
      };
    },
  ),
  route(
    {
      method: "get",
      path: "/drafts/{draft}/saves",
      zh: "草稿的历次保存",
      en: "Every save of a draft",
      access: READERS,
      answer: { status: 200, type: JSON_TYPE, schema: listOf("saves", OBJECT) },
      failures: [],
    },
    async ({ params }, { store }) => {
      const { id } = await readDraft(store.db, params.draft ?? "");
      const saves = await listSaves(store.db, id);
      const people = await namesOf(
        store.db,
        saves.map(({ savedBy }) => savedBy),
      );
      return json({ saves, people });
    },
  ),
  route(
    {
      method: "get",
      path: "/drafts/{draft}/saves/{save}",
      zh: "草稿的某次保存",
      en: "One save of a draft",
      access: READERS,
      answer: {
        status: 200,
        type: JSON_TYPE,
        schema: open({ save: Type.Integer(), files: FILES }),
      },
      failures: [],
    },
    async ({ params }, { store }) => {
      const save = await readSave(store.db, params.draft ?? "", numberOf(params.save));
      return json({ ...save, files: Object.fromEntries(save.files) });
    },
  ),
  route(
    {
      method: "post",
      path: "/drafts/{draft}/saves/{save}/restore",
      zh: "恢复到某次保存（成为新的一次保存）",
      en: "Restore an earlier save, as a new one",
      access: WRITERS,
      conditional: true,
      body: { kind: "json", schema: exactly({ why: WHY }) },
      answer: { status: 200, type: JSON_TYPE, schema: SAVED },
      failures: [409],
    },
    async ({ params, body, ifMatch, change }, services) => {
      const draft = params.draft ?? "";
      const earlier = await readSave(services.store.db, draft, numberOf(params.save));
      const row = await change((changing) =>
        saveDraft(changing, {
          draft,
          files: earlier.files,
          ifMatch: ifMatch(),
          restoredFrom: earlier.save,
          ...(body.why ? { why: body.why } : {}),
        }),
      );
      return saved(services, row, earlier.files);
    },
  ),
  route(
    {
      method: "post",
      path: "/drafts/{draft}/discard",
      zh: "放弃草稿（保留历史）",
      en: "Discard a draft; its history stays",
      access: WRITERS,
      conditional: true,
      answer: { status: 204, type: JSON_TYPE, schema: Type.Null() },
      failures: [409],
    },
    async ({ params, ifMatch, change }) => {
      await change((changing) =>
        setDraftState(changing, params.draft ?? "", {
          ifMatch: ifMatch(),
          from: ["open", "in_review", "approved"],
          to: "discarded",
        }),
      );
      return DONE;
    },
  ),
];

async function saved({ store }: Services, row: DraftRow, files: RuleFiles) {
  const { findings, report, obstacles } = await examineDraft(store.db, row, files);
  return json(
    { draft: plainDraft(row), save: row.save, findings, report, obstacles },
    { headers: versionTag(row.save) },
  );
}

/** @throws Problem 409 while the files do not make a rule set, 422 where the rules take too long */
export async function effectOfDraft(
  row: DraftRow,
  { store, ruleSets }: Services,
  gone?: AbortSignal,
): Promise<EffectReport> {
  const { files } = await readSave(store.db, row.id, row.save);
  const loaded = loadRuleFiles(files);
  if (!loaded.ok) throw new Problem("not_publishable", { obstacles: [{ code: "errors" }] });
  const base = await baseOf(row, ruleSets);
  if (base === null) return { cities: [], more: 0 };
  return effectOnCities(store.db, ruleSets, base.id, files, gone);
}

/** The set that a draft began with; null for one that was brought in from elsewhere. */
export async function baseOf(
  { based_on }: DraftRow,
  ruleSets: PublishedRuleSets,
): Promise<ServedRuleSet | null> {
  return based_on === "" ? null : ruleSets.byHash(based_on);
}

/** Ids of the published sets that drafts are based on, by hash of their files. */
async function basesOf(
  db: Database,
  rows: readonly DraftRow[],
): Promise<ReadonlyMap<string, string>> {
  const hashes = [...new Set(rows.map(({ based_on }) => based_on))];
  if (hashes.length === 0) return new Map();
  const found = await db
    .selectFrom("rule_set_revision")
    .select(["hash", "rule_set"])
    .where("hash", "in", hashes)
    .execute();
  return new Map(found.map(({ hash, rule_set }) => [hash, rule_set]));
}

export function plainDraft(row: DraftRow) {
  return {
    id: row.id,
    name: row.name,
    ruleSet: { id: row.rule_set },
    basedOn: { hash: row.based_on },
    state: row.state,
    save: row.save,
    createdBy: row.created_by,
    createdAt: row.created_at,
  };
}

function numberOf(text: string | undefined): number {
  if (!/^\d{1,9}$/.test(text ?? "")) throw new Problem("not_found");
  return Number(text);
}

function idIn(files: RuleFiles): string | null {
  try {
    const { id } = JSON.parse(files.get("rule-set.json") ?? "") as { id?: unknown };
    return typeof id === "string" && /^[a-z0-9][a-z0-9_-]{0,63}$/.test(id) ? id : null;
  } catch {
    return null;
  }
}
