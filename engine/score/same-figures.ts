/** @module Figures that the notice asks for twice (`sameAs`): entered once, used at every place. */
import type { PreparedRuleSet } from "../rule-set/prepare.ts";

/** Key of a figure: `node/input`. */
export function figureKey(node: string, input: string): string {
  return `${node}/${input}`;
}

const cache = new WeakMap<PreparedRuleSet, ReadonlyMap<string, readonly string[]>>();

/** For each figure that has twins, the keys of the whole group in the order of the tree. */
export function sameFigures(prepared: PreparedRuleSet): ReadonlyMap<string, readonly string[]> {
  const known = cache.get(prepared);
  if (known !== undefined) return known;
  const groups = new Map<string, string[]>();
  const groupOf = (key: string): string[] => {
    const group = groups.get(key) ?? [key];
    groups.set(key, group);
    return group;
  };
  const order: string[] = [];
  for (const { id, node } of prepared.nodes.values()) {
    for (const [input, declaration] of Object.entries(node.inputs ?? {})) {
      const key = figureKey(id, input);
      order.push(key);
      if (declaration.sameAs === undefined) continue;
      const mine = groupOf(key);
      const other = groupOf(declaration.sameAs);
      if (mine === other) continue;
      other.push(...mine);
      for (const member of mine) groups.set(member, other);
    }
  }
  const place = new Map(order.map((key, index) => [key, index]));
  for (const group of new Set(groups.values())) {
    group.sort((a, b) => (place.get(a) ?? 0) - (place.get(b) ?? 0));
  }
  cache.set(prepared, groups);
  return groups;
}
