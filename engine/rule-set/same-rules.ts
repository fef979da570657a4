/** @module Whether an edit left a node alone: nothing that its formulas, figures and score depend on is another object. */
import type { PreparedNode } from "./prepare.ts";

/** Compares by object: parts of a set read again are shared where they say the same (`RuleSetReader`). */
export function hasSameRules(before: PreparedNode, now: PreparedNode): boolean {
  if (before.node !== now.node || before.level !== now.level) return false;
  return sameAbove(before.parent, now.parent) && sameLevels(before, now);
}

/** What a node sees of its ancestors is what they declare. */
function sameAbove(before: PreparedNode | null, now: PreparedNode | null): boolean {
  if (before === null || now === null) return before === now;
  return (
    before.node.inputs === now.node.inputs &&
    before.node.constants === now.node.constants &&
    sameAbove(before.parent, now.parent)
  );
}

/** Nodes below may take their formulas from levels. */
function sameLevels(before: PreparedNode, now: PreparedNode): boolean {
  return (
    before.children.length === now.children.length &&
    before.children.every((child, index) => {
      const other = now.children[index] as PreparedNode;
      return child.level === other.level && sameLevels(child, other);
    })
  );
}
