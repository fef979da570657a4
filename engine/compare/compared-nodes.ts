/** @module Every node of two rule sets side by side, in the order of the later one, what is gone where it stood. */
import type { PreparedNode, PreparedRuleSet } from "../rule-set/prepare.ts";
import type { Change, ChangeKind } from "./change.ts";
import { matchNodes } from "./match-nodes.ts";

/** `text`: no score can move; `moved`: another place, order or id, and nothing else that counts. */
export const NODE_STATES = ["added", "removed", "changed", "moved", "text", "same"] as const;

export type NodeState = (typeof NODE_STATES)[number];

export interface ComparedNode {
  /** Id in the later set; in the earlier one where it is gone. */
  readonly id: string;
  /** Id in the earlier set; `null` for a node that is new. */
  readonly before: string | null;
  /** Id in the later set; `null` for a node that is gone. */
  readonly after: string | null;
  /** 0 for the root. */
  readonly depth: number;
  /** Nothing stands below it. */
  readonly isLeaf: boolean;
  readonly state: NodeState;
  /** Of the root also the changes of the set itself. */
  readonly changes: readonly Change[];
}

const MOVES: ReadonlySet<ChangeKind> = new Set(["node-moved", "node-renamed", "nodes-reordered"]);

/** @param changes as `compareRuleSets` tells them */
export function comparedNodes(
  before: PreparedRuleSet,
  after: PreparedRuleSet,
  changes: readonly Change[],
): readonly ComparedNode[] {
  const matches = matchNodes(before, after);
  const later = new Map([...matches].map(([now, old]) => [old, now]));
  const byNode = new Map<string, Change[]>();
  for (const change of changes) {
    const id = change.node === "" ? after.root.id : change.node;
    const key = change.kind === "node-removed" ? goneKey(id) : id;
    byNode.set(key, [...(byNode.get(key) ?? []), change]);
  }
  const rows: ComparedNode[] = [];

  const add = (node: PreparedNode, isGone: boolean): void => {
    const own = byNode.get(isGone ? goneKey(node.id) : node.id) ?? [];
    rows.push({
      id: node.id,
      before: isGone ? node.id : (matches.get(node.id) ?? null),
      after: isGone ? null : node.id,
      depth: node.depth,
      isLeaf: node.children.length === 0,
      state: stateOf(own),
      changes: own,
    });
  };
  const gone = (node: PreparedNode): void => {
    if (later.has(node.id)) return;
    add(node, true);
    node.children.forEach(gone);
  };
  const visit = (node: PreparedNode): void => {
    add(node, false);
    const earlier = before.nodes.get(matches.get(node.id) ?? "");
    const old = earlier?.children ?? [];
    // What is gone stands behind the sibling that it followed.
    const follow = (from: number): void => {
      for (const child of old.slice(from)) {
        if (later.has(child.id)) return;
        gone(child);
      }
    };
    follow(0);
    for (const child of node.children) {
      visit(child);
      const index = old.findIndex(({ id }) => id === matches.get(child.id));
      if (index >= 0) follow(index + 1);
    }
  };
  visit(after.root);

  // Those whose neighbours went elsewhere too.
  const told = new Set(rows.flatMap(({ before: old, after: now }) => (now === null ? [old] : [])));
  for (const node of before.nodes.values()) {
    if (!later.has(node.id) && !told.has(node.id)) add(node, true);
  }
  return rows;
}

/** A removed node and another one may have the same id. */
function goneKey(id: string): string {
  return `- ${id}`;
}

function stateOf(changes: readonly Change[]): NodeState {
  const kinds = new Set(changes.map(({ kind }) => kind));
  if (kinds.size === 0) return "same";
  if (kinds.has("node-added")) return "added";
  if (kinds.has("node-removed")) return "removed";
  if (changes.every(({ cause }) => cause === "texts")) return "text";
  return changes.every(({ kind, cause }) => MOVES.has(kind) || cause === "texts")
    ? "moved"
    : "changed";
}
