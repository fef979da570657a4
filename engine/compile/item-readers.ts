/** @module The items and inputs that a request may have, in the order of the tree, each with how it is read. */
import type { PreparedNode, PreparedRuleSet } from "../rule-set/prepare.ts";
import { sameFigures } from "../score/same-figures.ts";
import type { Layout, PlacedInput } from "./layout.ts";
import { type ReadFigure, readerOf } from "./read-figures.ts";

export interface ItemReader {
  readonly node: PreparedNode;
  readonly inherited: boolean;
  readonly inputs: readonly InputReader[];
}

export interface InputReader {
  readonly node: PreparedNode;
  readonly placed: PlacedInput;
  readonly read: ReadFigure;
  /** The name is one that every object has, such as `constructor`. */
  readonly inherited: boolean;
  readonly twins: readonly PlacedInput[];
}

export function itemsOf(prepared: PreparedRuleSet, layout: Layout): readonly ItemReader[] {
  const groups = sameFigures(prepared);
  const items = new Map<
    string,
    { node: PreparedNode; inherited: boolean; inputs: InputReader[] }
  >();
  for (const placed of layout.inputs.values()) {
    const node = prepared.nodes.get(placed.node) as PreparedNode;
    const item = items.get(node.id) ?? { node, inherited: node.id in Object.prototype, inputs: [] };
    items.set(node.id, item);
    const twins = (groups.get(placed.key) ?? [])
      .filter((key) => key !== placed.key)
      .flatMap((key) => layout.inputs.get(key) ?? []);
    item.inputs.push({
      node,
      placed,
      read: readerOf(placed),
      inherited: placed.id in Object.prototype,
      twins,
    });
  }
  return [...items.values()];
}
