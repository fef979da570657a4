/** The set under the hand, examined edit by edit: the node that is looked at first, then everything. */
import { describe, expect, test } from "vitest";
import type { Answer, NodeAnswer, SetAnswer, Shown } from "../../../editor/evaluation/answers.ts";
import { Examiner } from "../../../editor/evaluation/examiner.ts";
import { runCases } from "../../../engine/cases/run-cases.ts";
import { checkRuleSet } from "../../../engine/check/check-rule-set.ts";
import { filesOf, load, ruleSetFolder } from "../../support/load-rule-set.ts";

const SHIPPED = filesOf(ruleSetFolder("rules/cn-smart-city-2018"));
const FILE = "L2P1.json";
const NODE = "L2P1-A1";

/** The row "closure rate from 90 % on: 20 points", told by what stands around it. */
function withClosureThreshold(percent: string): string {
  const text = SHIPPED.get(FILE) as string;
  const row = /("var": "closureRate"\s*\},\s*)0\.9(\s*\]\s*\},\s*20)/;
  expect(text).toMatch(row);
  return text.replace(row, `$1${percent}$2`);
}

function started(): Examiner {
  const examiner = new Examiner(() => [], SHIPPED);
  examiner.take({ changed: [...SHIPPED], removed: [] });
  all(examiner, NODE);
  return examiner;
}

function all(examiner: Examiner, focus: string | null, shown: Shown | null = null): Answer[] {
  return [...examiner.answers({ focus, shown })].filter((answer) => answer !== null);
}

function nodeOf(answers: readonly Answer[]): NodeAnswer {
  const [first] = answers;
  if (first?.kind !== "node") throw new Error(`${first?.kind} came first`);
  return first.node;
}

function setOf(answers: readonly Answer[]): SetAnswer {
  const answer = answers.find(({ kind }) => kind === "set");
  if (answer?.kind !== "set") throw new Error("no answer for the set");
  return answer.set;
}

describe("an edit of a threshold", () => {
  test("fails the cases between the old and the new one, and names what they expect and get", () => {
    const examiner = started();
    examiner.take({ changed: [[FILE, withClosureThreshold("0.95")]], removed: [] });
    const { cases } = nodeOf(all(examiner, NODE));
    const failing = cases.filter(({ passed }) => !passed);
    expect(failing.length).toBeGreaterThan(0);
    for (const { differences, actual } of failing) {
      const score = differences.find(({ what }) => what === "score");
      if (score !== undefined) expect(actual.score).toBe(score.actual);
    }
    const report = runAll(new Map(SHIPPED).set(FILE, withClosureThreshold("0.95")));
    expect(failing.map(({ id }) => id)).toEqual(
      report.results
        .filter(({ passed }) => !passed)
        .flatMap(({ case: one }) => (one.node === NODE ? [one.id] : [])),
    );
  });

  test("marks the one node as changed, and gives the findings that a check of the files gives", () => {
    const examiner = started();
    const files = new Map(SHIPPED).set(FILE, withClosureThreshold("0.8"));
    examiner.take({ changed: [[FILE, files.get(FILE) as string]], removed: [] });
    const answers = all(examiner, NODE);
    const { nodes } = setOf(answers);
    expect([...nodes].flatMap(([id, { changed }]) => (changed ? [id] : []))).toEqual([NODE]);
    const { prepared, cases } = load(files);
    const findings = answers.find(({ kind }) => kind === "findings");
    expect(findings).toEqual({ kind: "findings", findings: checkRuleSet(prepared, cases) });
    expect(checkRuleSet(prepared, cases).map(({ code }) => code)).toContain("band_unreachable");
  });
});

