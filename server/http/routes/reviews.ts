/** @module Review of a draft: it is asked for, and a second person approves or returns it. */
import { Type } from "@sinclair/typebox";
import { compareRuleSets } from "../../../engine/compare/compare-rule-sets.ts";
import { describeChange } from "../../../engine/language/describe-change.ts";
import type { Language } from "../../../engine/language/language.ts";
import { newId } from "../../changes/new-id.ts";
import { namesOf } from "../../people/names.ts";
import type { Role } from "../../people/roles.ts";
import { Problem } from "../../problem.ts";
import { loadRuleFiles } from "../../rule-files/rule-files.ts";
import { readDraft, readSave, setDraftState } from "../../rule-set-store/drafts.ts";
import type { EffectReport } from "../../rule-set-store/effect.ts";
import { examineDraft } from "../../rule-set-store/examine-draft.ts";
import type { Services } from "../../services.ts";
import type { Database, Trx } from "../../storage/store.ts";
import type { DraftRow, ReviewRow } from "../../storage/tables.ts";
import { DONE, json, type Route, route } from "../route.ts";
import { exactly, OBJECT, open, REASON } from "../schemas.ts";
import { baseOf, effectOfDraft } from "./draft-examination.ts";
import { plainDraft } from "./plain-draft.ts";

const JSON_TYPE = "application/json";
const READERS: readonly Role[] = ["analyst", "reviewer", "auditor"];
const EMPTY = { status: 204, type: JSON_TYPE, schema: Type.Null() } as const;
const REVIEW = open({ review: OBJECT, changes: Type.Array(OBJECT), obstacles: Type.Array(OBJECT) });

export const reviewRoutes: readonly Route[] = [
  route(
    {
      method: "post",
      path: "/drafts/{draft}/review",
      zh: "提请审核：改动、用例、对城市的影响一并列出",
      en: "Ask for review, with changes in words, cases and the effect on cities",
      access: ["analyst"],
      conditional: true,
      body: { kind: "json", schema: exactly({ summary: REASON }) },
      answer: { status: 201, type: JSON_TYPE, schema: REVIEW },
      failures: [409],
    },
    async ({ params, body, ifMatch, change, language }, services) => {
      const draft = params.draft ?? "";
      await change(async (changing) => {
        await setDraftState(changing, draft, {
          ifMatch: ifMatch(),
          from: ["open"],
          to: "in_review",
        });
        const last = await lastReview(changing.trx, draft);
        await changing.trx
          .insertInto("review")
          .values({
            id: newId(),
            draft,
            number: (last?.number ?? 0) + 1,
            save: ifMatch(),
            state: "open",
            summary: body.summary,
            requested_by: changing.by,
            requested_at: changing.now,
            decided_by: null,
            decided_at: null,
            reason: null,
            comments: "[]",
          })
          .execute();
      });
      return json(await reviewOf(draft, services, language), { status: 201 });
    },
  ),
  route(
    {
      method: "get",
      path: "/drafts/{draft}/review",
      zh: "最近一次审核",
      en: "The latest review",
      access: READERS,
      answer: { status: 200, type: JSON_TYPE, schema: REVIEW },
      failures: [],
    },
    async ({ params, language }, services) =>
      json(await reviewOf(params.draft ?? "", services, language)),
  ),
  route(
    {
      method: "post",
      path: "/drafts/{draft}/review/approve",
      zh: "同意",
      en: "Approve",
      access: ["reviewer"],
      conditional: true,
      body: { kind: "json", schema: exactly({ comment: Type.Optional(REASON) }) },
      answer: EMPTY,
      failures: [409],
    },
    async ({ params, body, ifMatch, change }, { configuration }) => {
      const draft = params.draft ?? "";
      await change(async (changing) => {
        const review = await openReview(changing.trx, draft);
        await refuseOwn(changing.trx, draft, review, changing.by, configuration.onePerson);
        await setDraftState(changing, draft, {
          ifMatch: ifMatch(),
          from: ["in_review"],
          to: "approved",
        });
        await decide(changing.trx, review, {
          state: "approved",
          by: changing.by,
          now: changing.now,
          reason: body.comment ?? null,
          comments: [],
        });
      });
      return DONE;
    },
  ),
  route(
    {
      method: "post",
      path: "/drafts/{draft}/review/return",
      zh: "退回，并可逐个指标批注",
      en: "Return it, with comments per node",
      access: ["reviewer"],
      conditional: true,
      body: {
        kind: "json",
        schema: exactly({
          reason: REASON,
          comments: Type.Optional(
            Type.Array(exactly({ node: Type.String({ maxLength: 100 }), text: REASON }), {
              maxItems: 200,
            }),
          ),
        }),
      },
      answer: EMPTY,
      failures: [409],
    },
    async ({ params, body, ifMatch, change }) => {
      const draft = params.draft ?? "";
      await change(async (changing) => {
        const review = await openReview(changing.trx, draft);
        await setDraftState(changing, draft, {
          ifMatch: ifMatch(),
          from: ["in_review"],
          to: "open",
        });
        await decide(changing.trx, review, {
          state: "returned",
          by: changing.by,
          now: changing.now,
          reason: body.reason,
          comments: body.comments ?? [],
        });
      });
      return DONE;
    },
  ),
];

