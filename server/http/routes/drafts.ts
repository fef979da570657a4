/** @module Drafts: made from any set or brought in as a folder, read, discarded. */
import { Type } from "@sinclair/typebox";
import { namesOf } from "../../people/names.ts";
import { invalid, Problem } from "../../problem.ts";
import { MAX_SET_BYTES } from "../../rule-files/rule-files.ts";
import { packFiles, unpackFiles } from "../../rule-set-store/archive.ts";
import {
  createDraft,
  filesOfNewDraft,
  readDraft,
  readSave,
  setDraftState,
} from "../../rule-set-store/drafts.ts";
import type { RuleFiles } from "../../rule-set-store/rule-set-files.ts";
import type { Database } from "../../storage/store.ts";
import type { DraftRow } from "../../storage/tables.ts";
import { readBytes } from "../body.ts";
import { DONE, json, type Route, route, versionTag } from "../route.ts";
import { exactly, FILES, ID, listOf, NAME, OBJECT, open, REASON } from "../schemas.ts";
import { DRAFT_READERS, DRAFT_WRITERS, plainDraft } from "./plain-draft.ts";
import { findRuleSet } from "./rule-sets.ts";

const JSON_TYPE = "application/json";

export const draftRoutes: readonly Route[] = [
  route(
    {
      method: "get",
      path: "/drafts",
      zh: "草稿列表",
      en: "List of drafts",
      access: DRAFT_READERS,
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
      access: DRAFT_WRITERS,
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
      path: "/imported-drafts",
      zh: "把规则文件夹（zip）作为草稿导入",
      en: "Import a rule set's folder (zip) as a draft",
      access: DRAFT_WRITERS,
      query: { name: { zh: "草稿名称", en: "name of the draft", required: true } },
      body: { kind: "stream", types: ["application/zip"], maximum: MAX_SET_BYTES },
      answer: { status: 201, type: JSON_TYPE, schema: open({ draft: OBJECT }) },
      failures: [413, 415, 422],
    },
    async ({ query, http, change }, { store, ruleSets }) => {
      const unpacked = await unpackFiles(
        await readBytes(http(), ["application/zip"], MAX_SET_BYTES),
      );
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
      access: DRAFT_READERS,
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
      method: "get",
      path: "/drafts/{draft}/archive",
      zh: "草稿的文件夹（zip）",
      en: "A draft as a folder (zip)",
      access: DRAFT_READERS,
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
      method: "post",
      path: "/drafts/{draft}/discard",
      zh: "放弃草稿（保留历史）",
      en: "Discard a draft; its history stays",
      access: DRAFT_WRITERS,
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

function idIn(files: RuleFiles): string | null {
  try {
    const { id } = JSON.parse(files.get("rule-set.json") ?? "") as { id?: unknown };
    return typeof id === "string" && /^[a-z0-9][a-z0-9_-]{0,63}$/.test(id) ? id : null;
  } catch {
    return null;
  }
}
