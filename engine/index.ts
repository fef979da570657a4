/**
 * @module The door of the engine for other programs: rule files and figures in; scores, traces, findings out.
 * Inside the product every module is imported from the file that defines it.
 */
export type { Case, CaseFile, Expectation } from "./cases/case.ts";
export { proposeCases } from "./cases/propose-cases.ts";
export { type CasesReport, runCases } from "./cases/run-cases.ts";
export { checkRuleSet } from "./check/check-rule-set.ts";
export type { Change } from "./compare/change.ts";
export { compareRuleSets } from "./compare/compare-rule-sets.ts";
export { type Effect, effectOnCity } from "./compare/effect.ts";
export { type CompiledRuleSet, compileRuleSet } from "./compile/compile.ts";
export type { Finding, InputIssue } from "./issue.ts";
export { parseJson } from "./json/parse-json.ts";
export { describeChange } from "./language/describe-change.ts";
export { explainNode } from "./language/explain.ts";
export { LANGUAGES, type Language } from "./language/language.ts";
export { findingSentence, inputSentence } from "./language/sentence.ts";
export { contentHash, scoringHash } from "./rule-set/hash.ts";
export { type PreparedRuleSet, prepare } from "./rule-set/prepare.ts";
export { readRuleSet, type SchemaValidator } from "./rule-set/read-rule-set.ts";
export type { RuleSet } from "./rule-set/rule-set.ts";
export type { ScoreOptions, ScoreOutcome, ScoreResult, Trace } from "./score/result.ts";
export { score } from "./score/score.ts";
export { ENGINE_VERSION } from "./version.ts";
export { oneMore, type Step } from "./what-if/one-more.ts";
export { type OtherReading, otherReadings } from "./what-if/other-readings.ts";
