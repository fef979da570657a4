/** @module The rule sets between two others, each made ready to run once, however many cities or cases go through it. */
import { isObject, own } from "../json/json-value.ts";
import { type PreparedRuleSet, prepare } from "../rule-set/prepare.ts";
import type { RuleSet } from "../rule-set/rule-set.ts";
import { type Cause, SCORING_CAUSES } from "./change.ts";
import { matchNodes } from "./match-nodes.ts";
import { mixedRuleSet } from "./mixed-rule-set.ts";

export type Figures = { readonly [node: string]: { readonly [input: string]: unknown } };

export class Mixtures {
  readonly before: PreparedRuleSet;
  readonly after: PreparedRuleSet;
  /** Id of the earlier node for each later one that continues it. */
  readonly matches: ReadonlyMap<string, string>;
  readonly #later: ReadonlyMap<string, string>;
  readonly #known = new Map<string, PreparedRuleSet | null>();

  constructor(before: PreparedRuleSet, after: PreparedRuleSet) {
    this.before = before;
    this.after = after;
    this.matches = matchNodes(before, after);
    this.#later = new Map([...this.matches].map(([now, old]) => [old, now]));
  }

  /** The earlier set with these causes taken from the later one; `null` where that makes no set that runs. */
  of(applied: ReadonlySet<Cause>): PreparedRuleSet | null {
    if (applied.size === 0) return this.before;
    // With every cause applied the mixed set is the later one, but for its texts.
    if (applied.size === SCORING_CAUSES.length) return this.after;
    const key = [...applied].sort().join();
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const result = prepare(mixedRuleSet(this.before, this.after, applied));
    const prepared = result.ok ? result.prepared : null;
    this.#known.set(key, prepared);
    return prepared;
  }

  /** Id that an earlier node has in the later set. */
  laterOf(earlier: string): string | undefined {
    return this.#later.get(earlier);
  }

  /** Figures under every name that a mixed set may ask for, carried ones first. */
  figuresFor({ tree }: RuleSet, given: unknown, carried: Figures): Figures {
    const figures: { [node: string]: { [input: string]: unknown } } = {};
    const visit = (node: RuleSet["tree"]): void => {
      const sources = [
        own(carried, node.id),
        own(carried, this.#later.get(node.id) ?? ""),
        isObject(given) ? own(given, node.id) : undefined,
        isObject(given) ? own(given, this.matches.get(node.id) ?? "") : undefined,
      ].filter(isObject);
      for (const id of Object.keys(node.inputs ?? {})) {
        const source = sources.find((one) => Object.hasOwn(one, id));
        if (source === undefined) continue;
        const target = figures[node.id] ?? {};
        target[id] = source[id];
        figures[node.id] = target;
      }
      node.children?.forEach(visit);
    };
    visit(tree);
    return figures;
  }
}

const made = new WeakMap<PreparedRuleSet, WeakMap<PreparedRuleSet, Mixtures>>();

export function mixturesOf(before: PreparedRuleSet, after: PreparedRuleSet): Mixtures {
  const ofBefore = made.get(before) ?? new WeakMap<PreparedRuleSet, Mixtures>();
  made.set(before, ofBefore);
  const mixtures = ofBefore.get(after) ?? new Mixtures(before, after);
  ofBefore.set(after, mixtures);
  return mixtures;
}
