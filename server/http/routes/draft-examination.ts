/** @module What is wrong with a draft, how its cases do, and what it would do to stored cities. */
import { Type } from "@sinclair/typebox";
import { Problem } from "../../problem.ts";
import { loadRuleFiles } from "../../rule-files/rule-files.ts";
import { readDraft, readSave } from "../../rule-set-store/drafts.ts";
import { type EffectReport, effectOnCities } from "../../rule-set-store/effect.ts";
import { examineDraft } from "../../rule-set-store/examine-draft.ts";
import type { PublishedRuleSets, ServedRuleSet } from "../../rule-set-store/published.ts";
import type { RuleFiles } from "../../rule-set-store/rule-set-files.ts";
import type { Services } from "../../services.ts";
import type { DraftRow } from "../../storage/tables.ts";
import { json, type Route, route, versionTag } from "../route.ts";
import { OBJECT, open } from "../schemas.ts";
import { DRAFT_READERS, plainDraft } from "./plain-draft.ts";

const JSON_TYPE = "application/json";
export const EXAMINED = open({
  draft: OBJECT,
  findings: Type.Array(OBJECT),
  report: Type.Unknown(),
  obstacles: Type.Array(OBJECT),
});

export const draftExaminationRoutes: readonly Route[] = [
  route(
    {
      method: "get",
      path: "/drafts/{draft}/examination",
      zh: "草稿的检查结果与用例",
      en: "Findings and cases of a draft",
      access: DRAFT_READERS,
      answer: { status: 200, type: JSON_TYPE, schema: EXAMINED },
      failures: [],
    },
    async ({ params }, services) => {
      const { db } = services.store;
      const row = await readDraft(db, params.draft ?? "");
      return examined(services, row, (await readSave(db, row.id, row.save)).files);
    },
  ),
  route(
    {
      method: "get",
      path: "/drafts/{draft}/effect",
      zh: "草稿对已存各城市得分的影响，按原因分解",
      en: "What a draft would do to every stored city, split by cause",
      access: DRAFT_READERS,
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
];

/** The answer to a save, and to whoever asks how a draft stands. */
export async function examined({ store }: Services, row: DraftRow, files: RuleFiles) {
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
