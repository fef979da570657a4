/**
 * @module Which node of a formula continues which of an earlier one, without ids: equal subtrees first, the largest
 * before the smaller, then what holds them, then what is left at the same place (after Falleri et al., "Fine-grained
 * and accurate source code differencing", 2014).
 */

import { childAt, nameOf, operandsOf, operatorOf } from "../../../engine/logic/json-tree.ts";
import type { Logic } from "../../../engine/rule-set/rule-set.ts";

export interface TreeNode {
  readonly logic: Logic;
  readonly at: string;
  readonly parent: TreeNode | null;
  /** Position among its siblings. */
  readonly index: number;
  readonly children: readonly TreeNode[];
  /** Equal for equal subtrees. */
  readonly key: string;
  readonly size: number;
}

export interface TreeMatch {
  /** Every node, parents before children. */
  readonly before: readonly TreeNode[];
  readonly after: readonly TreeNode[];
  readonly toAfter: ReadonlyMap<TreeNode, TreeNode>;
  readonly toBefore: ReadonlyMap<TreeNode, TreeNode>;
}

export function matchTrees(before: Logic, after: Logic): TreeMatch {
  const [old, now] = [nodesOf(before), nodesOf(after)];
  const matcher = new Matcher(old, now);
  matcher.matchEqualSubtrees();
  matcher.matchHolders();
  matcher.matchRest(old[0] as TreeNode, now[0] as TreeNode);
  return { before: old, after: now, toAfter: matcher.toAfter, toBefore: matcher.toBefore };
}

/** Where what was selected is now: the same node, or the nearest around it that is still there. */
export function placeAfter(before: Logic, after: Logic, at: string): string {
  const { before: old, toAfter } = matchTrees(before, after);
  let node = old.find((one) => one.at === at) ?? null;
  for (; node !== null; node = node.parent) {
    const match = toAfter.get(node);
    if (match !== undefined) return match.at;
  }
  return "";
}

function nodesOf(root: Logic): readonly TreeNode[] {
  const nodes: TreeNode[] = [];
  const visit = (logic: Logic, at: string, parent: TreeNode | null, index: number): TreeNode => {
    const children: TreeNode[] = [];
    const node = { logic, at, parent, index, children, key: JSON.stringify(logic), size: 1 };
    nodes.push(node);
    if (nameOf(logic) === null) {
      for (const [position, operand] of operandsOf(logic).entries()) {
        const child = visit(operand, childAt(logic, at, position), node, position);
        children.push(child);
        node.size += child.size;
      }
    }
    return node;
  };
  visit(root, "", null, 0);
  return nodes;
}

/** Names and constants are so many that only those with structure are matched wherever they are. */
const LEAST_SIZE = 2;
/** Share of common nodes from which on two holders of one operator are the same. */
const LEAST_COMMON = 0.3;

class Matcher {
  readonly toAfter = new Map<TreeNode, TreeNode>();
  readonly toBefore = new Map<TreeNode, TreeNode>();
  readonly #before: readonly TreeNode[];
  readonly #after: readonly TreeNode[];

  constructor(before: readonly TreeNode[], after: readonly TreeNode[]) {
    this.#before = before;
    this.#after = after;
  }

  matchEqualSubtrees(): void {
    const byKey = new Map<string, TreeNode[]>();
    for (const node of this.#after) {
      if (node.size < LEAST_SIZE) continue;
      byKey.set(node.key, [...(byKey.get(node.key) ?? []), node]);
    }
    const largestFirst = this.#before
      .filter(({ size }) => size >= LEAST_SIZE)
      .sort((a, b) => b.size - a.size);
    for (const node of largestFirst) {
      if (this.toAfter.has(node)) continue;
      const candidates = (byKey.get(node.key) ?? []).filter((one) => !this.toBefore.has(one));
      const match = candidates.find(({ at }) => at === node.at) ?? candidates[0];
      if (match !== undefined) this.#matchAll(node, match);
    }
  }

  /** From the leaves up: an operation continues the one of its operator that holds most of what it held. */
  matchHolders(): void {
    for (const node of [...this.#before].reverse()) {
      if (this.toAfter.has(node) || node.children.length === 0) continue;
      const held = new Set(descendantsOf(node).flatMap((one) => this.toAfter.get(one) ?? []));
      let best: TreeNode | null = null;
      let bestShare = LEAST_COMMON;
      for (const candidate of this.#after) {
        if (this.toBefore.has(candidate) || !sameKind(node, candidate)) continue;
        const common = descendantsOf(candidate).filter((one) => held.has(one)).length;
        const share = (2 * common) / (node.size + candidate.size - 2);
        if (
          share > bestShare ||
          (share === bestShare && best !== null && candidate.at === node.at)
        ) {
          best = candidate;
          bestShare = share;
        }
      }
      if (best !== null) this.#match(node, best);
    }
  }

  /** From the root down: what is left over in matched holders pairs up by place, then in order. */
  matchRest(old: TreeNode, now: TreeNode): void {
    if (!this.toAfter.has(old) && !this.toBefore.has(now)) {
      if (sameKind(old, now)) this.#match(old, now);
    }
    for (const node of this.#before) {
      const match = this.toAfter.get(node);
      if (match === undefined || node.key === match.key) continue;
      const left = node.children.filter((child) => !this.toAfter.has(child));
      const right = match.children.filter((child) => !this.toBefore.has(child));
      const pair = (wanted: (a: TreeNode, b: TreeNode) => boolean): void => {
        for (const child of left) {
          if (this.toAfter.has(child)) continue;
          const found = right.find((one) => !this.toBefore.has(one) && wanted(child, one));
          if (found !== undefined) this.#match(child, found);
        }
      };
      pair((a, b) => a.key === b.key && a.index === b.index);
      pair((a, b) => a.key === b.key);
      pair(
        (a, b) => sameKind(a, b) && this.#fromEnd(a) === this.#fromEnd(b) && a.index === b.index,
      );
      pair((a, b) => sameKind(a, b) && this.#sameNeighbours(a, b));
    }
  }

  #fromEnd({ parent, index }: TreeNode): number {
    return (parent?.children.length ?? 0) - index;
  }

  /** What stands before them, or after them, is the same. */
  #sameNeighbours(a: TreeNode, b: TreeNode): boolean {
    const beside = (step: number): boolean => {
      const [x, y] = [a.parent?.children[a.index + step], b.parent?.children[b.index + step]];
      return x === undefined || y === undefined ? x === y : this.toAfter.get(x) === y;
    };
    return beside(-1) || beside(1);
  }

  #matchAll(a: TreeNode, b: TreeNode): void {
    this.#match(a, b);
    for (const [index, child] of a.children.entries())
      this.#matchAll(child, b.children[index] as TreeNode);
  }

  #match(a: TreeNode, b: TreeNode): void {
    this.toAfter.set(a, b);
    this.toBefore.set(b, a);
  }
}

function descendantsOf(node: TreeNode): readonly TreeNode[] {
  return node.children.flatMap((child) => [child, ...descendantsOf(child)]);
}

/** Two operations of one operator, two lists, two names or two constants of one type. */
function sameKind(a: TreeNode, b: TreeNode): boolean {
  const [name, other] = [nameOf(a.logic), nameOf(b.logic)];
  if (name !== null || other !== null) return name !== null && other !== null;
  const [operator, second] = [operatorOf(a.logic), operatorOf(b.logic)];
  if (operator !== undefined || second !== undefined) return operator === second;
  if (Array.isArray(a.logic) || Array.isArray(b.logic))
    return Array.isArray(a.logic) && Array.isArray(b.logic);
  return typeof a.logic === typeof b.logic;
}
