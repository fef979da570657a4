/** @module Files of the notice that a draft is made from: kept with it by hash, in pieces like evidence. */

import type { Changing } from "../changes/change.ts";
import type { Upload } from "../evidence/evidence-files.ts";
import { Problem } from "../problem.ts";
import type { Database, Trx } from "../storage/store.ts";
import type { NoticeFileRow } from "../storage/tables.ts";

export async function listNoticeFiles(
  db: Database | Trx,
  draft: string,
): Promise<readonly NoticeFileRow[]> {
  return db
    .selectFrom("notice_file")
    .selectAll()
    .where("draft", "=", draft)
    .where("state", "=", "kept")
    .orderBy("at")
    .orderBy("id")
    .execute();
}

/** @throws Problem 404 */
export async function findNoticeFile(
  db: Database | Trx,
  draft: string,
  id: string,
): Promise<NoticeFileRow> {
  const row = (await listNoticeFiles(db, draft)).find((one) => one.id === id);
  if (row === undefined) throw new Problem("not_found");
  return row;
}

/** Names an upload whose pieces are in the store. @throws Problem 409 where the draft has the same file already */
export async function keepNoticeFile(
  { trx, now, by, note }: Changing,
  draft: string,
  { id, hash, size, mediaType }: Upload,
  name: string,
): Promise<void> {
  const same = (await listNoticeFiles(trx, draft)).find((one) => one.hash === hash);
  if (same !== undefined) throw new Problem("conflict", { taken: same.name });
  await trx
    .insertInto("notice_file")
    .values({
      id,
      draft,
      hash,
      name,
      size,
      media_type: mediaType,
      state: "kept",
      by_person: by,
      at: now,
    })
    .execute();
  note({
    chain: `draft/${draft}`,
    action: "notice.keep",
    object: `drafts/${draft}/notice/files/${id}`,
    facts: { hash, size, name },
  });
}

/** Pages of items that pointed into it are forgotten; its bytes stay for a day. @throws Problem 404 */
export async function removeNoticeFile(
  { trx, note }: Changing,
  draft: string,
  id: string,
): Promise<void> {
  const { hash } = await findNoticeFile(trx, draft, id);
  await trx.updateTable("notice_file").set({ state: "removed" }).where("id", "=", id).execute();
  await trx
    .updateTable("work_item")
    .set({ file: null, page: null })
    .where("draft", "=", draft)
    .where("file", "=", id)
    .execute();
  note({
    chain: `draft/${draft}`,
    action: "notice.remove",
    object: `drafts/${draft}/notice/files/${id}`,
    facts: { hash },
  });
}
