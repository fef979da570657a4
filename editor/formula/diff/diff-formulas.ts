/** @module What differs between two formulas, node by node: put in, taken out, moved, changed. */
import type { Logic } from "../../../engine/rule-set/rule-set.ts";
import { matchTrees, type TreeMatch, type TreeNode } from "./match-trees.ts";

export type NodeChange =
  | { readonly kind: "added"; readonly before: null; readonly after: string }
  | { readonly kind: "removed"; readonly before: string; readonly after: null }
  | { readonly kind: "moved"; readonly before: string; readonly after: string }
  /** Another constant, name or operator at what is otherwise the same place. */
  | { readonly kind: "changed"; readonly before: string; readonly after: string };

export type ChangeMark = NodeChange["kind"];

export interface FormulaDiff {
  /** In the order of the later formula, what was taken out where it stood. */
  readonly changes: readonly NodeChange[];
  /** Marks by place; of what was put in or taken out only the outermost node. */
  readonly before: ReadonlyMap<string, ChangeMark>;
  readonly after: ReadonlyMap<string, ChangeMark>;
}

export function diffFormulas(before: Logic, after: Logic): FormulaDiff {
  const match = matchTrees(before, after);
  const changes = [...addedAndMoved(match), ...removed(match)].sort(inReadingOrder(match));
  return {
    changes,
    before: new Map(changes.flatMap(({ kind, before: at }) => (at === null ? [] : [[at, kind]]))),
    after: new Map(changes.flatMap(({ kind, after: at }) => (at === null ? [] : [[at, kind]]))),
  };
}

function addedAndMoved({ after, toBefore, toAfter }: TreeMatch): readonly NodeChange[] {
  const changes: NodeChange[] = [];
  const staying = stayingNodes(after, toBefore);
  for (const node of after) {
    const old = toBefore.get(node);
    if (old === undefined) {
      if (node.parent === null || toBefore.has(node.parent)) changes.push(addition(node, toAfter));
      continue;
    }
    const heldBySame =
      node.parent === null
        ? old.parent === null
        : old.parent !== null && toAfter.get(old.parent) === node.parent;
    if (!heldBySame || !staying.has(node))
      changes.push({ kind: "moved", before: old.at, after: node.at });
    else if (node.children.length === 0 && old.children.length === 0 && node.key !== old.key)
      changes.push({ kind: "changed", before: old.at, after: node.at });
  }
  return changes;
}

/** A node that stands where one of another kind was: the slot has changed. */
function addition(node: TreeNode, toAfter: TreeMatch["toAfter"]): NodeChange {
  const holder = node.parent;
  for (const [old, now] of toAfter) {
    if (now !== holder) continue;
    const replaced = old.children[node.index];
    const sameCount = old.children.length === holder.children.length;
    if (replaced !== undefined && sameCount && !toAfter.has(replaced))
      return { kind: "changed", before: replaced.at, after: node.at };
  }
  return { kind: "added", before: null, after: node.at };
}

function removed({ before, after, toAfter, toBefore }: TreeMatch): readonly NodeChange[] {
  const root = after[0] as TreeNode;
  return before.flatMap((node): readonly NodeChange[] => {
    if (toAfter.has(node)) return [];
    if (node.parent !== null && !toAfter.has(node.parent)) return [];
    const holder = node.parent === null ? null : (toAfter.get(node.parent) as TreeNode);
    const slot = holder === null ? root : holder.children[node.index];
    const sameCount = holder === null || holder.children.length === node.parent?.children.length;
    // Told already, as the change of the slot.
    if (holder !== null && sameCount && slot !== undefined && !toBefore.has(slot)) return [];
    return [{ kind: "removed", before: node.at, after: null }];
  });
}

/** Of the nodes that one holder kept, those that kept their order: the longest such run. */
function stayingNodes(
  after: readonly TreeNode[],
  toBefore: TreeMatch["toBefore"],
): ReadonlySet<TreeNode> {
  const staying = new Set<TreeNode>();
  const [root] = after;
  if (root !== undefined) staying.add(root);
  for (const holder of after) {
    const old = toBefore.get(holder);
    if (old === undefined) continue;
    const kept = holder.children.filter((child) => toBefore.get(child)?.parent === old);
    const order = kept.map((child) => (toBefore.get(child) as TreeNode).index);
    for (const index of longestRising(order)) staying.add(kept[index] as TreeNode);
  }
  return staying;
}

/** Indices of a longest rising run. */
function longestRising(values: readonly number[]): readonly number[] {
  const best: (readonly number[])[] = [];
  for (const [index, value] of values.entries()) {
    let run: readonly number[] = [];
    for (let earlier = 0; earlier < index; earlier++) {
      const candidate = best[earlier] as readonly number[];
      if ((values[earlier] as number) < value && candidate.length > run.length) run = candidate;
    }
    best.push([...run, index]);
  }
  return best.reduce<readonly number[]>((long, run) => (run.length > long.length ? run : long), []);
}

function inReadingOrder({ before, after }: TreeMatch) {
  const order = new Map(after.map(({ at }, index) => [at, index]));
  const orderBefore = new Map(before.map(({ at }, index) => [at, index]));
  const rank = (change: NodeChange): number =>
    change.after === null
      ? ((orderBefore.get(change.before) ?? 0) / before.length) * after.length
      : (order.get(change.after) ?? 0);
  return (a: NodeChange, b: NodeChange): number => rank(a) - rank(b);
}
