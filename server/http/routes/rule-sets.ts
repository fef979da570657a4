/** @module Published rule sets: the list, one whole, its files and history, what changed against another, its cases. */
import { Type } from "@sinclair/typebox";
import { runCases } from "../../../engine/cases/run-cases.ts";
import { compareRuleSets } from "../../../engine/compare/compare-rule-sets.ts";
import { closestTo } from "../../../engine/score/closest.ts";
import { newId } from "../../changes/new-id.ts";
import { Problem } from "../../problem.ts";
import { plainReport } from "../../reports/case-report.ts";
import { packFiles } from "../../rule-set-store/archive.ts";
import type { PublishedRuleSets, ServedRuleSet } from "../../rule-set-store/published.ts";
import { DONE, json, type Route, route } from "../route.ts";
import { CASES_REPORT, exactly, FILES, HASH, listOf, OBJECT, open, REASON } from "../schemas.ts";

const JSON_TYPE = "application/json";

const SUMMARY = open({
  id: Type.String(),
  name: open({ zh: Type.String(), en: Type.String() }),
  edition: Type.String(),
  revision: Type.Integer(),
  hash: HASH,
  scoringHash: HASH,
  filesHash: HASH,
  nodes: Type.Integer(),
  cases: Type.Integer(),
});

export const ruleSetRoutes: readonly Route[] = [
  route(
    {
      method: "get",
      path: "/rule-sets",
      zh: "规则集列表，另列各次发布均已撤回者",
      en: "List of rule sets, and of those of which every revision is withdrawn",
      access: "open",
      answer: {
        status: 200,
        type: JSON_TYPE,
        schema: open({ ruleSets: Type.Array(SUMMARY), withdrawn: Type.Array(SUMMARY) }),
      },
      failures: [],
    },
    async (_, { ruleSets }) =>
      json({
        ruleSets: (await ruleSets.all()).map(summaryOf),
        withdrawn: (await ruleSets.allWithdrawn()).map(summaryOf),
      }),
  ),
  route(
    {
      method: "get",
      path: "/rule-sets/{id}",
      zh: "一套规则全文：指标树、数据项、权重、来源（ETag 为内容哈希）",
      en: "One whole rule set: tree, inputs, weights, sources (ETag is the content hash)",
      access: "open",
      answer: {
        status: 200,
        type: JSON_TYPE,
        schema: open({ id: Type.String(), tree: OBJECT, hash: HASH, scoringHash: HASH }),
      },
      failures: [404],
    },
    async ({ params, header }, { ruleSets }) => {
      const served = await findRuleSet(ruleSets, params.id);
      const tag = `"${served.contentHash}"`;
      const headers = { ETag: tag, "Cache-Control": "no-cache" };
      if (matches(header("if-none-match"), tag)) return { kind: "empty", status: 304, headers };
      return json({ ...served.prepared.ruleSet, ...hashesOf(served) }, { headers });
    },
  ),
  route(
    {
      method: "get",
      path: "/rule-sets/{id}/files",
      zh: "一套规则的各文件原文",
      en: "The files of a rule set, byte for byte",
      access: "open",
      answer: {
        status: 200,
        type: JSON_TYPE,
        schema: open({ id: Type.String(), hash: HASH, filesHash: HASH, files: FILES }),
      },
      failures: [404],
    },
    async ({ params }, { ruleSets }) => {
      const served = await findRuleSet(ruleSets, params.id);
      return json({ id: served.id, ...hashesOf(served), files: Object.fromEntries(served.files) });
    },
  ),
  route(
    {
      method: "get",
      path: "/rule-sets/{id}/archive",
      zh: "一套规则的文件夹（zip）",
      en: "A rule set as a folder (zip)",
      access: "open",
      answer: { status: 200, type: "application/zip", schema: Type.String() },
      failures: [404],
    },
    async ({ params }, { ruleSets }) => {
      const served = await findRuleSet(ruleSets, params.id);
      const bytes = await packFiles(served.files, served.id);
      return {
        kind: "response",
        response: new Response(bytes, {
          headers: {
            "content-type": "application/zip",
            "content-disposition": `attachment; filename="${served.id}-r${served.revision}.zip"`,
          },
        }),
      };
    },
  ),
  route(
    {
      method: "get",
      path: "/rule-sets/{id}/revisions",
      zh: "一套规则的历次发布",
      en: "Every revision of a rule set",
      access: "open",
      answer: { status: 200, type: JSON_TYPE, schema: listOf("revisions", OBJECT) },
      failures: [404],
    },
    async ({ params }, { ruleSets }) => {
      const revisions = await ruleSets.history(params.id ?? "");
      if (revisions.length === 0) await findRuleSet(ruleSets, params.id);
      return json({
        revisions: revisions.map((row) => ({
          revision: row.revision,
          filesHash: row.hash,
          hash: row.content_hash,
          scoringHash: row.scoring_hash,
          engine: row.engine,
          origin: row.origin,
          supersedes: row.supersedes,
          reason: row.reason,
          documentNumber: row.document_number,
          publishedAt: row.published_at,
          withdrawn: row.withdrawn,
        })),
      });
    },
  ),
  route(
    {
      method: "get",
      path: "/rule-sets/{id}/diff",
      zh: "与另一套规则相比改了什么",
      en: "What changed against another rule set",
      access: "open",
      query: { from: { zh: "另一套规则的编号", en: "id of the other rule set", required: true } },
      answer: {
        status: 200,
        type: JSON_TYPE,
        schema: open({ from: OBJECT, to: OBJECT, changes: Type.Array(OBJECT) }),
      },
      failures: [404, 422],
    },
    async ({ params, query }, { ruleSets }) => {
      const served = await findRuleSet(ruleSets, params.id);
      const other = await findRuleSet(ruleSets, query.from);
      return json({
        from: { id: other.id, hash: other.contentHash },
        to: { id: served.id, hash: served.contentHash },
        changes: compareRuleSets(other.prepared, served.prepared),
      });
    },
  ),
  route(
    {
      method: "post",
      path: "/rule-sets/{id}/cases/run",
      zh: "运行规则旁的用例，并给出覆盖情况",
      en: "Run the cases beside the rules, with coverage",
      access: "open",
      answer: { status: 200, type: JSON_TYPE, schema: CASES_REPORT },
      failures: [404],
    },
    async ({ params }, { ruleSets }) => {
      return json(reportOf(await findRuleSet(ruleSets, params.id)));
    },
  ),
  step("withdraw", "withdrawn", {
    zh: "撤回一次发布（id@哈希）；已有得分不受影响，仍可核验",
    en: "Withdraw a revision (id@hash); scores made with it stay and verify",
  }),
  step("reinstate", "reinstated", {
    zh: "恢复已撤回的一次发布（id@哈希）",
    en: "Reinstate a revision that was withdrawn (id@hash)",
  }),
];

