/** @module Drafts of rule sets: every save is kept; a save names the one that it is based on. */
import { applyEdits, modify } from "jsonc-parser";
import { isObject, type JsonValue } from "../../engine/json/json-value.ts";
import type { Changing } from "../changes/change.ts";
import { newId } from "../changes/new-id.ts";
import { invalid, Problem } from "../problem.ts";
import { MAX_FILE_BYTES, MAX_SET_BYTES } from "../rule-files/rule-files.ts";
import type { Database, Trx } from "../storage/store.ts";
import type { DraftRow, DraftState } from "../storage/tables.ts";
import type { ServedRuleSet } from "./published.ts";
import {
  isRuleFileName,
  loadFiles,
  ROOT_FILE,
  type RuleFiles,
  storeFiles,
} from "./rule-set-files.ts";
import { markChanged } from "./work-list.ts";

export interface NewDraft {
  readonly name: string;
  readonly ruleSet: string;
  /** An erratum names why, and the document that says so. */
  readonly reason?: { readonly zh: string; readonly en: string };
  readonly documentNumber?: string;
}

export interface Save {
  readonly save: number;
  readonly savedBy: string;
  readonly savedAt: string;
  readonly why: string | null;
  readonly restoredFrom: number | null;
}

/**
 * The files of a new draft: those of its base, with the new id or the next revision told in the one file. The marks
 * of a next year will be against the base, so those against the year before it go.
 */
export function filesOfNewDraft(
  base: ServedRuleSet,
  { ruleSet, reason, documentNumber }: NewDraft,
): RuleFiles {
  const text = base.files.get(ROOT_FILE) ?? "{}";
  const erratum = ruleSet === base.id;
  const revision = erratum
    ? {
        number: base.prepared.ruleSet.revision.number + 1,
        supersedes: base.contentHash,
        ...(reason ? { reason } : {}),
        ...(documentNumber ? { document: documentNumber } : {}),
      }
    : { number: 1 };
  if (erratum)
    return new Map([...base.files, [ROOT_FILE, setMember(text, ["revision"], revision)]]);
  const { edition } = base.prepared.ruleSet;
  const head = [
    [["id"], ruleSet],
    [["revision"], revision],
    [["changedAgainst"], edition],
  ] as const;
  const files = new Map([...base.files].map(([path, one]) => [path, withoutMarks(path, one)]));
  const cleared = files.get(ROOT_FILE) ?? "{}";
  return files.set(
    ROOT_FILE,
    head.reduce((before, [path, value]) => setMember(before, path, value), cleared),
  );
}

/** Touches only the member's own range; a member that is `undefined` is taken out. */
function setMember(text: string, path: readonly (string | number)[], value: unknown): string {
  const formattingOptions = { insertSpaces: true, tabSize: 2, eol: "\n" };
  return applyEdits(text, modify(text, [...path], value, { formattingOptions }));
}

/** The file without the marks of its source texts; cases have none. */
function withoutMarks(path: string, text: string): string {
  if (path.startsWith("cases/")) return text;
  return marksIn(JSON.parse(text)).reduce(
    (before, mark) => setMember(before, mark, undefined),
    text,
  );
}

/** Where the marks of change stand in a node's file, or in the root file's tree. */
function marksIn(value: JsonValue): readonly (readonly (string | number)[])[] {
  if (!isObject(value)) return [];
  const { source, children, tree } = value as { readonly [member: string]: JsonValue };
  const own = Object.entries(isObject(source) ? source : {})
    .filter(([, text]) => isObject(text) && text.changed !== undefined)
    .map(([field]) => ["source", field, "changed"]);
  const below = (Array.isArray(children) ? children : []).flatMap((child, index) =>
    marksIn(child as JsonValue).map((mark) => ["children", index, ...mark]),
  );
  const inTree = marksIn(tree ?? null).map((mark) => ["tree", ...mark]);
  return [...own, ...below, ...inTree];
}

export async function createDraft(
  { trx, now, by, note }: Changing,
  base: { readonly hash: string },
  files: RuleFiles,
  { name, ruleSet }: NewDraft,
): Promise<string> {
  refuseFiles(files);
  const id = newId();
  await trx
    .insertInto("draft")
    .values({
      id,
      name,
      rule_set: ruleSet,
      based_on: base.hash,
      state: "open",
      save: 1,
      created_by: by,
      created_at: now,
    })
    .execute();
  await insertSave(trx, { draft: id, save: 1, files, why: null, restoredFrom: null, by, now });
  note({
    chain: `draft/${id}`,
    action: "draft.create",
    object: `drafts/${id}`,
    facts: { name, ruleSet, basedOn: base.hash },
  });
  return id;
}

/** @throws Problem 404 */
export async function readDraft(db: Database | Trx, id: string): Promise<DraftRow> {
  const row = await db.selectFrom("draft").selectAll().where("id", "=", id).executeTakeFirst();
  if (row === undefined) throw new Problem("not_found");
  return row;
}

/** @throws Problem 404 */
export async function readSave(
  db: Database | Trx,
  draft: string,
  save: number,
): Promise<Save & { readonly files: RuleFiles }> {
  const row = await db
    .selectFrom("draft_save")
    .selectAll()
    .where("draft", "=", draft)
    .where("save", "=", save)
    .executeTakeFirst();
  if (row === undefined) throw new Problem("not_found");
  return {
    save: row.save,
    savedBy: row.saved_by,
    savedAt: row.saved_at,
    why: row.why,
    restoredFrom: row.restored_from,
    files: await loadFiles(db, row.files),
  };
}

