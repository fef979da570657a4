/** @module Saves of a draft: whole or file by file, checked at once, every one kept and any of them restored. */
import { Type } from "@sinclair/typebox";
import { namesOf } from "../../people/names.ts";
import { invalid, Problem } from "../../problem.ts";
import { MAX_FILE_BYTES, MAX_SET_BYTES } from "../../rule-files/rule-files.ts";
import { listSaves, readDraft, readSave, saveDraft } from "../../rule-set-store/drafts.ts";
import { isRuleFileName } from "../../rule-set-store/rule-set-files.ts";
import { readText } from "../body.ts";
import { json, type Route, route } from "../route.ts";
import { exactly, FILES, listOf, OBJECT, open } from "../schemas.ts";
import { EXAMINED, examined } from "./draft-examination.ts";
import { DRAFT_READERS, DRAFT_WRITERS } from "./plain-draft.ts";

const JSON_TYPE = "application/json";
const WHY = Type.Optional(Type.String({ maxLength: 500 }));
/** A whole set as JSON text: quotes and line ends are escaped, so it is longer than its files. */
const MAX_SAVE_BYTES = MAX_SET_BYTES + MAX_SET_BYTES / 2;

export const draftSaveRoutes: readonly Route[] = [
  route(
    {
      method: "put",
      path: "/drafts/{draft}",
      zh: "保存整份草稿；随即检查并运行用例",
      en: "Save a draft whole; it is checked and its cases are run",
      access: DRAFT_WRITERS,
      conditional: true,
      repeatable: true,
      body: { kind: "json", schema: exactly({ files: FILES, why: WHY }), maximum: MAX_SAVE_BYTES },
      answer: { status: 200, type: JSON_TYPE, schema: EXAMINED },
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
      return examined(services, row, files);
    },
  ),
  route(
    {
      method: "get",
      path: "/drafts/{draft}/file",
      zh: "草稿的一个文件原文",
      en: "One file of a draft, byte for byte",
      access: DRAFT_READERS,
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
      access: DRAFT_WRITERS,
      conditional: true,
      query: {
        path: { zh: "文件", en: "path of the file", required: true },
        why: { zh: "原因", en: "a word why", schema: Type.String({ maxLength: 500 }) },
      },
      body: { kind: "stream", types: [JSON_TYPE, "text/plain"], maximum: MAX_FILE_BYTES },
      answer: { status: 200, type: JSON_TYPE, schema: EXAMINED },
      failures: [409, 413, 415, 422],
    },
    async ({ params, query, http, ifMatch, change }, services) => {
      const { store } = services;
      const path = query.path ?? "";
      if (!isRuleFileName(path))
        throw invalid("?path", "not_a_rule_file", { expected: "cases/*.json, *.json" });
      const text = await readText(http(), [JSON_TYPE, "text/plain"], MAX_FILE_BYTES);
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
      return examined(services, row, files);
    },
  ),
  route(
    {
      method: "get",
      path: "/drafts/{draft}/saves",
      zh: "草稿的历次保存",
      en: "Every save of a draft",
      access: DRAFT_READERS,
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
      access: DRAFT_READERS,
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
      access: DRAFT_WRITERS,
      conditional: true,
      body: { kind: "json", schema: exactly({ why: WHY }) },
      answer: { status: 200, type: JSON_TYPE, schema: EXAMINED },
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
      return examined(services, row, earlier.files);
    },
  ),
];

function numberOf(text: string | undefined): number {
  if (!/^\d{1,9}$/.test(text ?? "")) throw new Problem("not_found");
  return Number(text);
}
