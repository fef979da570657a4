/** @module The worker of comparisons: what changed, and what that does to the cases. */
import { expose } from "comlink";
import { type CaseEffect, caseEffects } from "../../engine/compare/case-effects.ts";
import { compareRuleSets } from "../../engine/compare/compare-rule-sets.ts";
import { comparedNodes } from "../../engine/compare/compared-nodes.ts";
import { type NoticeTable, noticeTable } from "../../engine/compare/notice-table.ts";
import type { Language } from "../../engine/language/language.ts";
import type { Files } from "../document/rule-document.ts";
import { Comparer, type Comparison } from "./compare-files.ts";

const comparer = new Comparer();

/** Cases are run for so long before messages are let in. */
const STEP_MS = 12;

/** Counts the computations of effects; an older one ends when a newer one begins, or it is cancelled. */
let newest = 0;

const comparing = {
  compare(before: Files, after: Files, language: Language): Comparison {
    return comparer.compare(before, after, language);
  },

  /** The later set as the table of a notice, what is new marked; `null` where one side makes no rule set. */
  noticeTable(before: Files, after: Files): NoticeTable | null {
    const ready = comparer.prepare(before, after);
    if (!ready.ok) return null;
    const [old, now] = [ready.before.prepared, ready.after.prepared];
    return noticeTable(old, now, comparedNodes(old, now, compareRuleSets(old, now)));
  },

  /** Cases whose score moves; `null` where the computation was cancelled, or one side makes no rule set. */
  async caseEffects(
    before: Files,
    after: Files,
    progress: (done: number, all: number) => void,
  ): Promise<CaseEffectReport | null> {
    const own = ++newest;
    const ready = comparer.prepare(before, after);
    if (!ready.ok) return null;
    const { prepared, cases } = ready.before;
    const known = new Set(cases.map(({ id }) => id));
    const added = ready.after.cases.filter(({ id }) => !known.has(id)).length;
    const effects: CaseEffect[] = [];
    let done = 0;
    let since = performance.now();
    for (const one of caseEffects(prepared, ready.after.prepared, cases)) {
      if (one === null) done++;
      else effects.push(one);
      if (performance.now() - since < STEP_MS) continue;
      progress(done, cases.length);
      await nextTask();
      if (own !== newest) return null;
      since = performance.now();
    }
    return { effects, cases: cases.length, added };
  },

  cancelEffects(): void {
    newest++;
  },
};

export interface CaseEffectReport {
  readonly effects: readonly CaseEffect[];
  /** How many cases there were before. */
  readonly cases: number;
  /** How many there are now that were not there before. */
  readonly added: number;
}

export type Comparing = typeof comparing;

/** Lets messages in. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve);
  });
}

expose(comparing);