describe("the answer for the whole set", () => {
  test("counts cases, failures and gaps by node as a run of all cases does", () => {
    const examiner = started();
    const { nodes, coverage, cases } = setOf(all(examiner, NODE));
    const report = runAll(SHIPPED);
    expect(cases.map(({ id, passed }) => [id, passed])).toEqual(
      report.results.map(({ case: one, passed }) => [one.id, passed]),
    );
    for (const [id, status] of nodes) {
      const targets = report.coverage.targets.filter(
        ({ node, kind }) => node === id && kind !== "tie",
      );
      expect(status.uncovered).toBe(targets.filter((target) => target.cases.length === 0).length);
      expect(coverage.get(id)?.total).toBe(targets.length);
    }
  });
});

describe("a document that cannot be run", () => {
  test("is told with file and place, and the next good text is answered again", () => {
    const examiner = started();
    const text = SHIPPED.get(FILE) as string;
    examiner.take({ changed: [[FILE, text.slice(0, -40)]], removed: [] });
    const [answer, ...more] = all(examiner, NODE);
    expect(more).toEqual([]);
    expect(answer?.kind).toBe("broken");
    if (answer?.kind !== "broken") return;
    expect(answer.findings.map(({ code, facts }) => [code, facts.file])).toEqual([
      ["json_syntax", FILE],
    ]);
    examiner.take({ changed: [[FILE, text]], removed: [] });
    expect(nodeOf(all(examiner, NODE)).cases.every(({ passed }) => passed)).toBe(true);
  });
});

describe("values that are shown", () => {
  const { cases } = load(SHIPPED);
  const full = cases.find(({ id }) => id === `${NODE}-full`);

  test("are those of the chosen case, with the sentence in both languages", () => {
    const { values } = nodeOf(all(started(), NODE, { kind: "case", id: `${NODE}-full` }));
    expect(values?.score).toBe(full?.expect.score);
    expect(values?.trace?.rounded).toBe(full?.expect.score);
    expect(values?.explained["zh-CN"]).toContain("b1（立案率得分） = 95% 达到 95% → 20");
    expect(values?.explained.en).toContain("b1 (Filing) = 95%, reaches 95% → 20");
  });

  test("of figures typed in by hand come with the city's total, provisional where figures are missing", () => {
    const shown: Shown = { kind: "figures", inputs: { [NODE]: full?.inputs ?? {} } };
    const answers = all(started(), NODE, shown);
    expect(nodeOf(answers).values?.score).toBe(full?.expect.score);
    expect(setOf(answers).city?.scores[NODE]).toBe(full?.expect.score);
    expect(setOf(answers).city?.range?.[0]).not.toBe(setOf(answers).city?.range?.[1]);
  });

  test("that are refused say so instead of a score", () => {
    const shown: Shown = { kind: "figures", inputs: { [NODE]: { filingRate: 101 } } };
    const { values } = nodeOf(all(started(), NODE, shown));
    expect(values?.trace).toBeNull();
    expect(values?.issues.map(({ code, input }) => [code, input])).toEqual([
      ["out_of_range", "filingRate"],
    ]);
  });
});

describe("proposed cases", () => {
  test("reach what no case reaches once the cases are gone, and nothing is proposed where all is covered", () => {
    const examiner = started();
    const before = setOf(all(examiner, NODE)).coverage.get(NODE);
    examiner.take({ changed: [], removed: ["cases/L2P1.json"] });
    const after = setOf(all(examiner, NODE)).coverage.get(NODE);
    expect(after?.covered).toBeLessThan(before?.covered ?? 0);
    const proposals = [...examiner.proposals(NODE)].filter((found) => found !== null);
    const open = (after?.targets ?? []).filter(({ hits }) => hits === 0);
    for (const { reaches } of proposals) {
      for (const { formula, at, side } of reaches) {
        expect(
          open.some(
            (target) => target.formula === formula && target.at === at && target.side === side,
          ),
        ).toBe(true);
      }
    }
    const reached = proposals.flatMap(({ reaches }) => reaches);
    expect(reached.filter(({ kind }) => kind !== "tie")).toHaveLength(
      (after?.total ?? 0) - (after?.covered ?? 0),
    );
  });
});

function runAll(files: ReadonlyMap<string, string>) {
  const { prepared, cases } = load(files);
  return runCases(prepared, cases);
}
