/** @module A city's figures of one rule set as figures of another, as far as they mean the same. */
import { isObject, own } from "../json/json-value.ts";
import type { PreparedRuleSet } from "../rule-set/prepare.ts";
import { earlierInput, matchNodes } from "./match-nodes.ts";

export interface CarriedFigures {
  readonly inputs: { readonly [node: string]: { readonly [input: string]: unknown } };
  /** Figures that the later set asks for and the earlier one had no like of. */
  readonly notComparable: readonly NotComparable[];
}

export interface NotComparable {
  readonly item: string;
  readonly input: string;
  /** The node or the input is new, or means something else than before. */
  readonly reason: "new_item" | "new_input" | "redefined" | "other_type";
}

export function carryFigures(
  before: PreparedRuleSet,
  after: PreparedRuleSet,
  given: unknown,
): CarriedFigures {
  const matches = matchNodes(before, after);
  const inputs: { [node: string]: { [input: string]: unknown } } = {};
  const notComparable: NotComparable[] = [];
  for (const node of after.nodes.values()) {
    const earlier = before.nodes.get(matches.get(node.id) ?? "");
    const figures = isObject(given) ? own(given, earlier?.id ?? "") : undefined;
    for (const [id, input] of Object.entries(node.node.inputs ?? {})) {
      const tell = (reason: NotComparable["reason"]): void => {
        notComparable.push({ item: node.id, input: id, reason });
      };
      if (earlier === undefined) {
        tell("new_item");
        continue;
      }
      const from = earlierInput(node, id, earlier);
      const declared = from === null ? undefined : earlier.node.inputs?.[from];
      if (from === null || declared === undefined) {
        tell(input.was === undefined ? "new_input" : "redefined");
        continue;
      }
      if (declared.type !== input.type) {
        tell("other_type");
        continue;
      }
      const figure = isObject(figures) ? own(figures, from) : undefined;
      if (figure === undefined) continue;
      const target = inputs[node.id] ?? {};
      target[id] = figure;
      inputs[node.id] = target;
    }
  }
  return { inputs, notComparable };
}
