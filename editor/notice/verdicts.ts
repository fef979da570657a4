/** @module What became of each item's text: the draft's, with its marks, against the set that the draft began with. */
import { useMemo } from "react";
import { type DocumentNode, treeOf } from "../document/nodes.ts";
import type { Files, RuleDocument } from "../document/rule-document.ts";
import { useWorkspace } from "../workspace/workspace-store.ts";
import { differenceOf, noticeTextOf, worst } from "./difference.ts";
import { earlierNode } from "./items.ts";
import { FIELDS } from "./rows.ts";
import type { Outcome } from "./verdict-tag.tsx";

export interface ItemVerdict {
  readonly outcome: Outcome;
  readonly node: DocumentNode;
  /** Absent for an item that is new. */
  readonly was: DocumentNode | undefined;
}

/** By id of the item. */
export function useVerdicts(startedFrom: Files | null): ReadonlyMap<string, ItemVerdict> {
  const document = useWorkspace((state) => state.document);
  return useMemo(() => verdictsOf(document, startedFrom), [document, startedFrom]);
}

function verdictsOf(
  document: RuleDocument,
  startedFrom: Files | null,
): ReadonlyMap<string, ItemVerdict> {
  if (startedFrom === null) return new Map();
  const earlier = treeOf({ files: startedFrom }).byId;
  return new Map(
    treeOf(document).nodes.map((node) => {
      const was = earlierNode(node, earlier);
      const [now, then] = [node.value.source, was?.value.source];
      const verdicts = FIELDS.filter((field) => now?.[field] ?? then?.[field]).map(
        (field) => differenceOf(then?.[field], noticeTextOf(now?.[field])).verdict,
      );
      return [node.id, { outcome: was === undefined ? "new" : worst(verdicts), node, was }];
    }),
  );
}
