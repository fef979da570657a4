/** @module One run of a case as the page shows it: what differs, and the answer that could be accepted. */
import type { Expectation, ExpectedIssue } from "../../engine/cases/case.ts";
import type { CaseRun } from "../../engine/cases/case-runner.ts";
import type { JsonValue } from "../../engine/json/json-value.ts";
import { toJson } from "../../engine/logic/value.ts";
import type { PreparedNode } from "../../engine/rule-set/prepare.ts";
import { formatScore } from "../../engine/score/format.ts";
import type { CaseAnswer } from "./answers.ts";

/** A result that stayed the same object over an edit keeps its answer. */
const known = new WeakMap<CaseRun["result"], CaseAnswer>();

/** @param node the case's own; `undefined` for cases of a whole city, and of a node that is not there */
export function caseAnswer(run: CaseRun, node: PreparedNode | undefined): CaseAnswer {
  const earlier = known.get(run.result);
  if (earlier !== undefined) return earlier;
  const { case: one, passed, differences } = run.result;
  const actual = node === undefined ? withActual(one.expect, run) : nodeActual(run, node);
  const answer = { id: one.id, passed, differences, actual };
  known.set(run.result, answer);
  return answer;
}

function nodeActual(run: CaseRun, node: PreparedNode): Expectation {
  if (run.issues.length > 0) return { issues: issuesOf(run) };
  const own = run.scores.get(node.id);
  const parts = [...(own?.parts ?? [])].map(([id, value]) => [id, toJson(value)] as const);
  const warnings = run.result.case.expect.warnings;
  return {
    score: own?.score ? formatScore(own.score, node.rounding) : null,
    ...(parts.length > 0 ? { parts: Object.fromEntries(parts) as Expectation["parts"] & {} } : {}),
    ...(warnings === undefined ? {} : { warnings: warningsOf(run) }),
  };
}

/** Of a whole city a case names what it cares for; just that is taken over. */
function withActual(expect: Expectation, run: CaseRun): Expectation {
  if (run.issues.length > 0) return { issues: issuesOf(run) };
  let actual: Expectation = expect;
  for (const { what, actual: value } of run.result.differences) {
    actual = withMember(actual, what.split("/"), value) as Expectation;
  }
  if (expect.warnings !== undefined) actual = { ...actual, warnings: warningsOf(run) };
  if (actual.issues === undefined) return actual;
  const { issues: _, ...scored } = actual;
  return scored;
}

function withMember(holder: unknown, [step, ...rest]: readonly string[], value: JsonValue): object {
  if (step === undefined) return holder as object;
  const members = (holder ?? {}) as { readonly [member: string]: unknown };
  return { ...members, [step]: rest.length === 0 ? value : withMember(members[step], rest, value) };
}

function issuesOf({ issues }: CaseRun): readonly ExpectedIssue[] {
  return issues.map(expectedIssue);
}

function warningsOf({ figures }: CaseRun): readonly ExpectedIssue[] {
  return figures.warnings.map(expectedIssue);
}

function expectedIssue({ code, item, input, path }: ExpectedIssue): ExpectedIssue {
  return {
    code,
    ...(item === undefined ? {} : { item }),
    ...(input === undefined ? {} : { input }),
    ...(path === undefined ? {} : { path }),
  };
}
