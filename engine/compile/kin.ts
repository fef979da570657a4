/** @module Which nodes have to be looked at together: those that share figures, from above or by `sameAs`. */
import type { PreparedNode, PreparedRuleSet } from "../rule-set/prepare.ts";
import { sameFigures } from "../score/same-figures.ts";

/** The nodes, those whose inputs they see, and those that give the same figures, to the last relation. */
export function kinOf(
  prepared: PreparedRuleSet,
  nodes: Iterable<PreparedNode>,
): ReadonlySet<PreparedNode> {
  const groups = sameFigures(prepared);
  const kin = new Set<PreparedNode>();
  const waiting = [...nodes];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (kin.has(node)) continue;
    kin.add(node);
    for (const { owner, id } of node.inputs.values()) {
      for (const key of groups.get(`${owner}/${id}`) ?? [`${owner}/${id}`]) {
        const other = prepared.nodes.get(key.slice(0, key.lastIndexOf("/")));
        if (other !== undefined && !kin.has(other)) waiting.push(other);
      }
    }
  }
  return kin;
}
