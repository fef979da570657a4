/**
 * @module The work list of a draft that took in a notice: each item is unchecked until somebody says that it is
 * carried over as it was, changed, or checked. Whoever changes a formula has thereby changed its item.
 */
import { canonicalJson } from "../../engine/json/canonical-json.ts";
import { ownScoringPart } from "../../engine/rule-set/hash.ts";
import type { Node, Source } from "../../engine/rule-set/rule-set.ts";
import type { Changing } from "../changes/change.ts";
import { invalid, Problem } from "../problem.ts";
import type { Database, Trx } from "../storage/store.ts";
import type { WorkItemRow, WorkState } from "../storage/tables.ts";
import { nodesOfFiles } from "./nodes-of-files.ts";
import type { RuleFiles } from "./rule-set-files.ts";

export interface WorkItem extends Omit<WorkItemRow, "draft" | "by_person"> {
  readonly by: string | null;
}

export interface WorkList {
  readonly version: number;
  readonly begunBy: string;
  readonly begunAt: string;
  /** Every item of the draft's files, in the order of the tree. */
  readonly items: readonly WorkItem[];
}

/** What is to be said of an item; what is left out stays. */
export interface WorkChange {
  readonly state?: WorkState;
  readonly page?: { readonly file: string; readonly page: number } | null;
}

/** The list with the items of these files; null where no notice was taken in. */
export async function readWorkList(
  db: Database | Trx,
  draft: string,
  files: RuleFiles,
): Promise<WorkList | null> {
  const list = await db
    .selectFrom("work_list")
    .selectAll()
    .where("draft", "=", draft)
    .executeTakeFirst();
  if (list === undefined) return null;
  const rows = await db.selectFrom("work_item").selectAll().where("draft", "=", draft).execute();
  const known = new Map(rows.map((row) => [row.item, row]));
  const items = itemsOf(files).map((item): WorkItem => {
    const {
      state = "unchecked",
      by_person = null,
      at = null,
      file = null,
      page = null,
    } = known.get(item) ?? {};
    return { item, state, by: by_person, at, file, page };
  });
  return { version: list.version, begunBy: list.begun_by, begunAt: list.begun_at, items };
}

/** Ids of the items that nobody has checked against the notice; none where no notice was taken in. */
export async function uncheckedItems(
  db: Database | Trx,
  draft: string,
  files: RuleFiles,
): Promise<readonly string[]> {
  const list = await readWorkList(db, draft, files);
  return (list?.items ?? []).filter(({ state }) => state === "unchecked").map(({ item }) => item);
}

/** @throws Problem 409 where the draft has one */
export async function beginWorkList(changing: Changing, draft: string): Promise<void> {
  if (!(await beginOnce(changing, draft))) throw new Problem("conflict", { state: "begun" });
}

/** @returns false where the draft has one already */
export async function beginOnce({ trx, by, now, note }: Changing, draft: string): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto("work_list")
    .values({ draft, version: 1, begun_by: by, begun_at: now })
    .onConflict((conflict) => conflict.column("draft").doNothing())
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows === 0n) return false;
  note({ chain: `draft/${draft}`, action: "work_list.begin", object: `drafts/${draft}/work-list` });
  return true;
}

/** @throws Problem 404 without a list, 412 with the present one, 422 for items that the draft does not have */
export async function setWorkItems(
  changing: Changing,
  draft: string,
  files: RuleFiles,
  {
    ifMatch,
    items,
  }: { readonly ifMatch: number; readonly items: { readonly [id: string]: WorkChange } },
): Promise<void> {
  const { trx, note } = changing;
  const known = new Set(itemsOf(files));
  const unknown = Object.keys(items).find((item) => !known.has(item));
  if (unknown !== undefined) throw invalid(`/items/${unknown}`, "unknown_item", { item: unknown });
  for (const [item, { page }] of Object.entries(items))
    if (page != null) await refuseOtherFile(trx, draft, item, page.file);
  const { numUpdatedRows } = await trx
    .updateTable("work_list")
    .set({ version: ifMatch + 1 })
    .where("draft", "=", draft)
    .where("version", "=", ifMatch)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) {
    const current = await readWorkList(trx, draft, files);
    throw current === null ? new Problem("not_found") : new Problem("stale", { current });
  }
  await putItems(changing, draft, items);
  note({
    chain: `draft/${draft}`,
    action: "work_list.set",
    object: `drafts/${draft}/work-list`,
    facts: { items: JSON.parse(JSON.stringify(items)) },
  });
}

