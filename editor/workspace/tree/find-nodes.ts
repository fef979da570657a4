/** @module Finding indicators by id, name, pinyin initials, department or input; what leads to one stays in sight. */
import { isObject, type JsonValue } from "../../../engine/json/json-value.ts";
import { type DocumentNode, type DocumentTree, ROOT_FILE } from "../../document/nodes.ts";
import { type RuleDocument, valueAt } from "../../document/rule-document.ts";
import { matchesWish } from "../../ui/pinyin.ts";

export interface Found {
  /** Nodes that answer the wish, in the order of the tree. */
  readonly hits: readonly DocumentNode[];
  /** Ids of the hits and of everything above them. */
  readonly shown: ReadonlySet<string>;
}

export function findNodes(wish: string, tree: DocumentTree, document: RuleDocument): Found {
  const departments = valueAt(document, { file: ROOT_FILE, pointer: "/departments" });
  const hits = tree.nodes.filter((node) =>
    matchesWish(wish, [...textsOf(node), ...departmentsOf(node, departments)]),
  );
  const shown = new Set<string>();
  for (const hit of hits)
    for (let node: DocumentNode | null = hit; node !== null; node = node.parent) shown.add(node.id);
  return { hits, shown };
}

function textsOf({ id, name, value }: DocumentNode): readonly string[] {
  const inputs = isObject(value.inputs) ? Object.entries(value.inputs) : [];
  const labels = inputs.flatMap(([input, { label }]) => [input, label?.zh ?? "", label?.en ?? ""]);
  return [id, name.zh, name.en, ...labels];
}

/** Names of who fills the node in: its own, else those of what it stands in. */
export function departmentsOf(
  node: DocumentNode,
  departments: JsonValue | undefined,
): readonly string[] {
  for (let one: DocumentNode | null = node; one !== null; one = one.parent) {
    const ids = one.value.departments;
    if (!Array.isArray(ids)) continue;
    return ids.flatMap((id: string) => {
      const name = isObject(departments)
        ? (departments[id] as { name?: unknown })?.name
        : undefined;
      const { zh, en } = isObject(name as JsonValue) ? (name as { zh?: string; en?: string }) : {};
      return [id, zh ?? "", en ?? ""];
    });
  }
  return [];
}
