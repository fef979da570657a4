/** @module A round as answers show it, and who sees rounds. */
import type { Role } from "../../people/roles.ts";
import type { RoundRow } from "../../storage/tables.ts";

export const ROUND_READERS: readonly Role[] = [
  "analyst",
  "reviewer",
  "clerk",
  "head",
  "consolidator",
  "auditor",
  "push-client",
  "read-client",
];
export const ROUND_KEEPERS: readonly Role[] = ["analyst"];

export function plainRound(row: RoundRow) {
  return {
    id: row.id,
    name: row.name,
    ruleSet: { id: row.rule_set, filesHash: row.rule_set_hash },
    opens: row.opens,
    deadline: row.deadline,
    cutOff: row.cut_off,
    signOff: row.sign_off === 1,
    showRanks: row.show_ranks === 1,
    version: row.version,
  };
}
