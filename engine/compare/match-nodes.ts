/** @module Which node of an earlier set a node continues: the one that its `was` names, else the one of its id. */
import type { PreparedNode, PreparedRuleSet } from "../rule-set/prepare.ts";

/** Relations under which a node stays the same one. */
const CONTINUES: ReadonlySet<string> = new Set(["same", "renamed"]);

/** Id of the earlier node for each later node that continues one. */
export function matchNodes(
  before: PreparedRuleSet,
  after: PreparedRuleSet,
): ReadonlyMap<string, string> {
  const matches = new Map<string, string>();
  const taken = new Set<string>();
  for (const node of after.nodes.values()) {
    const was = (node.node.was ?? []).find(
      ({ id, relation }) => CONTINUES.has(relation) && before.nodes.has(id),
    );
    if (was === undefined || taken.has(was.id)) continue;
    matches.set(node.id, was.id);
    taken.add(was.id);
  }
  for (const node of after.nodes.values()) {
    if (matches.has(node.id) || node.node.was !== undefined) continue;
    if (before.nodes.has(node.id) && !taken.has(node.id)) {
      matches.set(node.id, node.id);
      taken.add(node.id);
    }
  }
  // The roots are one another's, whatever they are called.
  if (!taken.has(before.root.id)) matches.set(after.root.id, before.root.id);
  return matches;
}

/** Id of the earlier input for an input of a matched node; `null` where its definition is new or another. */
export function earlierInput(
  node: PreparedNode,
  input: string,
  earlier: PreparedNode,
): string | null {
  const was = node.node.inputs?.[input]?.was;
  if (was === undefined) return earlier.node.inputs?.[input] === undefined ? null : input;
  const from = was
    .find(({ relation }) => CONTINUES.has(relation))
    ?.id.split("/")
    .at(-1);
  return from !== undefined && earlier.node.inputs?.[from] !== undefined ? from : null;
}
