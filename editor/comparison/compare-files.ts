/** @module Two sets of files compared by the engine: every change in words, every node with what became of it. */
import type { Change } from "../../engine/compare/change.ts";
import { compareRuleSets } from "../../engine/compare/compare-rule-sets.ts";
import { comparedNodes, type NodeState } from "../../engine/compare/compared-nodes.ts";
import type { Finding } from "../../engine/issue.ts";
import { type DescribedChange, describeChange } from "../../engine/language/describe-change.ts";
import type { Language } from "../../engine/language/language.ts";
import { type PreparedRuleSet, prepare } from "../../engine/rule-set/prepare.ts";
import { type ReadResult, RuleSetReader } from "../../engine/rule-set/read-rule-set.ts";
import type { Text } from "../../engine/rule-set/rule-set.ts";
import type { Files } from "../document/rule-document.ts";
import { validateSchema } from "../document/schema-validator.ts";

export type ComparedSide = "before" | "after";

export type Comparison =
  | {
      readonly ok: true;
      /** In the order of `nodes`. */
      readonly changes: readonly ToldChange[];
      readonly nodes: readonly NodeRow[];
    }
  /** One side does not make a rule set. */
  | { readonly ok: false; readonly side: ComparedSide; readonly findings: readonly Finding[] };

export interface ToldChange extends Change {
  /** The same for the same change, whatever else changes. */
  readonly key: string;
  /** Id of the row that it belongs to. */
  readonly row: string;
  readonly words: DescribedChange;
  /** What changed, in both languages: for the history. */
  readonly title: Text;
}

export interface NodeRow {
  /** Unlike ids, no two are alike: a removed node may have the id of another one. */
  readonly key: string;
  readonly id: string;
  /** Id in the earlier set, in the later one; `null` where there is none. */
  readonly before: string | null;
  readonly after: string | null;
  readonly name: Text;
  readonly depth: number;
  readonly isLeaf: boolean;
  readonly state: NodeState;
}

/** Two sides that are compared again and again while one of them is edited. */
export class Comparer {
  readonly #readers = {
    before: new RuleSetReader(validateSchema),
    after: new RuleSetReader(validateSchema),
  };
  readonly #prepared: { [side in ComparedSide]?: PreparedRuleSet } = {};

  /** Both sides made ready to run, or why one of them cannot be. */
  prepare(
    before: Files,
    after: Files,
  ):
    | { readonly ok: true; readonly before: Ready; readonly after: Ready }
    | Extract<Comparison, { readonly ok: false }> {
    const old = this.#ready("before", before);
    if (!old.ok) return old;
    const now = this.#ready("after", after);
    return now.ok ? { ok: true, before: old, after: now } : now;
  }

  compare(before: Files, after: Files, language: Language): Comparison {
    const ready = this.prepare(before, after);
    if (!ready.ok) return ready;
    const [old, now] = [ready.before.prepared, ready.after.prepared];
    const rows = comparedNodes(old, now, compareRuleSets(old, now));
    const nodes = rows.map((row): NodeRow => {
      const { id, depth, isLeaf, state } = row;
      const { name } = (now.nodes.get(row.after ?? "") ?? old.nodes.get(id) ?? now.root).node;
      const key = row.after === null ? `-${id}` : id;
      return { key, id, before: row.before, after: row.after, name, depth, isLeaf, state };
    });
    const changes = rows.flatMap((row, index) =>
      row.changes.map(
        (change): ToldChange => ({
          ...change,
          key: `${change.kind} ${change.node} ${change.path}`,
          row: nodes[index]?.key ?? "",
          words: describeChange(change, old, now, language),
          title: {
            zh: describeChange(change, old, now, "zh-CN").what,
            en: describeChange(change, old, now, "en").what,
          },
        }),
      ),
    );
    return { ok: true, changes, nodes };
  }

  #ready(side: ComparedSide, files: Files): Ready | Extract<Comparison, { readonly ok: false }> {
    const read = this.#readers[side].read(files);
    if (!read.ok) return { ok: false, side, findings: read.findings };
    const result = prepare(read.ruleSet, this.#prepared[side]);
    if (!result.ok) return { ok: false, side, findings: result.findings };
    this.#prepared[side] = result.prepared;
    return { ok: true, prepared: result.prepared, cases: read.cases };
  }
}

type Cases = Extract<ReadResult, { readonly ok: true }>["cases"];

interface Ready {
  readonly ok: true;
  readonly prepared: PreparedRuleSet;
  readonly cases: Cases;
}
