/** @module Which node continues which, as the comparison says. */
import type { NodeRow } from "../compare-files.ts";
import type { NodePairs } from "./move-back.ts";

export function pairsOf(rows: readonly NodeRow[]): NodePairs {
  const pairs = rows.filter(({ before, after }) => before !== null && after !== null);
  const later = new Map(pairs.map(({ before, after }) => [before, after]));
  const earlier = new Map(pairs.map(({ before, after }) => [after, before]));
  return {
    beforeOf: (id) => earlier.get(id) ?? null,
    afterOf: (id) => later.get(id) ?? null,
  };
}
