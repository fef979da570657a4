/** @module The items of a draft with what last year's notice said of each, which a new notice is held against. */
import type { JsonValue } from "../../engine/json/json-value.ts";
import { type DocumentNode, treeOf } from "../document/nodes.ts";
import type { RuleDocument } from "../document/rule-document.ts";
import type { Item } from "./match-rows.ts";

export interface DraftItem extends Item {
  /** As it stands in the draft. */
  readonly weight: JsonValue | undefined;
  readonly isNew: boolean;
}

/** @param base the set that the draft began with; the draft itself where that is not known */
export function itemsOf(document: RuleDocument, base: RuleDocument): readonly DraftItem[] {
  const earlier = treeOf(base).byId;
  return treeOf(document)
    .nodes.filter(({ parent }) => parent !== null)
    .map((node) => {
      const was = earlierNode(node, earlier);
      return {
        id: node.id,
        name: (was ?? node).name.zh,
        source: was?.value.source,
        isGroup: node.children.length > 0 || node.value.source?.method === undefined,
        weight: node.weight,
        isNew: was === undefined,
      };
    });
}

/** One that was renamed since is told by its `was`. */
export function earlierNode(
  node: DocumentNode,
  earlier: ReadonlyMap<string, DocumentNode>,
): DocumentNode | undefined {
  const before = node.value.was?.map(({ id }) => earlier.get(id)).find((one) => one !== undefined);
  return before ?? earlier.get(node.id);
}
