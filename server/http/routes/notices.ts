/** @module A new notice taken in by a draft: its files, and the work list of what was checked against it. */
import { Type } from "@sinclair/typebox";
import { MAX_EVIDENCE_BYTES, streamPieces, takeUpload } from "../../evidence/evidence-files.ts";
import { namesOf } from "../../people/names.ts";
import type { Role } from "../../people/roles.ts";
import { readDraft, readSave, refuseClosed } from "../../rule-set-store/drafts.ts";
import {
  findNoticeFile,
  keepNoticeFile,
  listNoticeFiles,
  removeNoticeFile,
} from "../../rule-set-store/notice-files.ts";
import {
  beginOnce,
  beginWorkList,
  readWorkList,
  setWorkItems,
} from "../../rule-set-store/work-list.ts";
import type { Services } from "../../services.ts";
import type { NoticeFileRow } from "../../storage/tables.ts";
import { attachment } from "../attachment.ts";
import { readUpload } from "../body.ts";
import { DONE, json, type Route, route, versionTag } from "../route.ts";
import { exactly, FILE_NAME, nullable, OBJECT, open } from "../schemas.ts";

const JSON_TYPE = "application/json";
const BINARY = "application/octet-stream";
const READERS: readonly Role[] = ["analyst", "reviewer", "auditor"];
const WRITERS: readonly Role[] = ["analyst"];
const NOTICE = open({
  files: Type.Array(OBJECT),
  workList: nullable(open({ version: Type.Integer(), items: Type.Array(OBJECT) })),
});
const WORK_CHANGE = exactly({
  state: Type.Optional(
    Type.Union([
      Type.Literal("unchecked"),
      Type.Literal("carried_over"),
      Type.Literal("changed"),
      Type.Literal("checked"),
    ]),
  ),
  page: Type.Optional(
    nullable(
      exactly({
        file: Type.String({ minLength: 1, maxLength: 100 }),
        page: Type.Integer({ minimum: 1, maximum: 9_999 }),
      }),
    ),
  ),
});

export const noticeRoutes: readonly Route[] = [
  route(
    {
      method: "get",
      path: "/drafts/{draft}/notice",
      zh: "草稿导入的通知：文件与工作清单",
      en: "The notice that a draft took in: files and work list",
      access: READERS,
      answer: { status: 200, type: JSON_TYPE, schema: NOTICE },
      failures: [],
    },
    ({ params }, services) => noticeOf(params.draft ?? "", services),
  ),
  route(
    {
      method: "post",
      path: "/drafts/{draft}/notice/files",
      zh: "上传通知文件（流式，至多 25 MiB）；工作清单随之开始",
      en: "Upload a file of the notice (streamed, 25 MiB at most); the work list begins with it",
      access: WRITERS,
      query: {
        name: { zh: "文件名", en: "name of the file", required: true, schema: FILE_NAME },
      },
      body: { kind: "stream", types: [BINARY], maximum: MAX_EVIDENCE_BYTES },
      answer: {
        status: 201,
        type: JSON_TYPE,
        schema: open({ id: Type.String(), hash: Type.String() }),
      },
      failures: [409, 413, 415],
    },
    async ({ params, query, raw, change }, { store, clock }) => {
      const draft = params.draft ?? "";
      refuseClosed(await readDraft(store.db, draft));
      const name = query.name ?? "";
      const upload = await takeUpload(store.db, name, readUpload(raw), clock(), (taken) =>
        change(async (changing) => {
          refuseClosed(await readDraft(changing.trx, draft));
          await keepNoticeFile(changing, draft, taken, name);
          await beginOnce(changing, draft);
          return null;
        }),
      );
      return json({ ...upload, name }, { status: 201 });
    },
  ),
  route(
    {
      method: "get",
      path: "/drafts/{draft}/notice/files/{file}",
      zh: "下载通知文件",
      en: "Download a file of the notice",
      access: READERS,
      answer: { status: 200, type: BINARY, schema: Type.String() },
      failures: [],
    },
    async ({ params }, { store }) => {
      const row = await findNoticeFile(store.db, params.draft ?? "", params.file ?? "");
      return attachment(streamPieces(store.db, row.id), BINARY, row.name, row.size);
    },
  ),
  route(
    {
      method: "delete",
      path: "/drafts/{draft}/notice/files/{file}",
      zh: "移除通知文件",
      en: "Remove a file of the notice",
      access: WRITERS,
      answer: { status: 204, type: JSON_TYPE, schema: Type.Null() },
      failures: [409],
    },
    async ({ params, change }) => {
      const { draft = "", file = "" } = params;
      await change(async (changing) => {
        refuseClosed(await readDraft(changing.trx, draft));
        await removeNoticeFile(changing, draft, file);
      });
      return DONE;
    },
  ),
  route(
    {
      method: "post",
      path: "/drafts/{draft}/work-list",
      zh: "开始工作清单：各项均为未核，核完方可发布",
      en: "Begin the work list: every item is unchecked, and none may be when the draft is published",
      access: WRITERS,
      answer: { status: 201, type: JSON_TYPE, schema: NOTICE },
      failures: [409],
    },
    async ({ params, change }, services) => {
      const draft = params.draft ?? "";
      await change(async (changing) => {
        refuseClosed(await readDraft(changing.trx, draft));
        await beginWorkList(changing, draft);
      });
      return noticeOf(draft, services, 201);
    },
  ),
  route(
    {
      method: "put",
      path: "/drafts/{draft}/work-list",
      zh: "写明各项：未核、沿用、已改、已核，以及所在页",
      en: "Say of items: unchecked, carried over, changed, checked; and the page that each stands on",
      access: WRITERS,
      conditional: true,
      body: {
        kind: "json",
        schema: exactly({
          items: Type.Record(Type.String({ minLength: 1, maxLength: 200 }), WORK_CHANGE, {
            minProperties: 1,
            maxProperties: 5_000,
          }),
        }),
      },
      answer: { status: 200, type: JSON_TYPE, schema: NOTICE },
      failures: [409],
    },
    async ({ params, body, ifMatch, change }, services) => {
      const draft = params.draft ?? "";
      await change(async (changing) => {
        const row = await readDraft(changing.trx, draft);
        refuseClosed(row);
        const { files } = await readSave(changing.trx, draft, row.save);
        await setWorkItems(changing, draft, files, { ifMatch: ifMatch(), items: body.items });
      });
      return noticeOf(draft, services);
    },
  ),
];

async function noticeOf(draft: string, { store }: Services, status: 200 | 201 = 200) {
  const { id, save } = await readDraft(store.db, draft);
  const { files } = await readSave(store.db, id, save);
  const [kept, workList] = await Promise.all([
    listNoticeFiles(store.db, id),
    readWorkList(store.db, id, files),
  ]);
  const people = await namesOf(store.db, [
    ...kept.map(({ by_person }) => by_person),
    ...(workList === null ? [] : [workList.begunBy, ...workList.items.map(({ by }) => by)]),
  ]);
  return json(
    { files: kept.map(plainFile), workList, people },
    { status, headers: versionTag(workList?.version ?? 0) },
  );
}

function plainFile({ id, name, size, hash, media_type, by_person, at }: NoticeFileRow) {
  return { id, name, size, hash, mediaType: media_type, by: by_person, at };
}
