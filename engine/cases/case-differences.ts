/** @module What a case expects against what came out. */
import type { InputIssue } from "../issue.ts";
import { canonicalJson } from "../json/canonical-json.ts";
import type { JsonObject, JsonValue } from "../json/json-value.ts";
import { toJson } from "../logic/value.ts";
import type { PreparedNode } from "../rule-set/prepare.ts";
import type { NodeScore } from "../score/evaluate-tree.ts";
import { formatScore } from "../score/format.ts";
import type { ScoreResult } from "../score/result.ts";
import type { Case, ExpectedIssue } from "./case.ts";

/** One expectation that was not met. */
export interface Difference {
  /** `score`, `parts/b1`, `scores/L1`, `issues` … */
  readonly what: string;
  readonly expected: JsonValue;
  readonly actual: JsonValue;
}

/** What came out of a case. */
export interface CaseOutcome {
  readonly issues: readonly InputIssue[];
  readonly warnings: readonly InputIssue[];
  /** Score of the case's node. */
  readonly own: NodeScore | undefined;
  /** The whole answer; asked for by cases of a whole city. */
  readonly result: () => ScoreResult;
}

export function differencesOf(
  one: Case,
  target: PreparedNode,
  { issues, warnings, own, result }: CaseOutcome,
): readonly Difference[] {
  const compare = new Comparison();
  const { expect } = one;
  compare.issues("issues", expect.issues ?? [], issues);
  if (expect.warnings) compare.issues("warnings", expect.warnings, warnings);
  if (issues.length > 0) return compare.differences;

  if (expect.score !== undefined) {
    const actual = own?.score ? formatScore(own.score, target.rounding) : null;
    compare.equal("score", expect.score, actual);
  }
  for (const [part, expected] of Object.entries(expect.parts ?? {})) {
    compare.equal(`parts/${part}`, expected, toJson(own?.parts.get(part) ?? null));
  }
  if (one.node === undefined) compareResult(compare, one, result());
  return compare.differences;
}

function compareResult(compare: Comparison, { expect }: Case, result: ScoreResult): void {
  if (expect.status !== undefined) compare.equal("status", expect.status, result.status);
  if (expect.total !== undefined) compare.equal("total", expect.total, result.total);
  if (expect.range !== undefined) compare.equal("range", expect.range, result.range);
  compare.members("scores", expect.scores, result.scores);
  compare.members("ranges", expect.ranges, result.ranges);
  for (const [node, expected] of Object.entries(expect.outputs ?? {})) {
    compare.members(`outputs/${node}`, expected as JsonObject, result.outputs[node] ?? {});
  }
}

class Comparison {
  readonly differences: Difference[] = [];

  equal(what: string, expected: JsonValue, actual: JsonValue): void {
    if (canonicalJson(expected) === canonicalJson(actual)) return;
    this.differences.push({ what, expected, actual });
  }

  members(what: string, expected: JsonObject | undefined, actual: JsonObject): void {
    for (const [name, value] of Object.entries(expected ?? {})) {
      this.equal(`${what}/${name}`, value, actual[name] ?? null);
    }
  }

  /** The whole list, in any order; of each issue what the case names. */
  issues(what: string, expected: readonly ExpectedIssue[], actual: readonly InputIssue[]): void {
    const shown = actual.map(({ code, item, input, path }) => ({ code, item, input, path }));
    const rest = [...shown];
    let missing = false;
    for (const issue of expected) {
      const index = rest.findIndex((one) => matches(issue, one));
      if (index < 0) missing = true;
      else rest.splice(index, 1);
    }
    if (!missing && rest.length === 0) return;
    this.differences.push({
      what,
      expected: expected as unknown as JsonValue,
      actual: JSON.parse(JSON.stringify(shown)) as JsonValue,
    });
  }
}

function matches(expected: ExpectedIssue, actual: { readonly [fact: string]: unknown }): boolean {
  return Object.entries(expected).every(([fact, value]) => actual[fact] === value);
}
