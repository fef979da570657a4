/** @module Which nodes say something else than in the set that the draft began with; children count for themselves. */
import { canonicalJson } from "../../engine/json/canonical-json.ts";
import { isObject, type JsonValue } from "../../engine/json/json-value.ts";
import { readRuleSet } from "../../engine/rule-set/read-rule-set.ts";
import type { Node, SourceText } from "../../engine/rule-set/rule-set.ts";

export class ChangedNodes {
  readonly #base = new Map<string, string>();
  readonly #texts = new WeakMap<Node, string>();

  constructor(files: ReadonlyMap<string, string>) {
    if (files.size === 0) return;
    const read = readRuleSet(files);
    if (!read.ok) return;
    const visit = (node: Node): void => {
      this.#base.set(node.id, this.#textOf(node));
      node.children?.forEach(visit);
    };
    visit(read.ruleSet.tree);
  }

  has(node: Node): boolean {
    if (this.#base.size === 0) return false;
    return this.#base.get(node.id) !== this.#textOf(node);
  }

  #textOf(node: Node): string {
    const known = this.#texts.get(node);
    if (known !== undefined) return known;
    const { children, source, ...own } = node;
    const order = (children ?? []).map(({ id }) => id);
    const words = Object.entries(source ?? {}).map(([field, said]) => [field, wordsOf(said)]);
    const text = canonicalJson({ ...own, words, children: order } as unknown as JsonValue);
    this.#texts.set(node, text);
    return text;
  }
}

/** Marks say what an earlier notice changed, and are cleared in a new year: they are no change of the rules. */
function wordsOf(said: unknown): JsonValue {
  return isObject(said as JsonValue) ? ((said as SourceText).text ?? null) : (said as JsonValue);
}