/**
 * Items whose weight, figures or formulas a save has changed are changed, whatever was said of them before.
 *
 * @param earlier files of the saves before, the latest first; one may hold a file that nobody could read
 */
export async function markChanged(
  changing: Changing,
  draft: string,
  after: RuleFiles,
  earlier: AsyncIterable<RuleFiles>,
): Promise<void> {
  const { trx, note } = changing;
  const list = await trx
    .selectFrom("work_list")
    .select("version")
    .where("draft", "=", draft)
    .executeTakeFirst();
  if (list === undefined) return;
  const changed = await changedItems(after, earlier);
  if (changed.length === 0) return;
  const items = Object.fromEntries(changed.map((id) => [id, { state: "changed" as const }]));
  await trx
    .updateTable("work_list")
    .set((is) => ({ version: is("version", "+", 1) }))
    .where("draft", "=", draft)
    .execute();
  await putItems(changing, draft, items);
  note({
    chain: `draft/${draft}`,
    action: "work_list.set",
    object: `drafts/${draft}/work-list`,
    facts: { items, bySave: true },
  });
}

/** Each item is held against the last save that has it: a broken file has none of its items. */
async function changedItems(
  after: RuleFiles,
  earlier: AsyncIterable<RuleFiles>,
): Promise<readonly string[]> {
  const now = nodesOfFiles(after).nodes;
  const open = new Set(itemsOf(after));
  const changed: string[] = [];
  for await (const files of earlier) {
    const { nodes: before, isWhole } = nodesOfFiles(files);
    for (const id of [...open]) {
      const node = before.get(id);
      if (node === undefined) continue;
      open.delete(id);
      if (scoringText(node) !== scoringText(now.get(id))) changed.push(id);
    }
    // What a whole save does not have is new.
    if (open.size === 0 || isWhole) break;
  }
  return [...changed, ...open];
}

async function putItems(
  { trx, by, now }: Changing,
  draft: string,
  items: { readonly [id: string]: WorkChange },
): Promise<void> {
  for (const [item, { state, page }] of Object.entries(items)) {
    const told = {
      ...(state === undefined ? {} : { state, by_person: by, at: now }),
      ...(page === undefined ? {} : { file: page?.file ?? null, page: page?.page ?? null }),
    };
    await trx
      .insertInto("work_item")
      .values({
        draft,
        item,
        state: "unchecked",
        by_person: null,
        at: null,
        file: null,
        page: null,
        ...told,
      })
      .onConflict((conflict) =>
        Object.keys(told).length === 0
          ? conflict.columns(["draft", "item"]).doNothing()
          : conflict.columns(["draft", "item"]).doUpdateSet(told),
      )
      .execute();
  }
}

/** @throws Problem 422 */
async function refuseOtherFile(trx: Trx, draft: string, item: string, file: string): Promise<void> {
  const row = await trx
    .selectFrom("notice_file")
    .select("id")
    .where("id", "=", file)
    .where("draft", "=", draft)
    .where("state", "=", "kept")
    .executeTakeFirst();
  if (row === undefined) throw invalid(`/items/${item}/page/file`, "unknown_file", { file });
}

/** What a notice can say something about: nodes with words of it, and those that nothing stands below. */
function itemsOf(files: RuleFiles): readonly string[] {
  return [...nodesOfFiles(files).nodes]
    .filter(([, { source, children }]) => hasText(source) || !children?.length)
    .map(([id]) => id);
}

function hasText(source: Source | undefined): boolean {
  return (
    source?.purpose !== undefined || source?.method !== undefined || source?.data !== undefined
  );
}

/** A half-written node says something else than before, whatever it says. */
function scoringText(node: Node | undefined): string {
  if (node === undefined) return "";
  try {
    return canonicalJson(ownScoringPart(node));
  } catch {
    return JSON.stringify(node);
  }
}