/** An event of a revision; whether it is withdrawn is what its latest one says. */
function step(
  verb: "withdraw" | "reinstate",
  kind: "withdrawn" | "reinstated",
  told: { readonly zh: string; readonly en: string },
): Route {
  return route(
    {
      method: "post",
      path: `/rule-sets/{id}/${verb}`,
      ...told,
      access: ["reviewer"],
      body: { kind: "json", schema: exactly({ reason: REASON }) },
      answer: { status: 204, type: JSON_TYPE, schema: Type.Null() },
      failures: [400, 404, 409, 413, 415, 422],
    },
    async ({ params, body, change }, { ruleSets }) => {
      const served = await findRuleSet(ruleSets, params.id);
      await change(async ({ trx, now, by, note }) => {
        const last = await trx
          .selectFrom("rule_set_event")
          .select(["kind", "at"])
          .where("hash", "=", served.hash)
          .orderBy("at", "desc")
          .limit(1)
          .executeTakeFirst();
        const state = last?.kind ?? "reinstated";
        if (state === kind) throw new Problem("conflict", { state });
        // After the one before it, also where the clock was set back.
        const at =
          last !== undefined && last.at >= now
            ? new Date(Date.parse(last.at) + 1).toISOString()
            : now;
        await trx
          .insertInto("rule_set_event")
          .values({ id: newId(), hash: served.hash, kind, reason: body.reason, by_person: by, at })
          .execute();
        note({
          chain: "rule-sets",
          action: `rule_set.${verb}`,
          object: `rule-sets/${served.id}`,
          facts: { revision: served.revision, hash: served.hash, reason: body.reason },
        });
      });
      ruleSets.forget();
      return DONE;
    },
  );
}

/** @throws Problem 404 with the ids that there are */
export async function findRuleSet(
  ruleSets: PublishedRuleSets,
  wanted: string | undefined,
): Promise<ServedRuleSet> {
  const served = await ruleSets.find(wanted ?? "");
  if (served !== undefined) return served;
  const known = (await ruleSets.all()).map(({ id }) => id);
  const closest = closestTo(wanted ?? "", known);
  throw new Problem("unknown_rule_set", { wanted, known, ...(closest ? { closest } : {}) });
}

type Report = ReturnType<typeof plainReport>;
const reports = new WeakMap<ServedRuleSet["prepared"], Report>();

/** A published set and its cases never change, and anybody may ask: what came of them is worked out once. */
function reportOf({ prepared, cases }: ServedRuleSet): Report {
  const report =
    reports.get(prepared) ?? plainReport(prepared.ruleSet.id, runCases(prepared, cases), null);
  reports.set(prepared, report);
  return report;
}

function summaryOf(served: ServedRuleSet) {
  const { name, edition } = served.prepared.ruleSet;
  return {
    id: served.id,
    name,
    edition,
    revision: served.revision,
    ...hashesOf(served),
    nodes: served.prepared.nodes.size,
    cases: served.cases.length,
  };
}

function hashesOf({ contentHash, scoringHash, hash, supersededBy }: ServedRuleSet) {
  return {
    hash: contentHash,
    scoringHash,
    filesHash: hash,
    ...(supersededBy === null ? {} : { supersededBy }),
  };
}

/** RFC 9110, 13.1.2: a list of tags, weak ones compare as equal, `*` is any. */
function matches(header: string | undefined, tag: string): boolean {
  if (header === undefined) return false;
  return header
    .split(",")
    .some((one) => one.trim() === "*" || one.trim().replace(/^W\//, "") === tag);
}
