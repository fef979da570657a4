/** @module One node of the open document as the panes need it: its inputs and those above it, its level's formula. */
import { useMemo } from "react";
import type { Input, Logic } from "../../engine/rule-set/rule-set.ts";
import { type DocumentNode, treeOf } from "../document/nodes.ts";
import type { RuleDocument } from "../document/rule-document.ts";
import { useWorkspace } from "../workspace/workspace-store.ts";

export interface NodeView {
  readonly node: DocumentNode;
  /** The node's own inputs: what a case of it gives. */
  readonly inputs: { readonly [id: string]: Input };
  /** What its formulas see: those of the nodes above too. */
  readonly visible: { readonly [id: string]: Input };
  /** Its own formula, or its level's. */
  readonly score: Logic | undefined;
}

/** `null` where the document has no such node. */
export function useNode(id: string): NodeView | null {
  const document = useWorkspace((state) => state.document);
  return useMemo(() => nodeViewOf(document, id), [document, id]);
}

export function nodeViewOf(document: RuleDocument, id: string): NodeView | null {
  const tree = treeOf(document);
  const node = tree.byId.get(id);
  if (node === undefined) return null;
  const visible: { [id: string]: Input } = {};
  for (let up: DocumentNode | null = node; up !== null; up = up.parent) {
    for (const [name, input] of Object.entries(up.value.inputs ?? {})) visible[name] ??= input;
  }
  const level = tree.levels.find((one) => one.id === node.level);
  return {
    node,
    inputs: node.value.inputs ?? {},
    visible,
    score: node.value.score ?? level?.score,
  };
}