async function reviewOf(draft: string, services: Services, language: Language) {
  const { store, ruleSets } = services;
  const row = await readDraft(store.db, draft);
  const review = await lastReview(store.db, draft);
  if (review === undefined) throw new Problem("not_found");
  const { files } = await readSave(store.db, draft, review.save);
  const { findings, report, obstacles } = await examineDraft(store.db, row, files);
  const loaded = loadRuleFiles(files);
  const base = await baseOf(row, ruleSets);
  const changes =
    loaded.ok && base !== null
      ? compareRuleSets(base.prepared, loaded.prepared).map((one) => ({
          ...one,
          words: describeChange(one, base.prepared, loaded.prepared, language),
        }))
      : [];
  return {
    review: {
      id: review.id,
      state: review.state,
      save: review.save,
      summary: review.summary,
      requestedBy: review.requested_by,
      requestedAt: review.requested_at,
      decidedBy: review.decided_by,
      decidedAt: review.decided_at,
      reason: review.reason,
      comments: JSON.parse(review.comments),
    },
    draft: plainDraft(row),
    changes,
    findings,
    report,
    obstacles,
    effect: loaded.ok ? await effectInTime(row, services) : null,
    onePerson: services.configuration.onePerson,
    people: await namesOf(store.db, [review.requested_by, review.decided_by, row.created_by]),
  };
}

/** Null where the rules take too long, which the obstacles tell too. */
async function effectInTime(row: DraftRow, services: Services): Promise<EffectReport | null> {
  return effectOfDraft(row, services).catch((error: unknown) => {
    if (error instanceof Problem && error.status === 422) return null;
    throw error;
  });
}

export function lastReview(db: Database | Trx, draft: string): Promise<ReviewRow | undefined> {
  return db
    .selectFrom("review")
    .selectAll()
    .where("draft", "=", draft)
    .orderBy("number", "desc")
    .limit(1)
    .executeTakeFirst();
}

/** @throws Problem 409 */
async function openReview(trx: Trx, draft: string): Promise<ReviewRow> {
  const review = await lastReview(trx, draft);
  if (review?.state !== "open")
    throw new Problem("conflict", { state: review?.state ?? "none", expected: ["open"] });
  return review;
}

/** Neither who asked for the review nor anybody who saved the draft approves it. */
async function refuseOwn(
  trx: Trx,
  draft: string,
  review: ReviewRow,
  by: string,
  onePerson: boolean,
): Promise<void> {
  if (onePerson) return;
  const own = await trx
    .selectFrom("draft_save")
    .select("save")
    .where("draft", "=", draft)
    .where("saved_by", "=", by)
    .limit(1)
    .executeTakeFirst();
  if (own !== undefined || review.requested_by === by)
    throw new Problem("conflict", { reason: "own_work" });
}

async function decide(
  trx: Trx,
  review: ReviewRow,
  decision: {
    readonly state: "approved" | "returned";
    readonly by: string;
    readonly now: string;
    readonly reason: string | null;
    readonly comments: readonly unknown[];
  },
): Promise<void> {
  await trx
    .updateTable("review")
    .set({
      state: decision.state,
      decided_by: decision.by,
      decided_at: decision.now,
      reason: decision.reason,
      comments: JSON.stringify(decision.comments),
    })
    .where("id", "=", review.id)
    .execute();
}
