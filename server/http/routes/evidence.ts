/** @module Evidence of a unit: uploaded as a stream, served only as an attachment. */
import { Type } from "@sinclair/typebox";
import {
  MAX_EVIDENCE_BYTES,
  recordUpload,
  streamPieces,
  takeUpload,
} from "../../evidence/evidence-files.ts";
import type { Role } from "../../people/roles.ts";
import { Problem } from "../../problem.ts";
import { readReturn } from "../../rounds/city-return.ts";
import type { Services } from "../../services.ts";
import type { EvidenceRow } from "../../storage/tables.ts";
import { attachment } from "../attachment.ts";
import { readUpload } from "../body.ts";
import { DONE, json, type Route, type RouteRequest, route } from "../route.ts";
import { FILE_NAME, listOf, OBJECT, open } from "../schemas.ts";

const JSON_TYPE = "application/json";
const BINARY = "application/octet-stream";
const READERS: readonly Role[] = ["clerk", "head", "consolidator", "auditor"];
const BASE = "/rounds/{round}/cities/{city}/units/{unit}/evidence";

export const evidenceRoutes: readonly Route[] = [
  route(
    {
      method: "get",
      path: BASE,
      zh: "一个单位的佐证材料",
      en: "Evidence of a unit",
      access: READERS,
      answer: { status: 200, type: JSON_TYPE, schema: listOf("evidence", OBJECT) },
      failures: [],
    },
    async ({ params }, { store }) => {
      const { round = "", city = "", unit = "" } = params;
      const rows = await store.db
        .selectFrom("evidence")
        .selectAll()
        .where("round", "=", round)
        .where("city", "=", city)
        .where("unit", "=", unit)
        .where("state", "<>", "removed")
        .orderBy("at")
        .execute();
      return json({ evidence: rows.map(plain) });
    },
  ),
  route(
    {
      method: "post",
      path: BASE,
      zh: "上传佐证材料（流式，至多 25 MiB）",
      en: "Upload evidence (streamed, 25 MiB at most)",
      access: ["clerk", "head", "consolidator"],
      query: {
        name: {
          zh: "文件名",
          en: "name of the file",
          required: true,
          schema: FILE_NAME,
        },
      },
      body: { kind: "stream", types: [BINARY], maximum: MAX_EVIDENCE_BYTES },
      answer: {
        status: 201,
        type: JSON_TYPE,
        schema: open({ id: Type.String(), hash: Type.String() }),
      },
      failures: [413, 415],
    },
    async ({ params, query, raw, change }, { store, clock }) => {
      const { round = "", city = "", unit = "" } = params;
      const at = await readReturn(store.db, round, city);
      if (at.row.state !== "open" && at.row.state !== "locked")
        throw new Problem("locked", { state: at.row.state });
      const name = query.name ?? "";
      const upload = await takeUpload(store.db, name, readUpload(raw), clock(), (taken) =>
        change((changing) =>
          recordUpload(changing, { round, city, unit }, taken, name).then(() => null),
        ),
      );
      return json({ ...upload, name }, { status: 201 });
    },
  ),
  route(
    {
      method: "get",
      path: `${BASE}/{evidence}`,
      zh: "下载佐证材料",
      en: "Download evidence",
      access: READERS,
      answer: { status: 200, type: BINARY, schema: Type.String() },
      failures: [],
    },
    async (request, services) => {
      const row = await find(request, services);
      return attachment(streamPieces(services.store.db, row.id), BINARY, row.name, row.size);
    },
  ),
  route(
    {
      method: "delete",
      path: `${BASE}/{evidence}`,
      zh: "移除尚未随表报送的佐证材料",
      en: "Remove evidence that was not handed in with a sheet",
      access: ["clerk", "head", "consolidator"],
      answer: { status: 204, type: JSON_TYPE, schema: Type.Null() },
      failures: [409],
    },
    async (request, services) => {
      const row = await find(request, services);
      await request.change(async ({ trx, note }) => {
        const { numUpdatedRows } = await trx
          .updateTable("evidence")
          .set({ state: "removed" })
          .where("id", "=", row.id)
          .where("state", "=", "pending")
          .executeTakeFirst();
        if (numUpdatedRows === 0n) throw new Problem("conflict", { state: "linked" });
        note({
          chain: `city/${row.city}`,
          action: "evidence.remove",
          object: `rounds/${row.round}/cities/${row.city}/units/${row.unit}/evidence/${row.id}`,
          facts: { hash: row.hash },
        });
      });
      return DONE;
    },
  ),
];

async function find(
  { params }: { readonly params: RouteRequest["params"] },
  { store }: Services,
): Promise<EvidenceRow> {
  const { round = "", city = "", unit = "", evidence = "" } = params;
  const row = await store.db
    .selectFrom("evidence")
    .selectAll()
    .where("id", "=", evidence)
    .where("round", "=", round)
    .where("city", "=", city)
    .where("unit", "=", unit)
    .where("state", "<>", "removed")
    .executeTakeFirst();
  if (row === undefined) throw new Problem("not_found");
  return row;
}

function plain(row: EvidenceRow) {
  return {
    id: row.id,
    name: row.name,
    size: row.size,
    hash: row.hash,
    mediaType: row.media_type,
    state: row.state,
    by: row.by_person,
    at: row.at,
  };
}
