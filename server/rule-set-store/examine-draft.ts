/** @module What stands in the way of publishing a draft: what its files say, and what is left of its work list. */
import { Problem } from "../problem.ts";
import type { Database, Trx } from "../storage/store.ts";
import type { DraftRow } from "../storage/tables.ts";
import type { Examination, Obstacle } from "./examine.ts";
import { examineApart } from "./examine-apart.ts";
import type { RuleFiles } from "./rule-set-files.ts";
import { uncheckedItems } from "./work-list.ts";

export async function examineDraft(
  db: Database,
  row: DraftRow,
  files: RuleFiles,
): Promise<Examination> {
  const [examination, unchecked] = await Promise.all([
    examineApart(files, row.rule_set),
    uncheckedObstacles(db, row.id, files),
  ]);
  return { ...examination, obstacles: [...examination.obstacles, ...unchecked] };
}

/** What was checked may be unchecked again by another until the moment of publishing. @throws Problem 409 */
export async function refuseUnchecked(trx: Trx, draft: string, files: RuleFiles): Promise<void> {
  const obstacles = await uncheckedObstacles(trx, draft, files);
  if (obstacles.length > 0) throw new Problem("not_publishable", { obstacles });
}

async function uncheckedObstacles(
  db: Database | Trx,
  draft: string,
  files: RuleFiles,
): Promise<readonly Obstacle[]> {
  const items = await uncheckedItems(db, draft, files);
  return items.length === 0 ? [] : [{ code: "unchecked", count: items.length, items }];
}
