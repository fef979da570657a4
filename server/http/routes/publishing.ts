/** @module Publishing a draft that was approved; what is published never changes again. */
import { Type } from "@sinclair/typebox";
import { Problem } from "../../problem.ts";
import { loadRuleFiles } from "../../rule-files/rule-files.ts";
import { readDraft, readSave, setDraftState } from "../../rule-set-store/drafts.ts";
import { examineDraft, refuseUnchecked } from "../../rule-set-store/examine-draft.ts";
import type { Trx } from "../../storage/store.ts";
import type { DraftRow } from "../../storage/tables.ts";
import { json, type Route, route } from "../route.ts";
import { exactly, NAME, OBJECT, open, REASON } from "../schemas.ts";
import { plainDraft } from "./plain-draft.ts";
import { lastReview } from "./reviews.ts";

const JSON_TYPE = "application/json";

export const publishingRoutes: readonly Route[] = [
  route(
    {
      method: "post",
      path: "/drafts/{draft}/publish",
      zh: "发布：检查无错、用例全过、覆盖完整、审核同意",
      en: "Publish: no errors, all cases pass, coverage complete, approved",
      access: ["analyst", "reviewer"],
      conditional: true,
      repeatable: true,
      body: {
        kind: "json",
        schema: exactly({ reason: Type.Optional(REASON), documentNumber: Type.Optional(NAME) }),
      },
      answer: { status: 201, type: JSON_TYPE, schema: open({ ruleSet: OBJECT }) },
      failures: [409],
    },
    async ({ params, body, ifMatch, change }, services) => {
      const { ruleSets, store, configuration } = services;
      const draft = params.draft ?? "";
      const row = await readDraft(store.db, draft);
      if (row.save !== ifMatch()) throw new Problem("stale", { current: plainDraft(row) });
      const { files } = await readSave(store.db, draft, row.save);
      const { obstacles } = await examineDraft(store.db, row, files);
      if (obstacles.length > 0) throw new Problem("not_publishable", { obstacles });
      const published = await change(async (changing) => {
        const approved = await lastReview(changing.trx, draft);
        const fresh = approved?.state === "approved" && approved.save === row.save;
        if (!fresh && !configuration.onePerson)
          throw new Problem("not_publishable", { obstacles: [{ code: "not_approved" }] });
        await refuseSuperseded(changing.trx, row, files);
        await refuseUnchecked(changing.trx, draft, files);
        await setDraftState(changing, draft, {
          ifMatch: row.save,
          from: configuration.onePerson ? ["open", "in_review", "approved"] : ["approved"],
          to: "published",
        });
        return ruleSets.add(changing, {
          files,
          origin: "draft",
          createdBy: row.created_by,
          approvedBy: approved?.decided_by ?? changing.by,
          ...(body.reason ? { reason: body.reason } : {}),
          ...(body.documentNumber ? { documentNumber: body.documentNumber } : {}),
        });
      });
      ruleSets.forget();
      const served = await ruleSets.byHash(published.hash);
      return json(
        {
          ruleSet: {
            id: served.id,
            revision: served.revision,
            hash: served.contentHash,
            scoringHash: served.scoringHash,
            filesHash: served.hash,
          },
        },
        { status: 201 },
      );
    },
  ),
];

/** An erratum corrects the latest revision, not one that another erratum corrected meanwhile. */
async function refuseSuperseded(
  trx: Trx,
  row: DraftRow,
  files: ReadonlyMap<string, string>,
): Promise<void> {
  const latest = await trx
    .selectFrom("rule_set_revision")
    .select(["hash", "content_hash", "revision"])
    .where("rule_set", "=", row.rule_set)
    .orderBy("revision", "desc")
    .limit(1)
    .executeTakeFirst();
  if (latest === undefined) return;
  const loaded = loadRuleFiles(files);
  const supersedes = loaded.ok ? loaded.prepared.ruleSet.revision.supersedes : undefined;
  if (supersedes !== latest.content_hash)
    throw new Problem("not_publishable", {
      obstacles: [{ code: "superseded", found: supersedes ?? null, expected: latest.content_hash }],
    });
}
