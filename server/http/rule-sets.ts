/** @module The rule sets that are served: read once at start, found by `id` or `id@hash`. */
import type { Case } from "../../engine/cases/case.ts";
import type { Finding } from "../../engine/issue.ts";
import { contentHash, scoringHash } from "../../engine/rule-set/hash.ts";
import type { PreparedRuleSet } from "../../engine/rule-set/prepare.ts";
import { hasHash, listRuleSets, loadRuleSet } from "../rule-files.ts";

export interface ServedRuleSet {
  readonly prepared: PreparedRuleSet;
  readonly cases: readonly Case[];
  readonly contentHash: string;
  readonly scoringHash: string;
}

export interface ServedRuleSets {
  readonly all: readonly ServedRuleSet[];
  /** @param wanted `id`, or `id@sha256:…` for exactly that one (content or scoring hash, or its first 12 digits at least) */
  find(wanted: string): ServedRuleSet | undefined;
}

/** A rule set that ships must be readable; anything else is our own mistake. */
class UnreadableRuleSet extends Error {
  override readonly name = "UnreadableRuleSet";
  constructor(id: string, findings: readonly Finding[]) {
    super(`${id}: ${findings.map(({ path, code }) => `${path} ${code}`).join(", ")}`);
  }
}

export function loadRuleSets(rulesFolder?: string): ServedRuleSets {
  const all = listRuleSets(rulesFolder).map((id): ServedRuleSet => {
    const loaded = loadRuleSet(id, rulesFolder);
    if (!loaded.ok)
      throw new UnreadableRuleSet(id, loaded.reason === "findings" ? loaded.findings : []);
    const { prepared, cases } = loaded;
    const { ruleSet } = prepared;
    return {
      prepared,
      cases,
      contentHash: contentHash(ruleSet),
      scoringHash: scoringHash(ruleSet),
    };
  });
  return {
    all,
    find(wanted) {
      const [id = "", hash] = wanted.split("@");
      const found = all.find(({ prepared }) => prepared.ruleSet.id === id);
      if (found === undefined || hash === undefined) return found;
      return hasHash(found.prepared.ruleSet, hash) ? found : undefined;
    },
  };
}
