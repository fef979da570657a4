/** @module The audit trail, for the auditor alone: read, exported, verified; there is no route that writes it. */
import { Type } from "@sinclair/typebox";
import { verifyChains } from "../../audit/chain.ts";
import { readHeads, writeHeads } from "../../audit/heads.ts";
import type { Role } from "../../people/roles.ts";
import { OutOfScope } from "../../problem.ts";
import type { Database } from "../../storage/store.ts";
import type { AuditRow } from "../../storage/tables.ts";
import { attachment } from "../attachment.ts";
import { json, type Route, route } from "../route.ts";
import { listOf, OBJECT, open } from "../schemas.ts";

const JSON_TYPE = "application/json";
const NDJSON = "application/x-ndjson";
const AUDITOR: readonly Role[] = ["auditor"];
const PAGE = 500;
const CURSOR = Type.String({ pattern: "^\\d{1,9}$" });

export const auditRoutes: readonly Route[] = [
  route(
    {
      method: "get",
      path: "/audit",
      zh: "审计链：各链的长度与末端哈希",
      en: "Chains of the audit trail with their length and head",
      access: AUDITOR,
      answer: { status: 200, type: JSON_TYPE, schema: listOf("chains", OBJECT) },
      failures: [],
    },
    async ({ who }, { store }) => {
      refusePart(who.grants.some(({ role, city }) => role === "auditor" && city === null));
      return json({
        chains: await store.db.selectFrom("audit_head").selectAll().orderBy("chain").execute(),
      });
    },
  ),
  route(
    {
      method: "get",
      path: "/audit/rows",
      zh: "一条审计链的记录（游标续读）",
      en: "Rows of a chain, by cursor",
      access: AUDITOR,
      query: {
        chain: { zh: "链名", en: "name of the chain", required: true },
        after: { zh: "上次读到的序号", en: "number that was read last", schema: CURSOR },
      },
      answer: { status: 200, type: JSON_TYPE, schema: listOf("rows", OBJECT) },
      failures: [],
    },
    async ({ query, who }, { store }) => {
      const { chain = "", after = "0" } = query;
      refusePart(
        who.grants.some(
          ({ role, city }) => role === "auditor" && (city === null || chain === `city/${city}`),
        ),
      );
      const rows = await readRows(store.db, chain, Number(after), PAGE);
      return json({ rows: rows.map((row) => ({ ...row, facts: JSON.parse(row.facts) })) });
    },
  ),
  route(
    {
      method: "get",
      path: "/audit/export",
      zh: "导出全部审计记录（NDJSON）",
      en: "Export the whole trail (NDJSON)",
      access: AUDITOR,
      answer: { status: 200, type: NDJSON, schema: Type.String() },
      failures: [],
    },
    async ({ who }, { store }) => {
      refusePart(who.grants.some(({ role, city }) => role === "auditor" && city === null));
      const lines = exportLines(store.db);
      const stream = new ReadableStream<Uint8Array>({
        async pull(controller) {
          const { done, value } = await lines.next();
          if (done) controller.close();
          else controller.enqueue(value);
        },
      });
      return attachment(stream, NDJSON, "audit.ndjson");
    },
  ),
  route(
    {
      method: "get",
      path: "/audit/heads",
      zh: "下载各链末端（NDJSON，设有签名密钥时带签名），供另行保管、日后核对",
      en: "Heads of all chains as a file to keep elsewhere (NDJSON, signed where there is a key), for verifying later",
      access: AUDITOR,
      answer: { status: 200, type: NDJSON, schema: Type.String() },
      failures: [],
    },
    async ({ who }, { store, clock, auditKey }) => {
      refusePart(who.grants.some(({ role, city }) => role === "auditor" && city === null));
      const text = writeHeads(clock(), await readHeads(store.db), auditKey);
      return attachment(text, NDJSON, "audit-heads.ndjson");
    },
  ),
  route(
    {
      method: "get",
      path: "/audit/verification",
      zh: "重新计算全部审计链",
      en: "Recompute every chain",
      access: AUDITOR,
      answer: {
        status: 200,
        type: JSON_TYPE,
        schema: open({ chains: Type.Array(OBJECT), faults: Type.Array(OBJECT) }),
      },
      failures: [],
    },
    async ({ who }, { store }) => {
      refusePart(who.grants.some(({ role, city }) => role === "auditor" && city === null));
      return json(await verifyChains(store.db));
    },
  ),
];

/** An auditor of one city reads that city's chain only. */
function refusePart(allowed: boolean): void {
  if (!allowed) throw new OutOfScope(AUDITOR);
}

function readRows(db: Database, chain: string, after: number, limit: number): Promise<AuditRow[]> {
  return db
    .selectFrom("audit")
    .selectAll()
    .where("chain", "=", chain)
    .where("number", ">", after)
    .orderBy("number")
    .limit(limit)
    .execute();
}

async function* exportLines(db: Database): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  const heads = await db.selectFrom("audit_head").selectAll().orderBy("chain").execute();
  for (const { chain } of heads) {
    for (let after = 0; ; ) {
      const rows = await readRows(db, chain, after, PAGE);
      if (rows.length === 0) break;
      yield encoder.encode(rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
      after = rows.at(-1)?.number ?? after;
    }
  }
}