export interface Saving {
  readonly draft: string;
  readonly files: RuleFiles;
  readonly ifMatch: number;
  readonly why?: string;
  readonly restoredFrom?: number;
}

/**
 * Saves a draft over the save that it is based on; a draft under review goes back to work.
 *
 * @throws Problem 412 with both versions, 409 when it is published or discarded, 422 for files over the limits
 */
export async function saveDraft(changing: Changing, saving: Saving): Promise<DraftRow> {
  const { trx, now, by, note } = changing;
  const { draft, files, ifMatch, why, restoredFrom } = saving;
  refuseFiles(files);
  const row = await readDraft(trx, draft);
  refuseClosed(row);
  const save = ifMatch + 1;
  const { numUpdatedRows } = await trx
    .updateTable("draft")
    .set({ save, state: "open" })
    .where("id", "=", draft)
    .where("save", "=", ifMatch)
    .where("state", "in", ["open", "in_review", "approved"])
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw await staleDraft(trx, draft, files);
  await insertSave(trx, {
    draft,
    save,
    files,
    why: why ?? null,
    restoredFrom: restoredFrom ?? null,
    by,
    now,
  });
  await markChanged(changing, draft, files, earlierFiles(trx, draft, ifMatch));
  note({
    chain: `draft/${draft}`,
    action: restoredFrom === undefined ? "draft.save" : "draft.restore",
    object: `drafts/${draft}`,
    facts: { save, ...(why ? { why } : {}), ...(restoredFrom ? { restoredFrom } : {}) },
  });
  return { ...row, save, state: "open" };
}

async function* earlierFiles(trx: Trx, draft: string, last: number): AsyncGenerator<RuleFiles> {
  for (let save = last; save > 0; save--) yield (await readSave(trx, draft, save)).files;
}

/** @throws Problem 412, 409 */
export async function setDraftState(
  { trx, note }: Changing,
  draft: string,
  {
    ifMatch,
    from,
    to,
  }: { readonly ifMatch: number; readonly from: readonly DraftState[]; readonly to: DraftState },
): Promise<DraftRow> {
  const row = await readDraft(trx, draft);
  refuseState(row, from);
  const { numUpdatedRows } = await trx
    .updateTable("draft")
    .set({ state: to })
    .where("id", "=", draft)
    .where("save", "=", ifMatch)
    .where("state", "=", row.state)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw await staleDraft(trx, draft, null);
  note({
    chain: `draft/${draft}`,
    action: `draft.${to}`,
    object: `drafts/${draft}`,
    facts: { save: ifMatch },
  });
  return { ...row, state: to };
}

export async function listSaves(db: Database, draft: string): Promise<readonly Save[]> {
  const rows = await db
    .selectFrom("draft_save")
    .select(["save", "saved_by", "saved_at", "why", "restored_from"])
    .where("draft", "=", draft)
    .orderBy("save")
    .execute();
  return rows.map((row) => ({
    save: row.save,
    savedBy: row.saved_by,
    savedAt: row.saved_at,
    why: row.why,
    restoredFrom: row.restored_from,
  }));
}

/** The loser is shown both: what is there now, and what they sent. */
async function staleDraft(trx: Trx, draft: string, yours: RuleFiles | null): Promise<Problem> {
  const { save } = await readDraft(trx, draft);
  const current = await readSave(trx, draft, save);
  return new Problem("stale", {
    current: { ...current, files: Object.fromEntries(current.files) },
    ...(yours === null ? {} : { yours: { files: Object.fromEntries(yours) } }),
  });
}

/** What is published or discarded stays as it is. @throws Problem 409 */
export function refuseClosed(row: DraftRow): void {
  refuseState(row, ["open", "in_review", "approved"]);
}

function refuseState({ state }: DraftRow, allowed: readonly DraftState[]): void {
  if (!allowed.includes(state)) throw new Problem("conflict", { state, expected: allowed });
}

/** Names and sizes; what the files say is told by the findings, and never refused. */
function refuseFiles(files: RuleFiles): void {
  let total = 0;
  for (const [path, text] of files) {
    if (!isRuleFileName(path))
      throw invalid(`/files/${path}`, "not_a_rule_file", { expected: "cases/*.json, *.json" });
    const size = Buffer.byteLength(text);
    total += size;
    if (size > MAX_FILE_BYTES)
      throw new Problem("too_large", { file: path, maximum: MAX_FILE_BYTES });
  }
  if (total > MAX_SET_BYTES) throw new Problem("too_large", { maximum: MAX_SET_BYTES });
}

async function insertSave(
  trx: Trx,
  {
    draft,
    save,
    files,
    why,
    restoredFrom,
    by,
    now,
  }: {
    readonly draft: string;
    readonly save: number;
    readonly files: RuleFiles;
    readonly why: string | null;
    readonly restoredFrom: number | null;
    readonly by: string;
    readonly now: string;
  },
): Promise<void> {
  await trx
    .insertInto("draft_save")
    .values({
      draft,
      save,
      files: await storeFiles(trx, files),
      why,
      restored_from: restoredFrom,
      saved_by: by,
      saved_at: now,
    })
    .execute();
}
