/** @module A rule set that every thread sees: its files in shared memory, read and compiled once by each thread. */
import type { PreparedRuleSet } from "../../engine/rule-set/prepare.ts";
import { RecentlyUsed } from "../recently-used.ts";
import { loadRuleFiles } from "../rule-files/rule-files.ts";
import { hashFiles, type RuleFiles } from "../rule-set-store/rule-set-files.ts";

export interface SharedRules {
  readonly hash: string;
  /** JSON of the pairs of path and text; shared, so that a task carries no copy. */
  readonly bytes: Uint8Array;
}

const shared = new WeakMap<RuleFiles, SharedRules>();

export function shareRules(files: RuleFiles): SharedRules {
  const known = shared.get(files);
  if (known !== undefined) return known;
  // Cases have no part in scores.
  const scoring = new Map([...files].filter(([path]) => !path.startsWith("cases/")));
  const text = new TextEncoder().encode(JSON.stringify([...scoring]));
  const bytes = new Uint8Array(new SharedArrayBuffer(text.length));
  bytes.set(text);
  const rules = { hash: hashFiles(scoring), bytes };
  shared.set(files, rules);
  return rules;
}

/** Sets that a thread keeps ready. */
const KEPT = 8;
const ready = new RecentlyUsed<string, PreparedRuleSet>(KEPT);

/** On the thread: the set as it was shared. */
export function rulesOf({ hash, bytes }: SharedRules): PreparedRuleSet {
  return ready.get(hash, () => read(bytes));
}

function read(bytes: Uint8Array): PreparedRuleSet {
  const text = Buffer.from(bytes).toString("utf8");
  const files = new Map(JSON.parse(text) as [string, string][]);
  // Making the validator of shapes takes a thread longer than all else that it begins with.
  const loaded = loadRuleFiles(files, { proven: true });
  if (!loaded.ok) throw new Error("a rule set that was read once does not read again");
  return loaded.prepared;
}
