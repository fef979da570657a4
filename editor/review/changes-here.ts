/** @module What a draft changes against the set that it began with, in words, before anybody asks for a review. */
import { compareRuleSets } from "../../engine/compare/compare-rule-sets.ts";
import { describeChange } from "../../engine/language/describe-change.ts";
import type { Language } from "../../engine/language/language.ts";
import { type PreparedRuleSet, prepare } from "../../engine/rule-set/prepare.ts";
import { readRuleSet } from "../../engine/rule-set/read-rule-set.ts";
import type { WordedChange } from "../api/reviews.ts";
import type { Files } from "../document/rule-document.ts";
import { validateSchema } from "../document/schema-validator.ts";

/** Null while one of them does not make a rule set. */
export function changesHere(
  before: Files,
  after: Files,
  language: Language,
): readonly WordedChange[] | null {
  const [old, now] = [prepared(before), prepared(after)];
  if (old === null || now === null) return null;
  return compareRuleSets(old, now).map((change) => ({
    ...change,
    words: describeChange(change, old, now, language),
  }));
}

function prepared(files: Files): PreparedRuleSet | null {
  const read = readRuleSet(files, validateSchema);
  if (!read.ok) return null;
  const result = prepare(read.ruleSet);
  return result.ok ? result.prepared : null;
}
