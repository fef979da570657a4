/** @module A draft as answers show it, and who may read and write drafts. */
import type { Role } from "../../people/roles.ts";
import type { DraftRow } from "../../storage/tables.ts";

export const DRAFT_READERS: readonly Role[] = ["analyst", "reviewer", "auditor"];
export const DRAFT_WRITERS: readonly Role[] = ["analyst"];

export function plainDraft(row: DraftRow) {
  return {
    id: row.id,
    name: row.name,
    ruleSet: { id: row.rule_set },
    basedOn: { hash: row.based_on },
    state: row.state,
    save: row.save,
    createdBy: row.created_by,
    createdAt: row.created_at,
  };
}
