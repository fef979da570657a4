/**
 * @module Examines a set under the hand with the same engine that scores cities: the node that somebody is
 * looking at first, then the rest, in short steps. It runs in a worker; tests run it without one.
 */
import type { Case } from "../../engine/cases/case.ts";
import { type CaseRun, CaseRunner } from "../../engine/cases/case-runner.ts";
import type { Target } from "../../engine/cases/coverage-targets.ts";
import { searchCases } from "../../engine/cases/propose-cases.ts";
import { coverageOf, disagreementsOf } from "../../engine/cases/run-cases.ts";
import type { Disagreement } from "../../engine/cases/second-opinion.ts";
import { RuleSetChecker } from "../../engine/check/check-rule-set.ts";
import { type PreparedNode, type PreparedRuleSet, prepare } from "../../engine/rule-set/prepare.ts";
import { RuleSetReader, type SchemaValidator } from "../../engine/rule-set/read-rule-set.ts";
import type {
  Answer,
  Edit,
  NodeAnswer,
  NodeCoverage,
  ProposedCase,
  SetAnswer,
  WantedTarget,
} from "./answers.ts";
import { caseAnswer } from "./case-answer.ts";
import { ChangedNodes } from "./changed-nodes.ts";
import { nodeCoverage } from "./node-coverage.ts";
import { cityValues, figuresShown, nodeValues } from "./shown-values.ts";

interface Good {
  readonly prepared: PreparedRuleSet;
  readonly cases: readonly Case[];
}

export class Examiner {
  readonly #files = new Map<string, string>();
  readonly #reader: RuleSetReader;
  readonly #runner = new CaseRunner();
  readonly #checker = new RuleSetChecker();
  readonly #changed: ChangedNodes;
  #good: Good | null = null;

  /** @param base files of the set that the draft began with; its nodes are not marked as changed */
  constructor(validate: SchemaValidator, base: ReadonlyMap<string, string> = new Map()) {
    this.#reader = new RuleSetReader(validate);
    this.#changed = new ChangedNodes(base);
  }

  /** Takes an edit in. What follows from it is told by {@link Examiner.answers}. */
  take({ changed, removed }: Pick<Edit, "changed" | "removed">): void {
    for (const [file, text] of changed) this.#files.set(file, text);
    for (const file of removed) this.#files.delete(file);
  }

  /** Answers as they become known; `null` is a place to stop at when something newer came. */
  *answers({ focus, shown }: Pick<Edit, "focus" | "shown">): Generator<Answer | null> {
    const read = this.#reader.read(this.#files);
    if (!read.ok) {
      yield { kind: "broken", findings: read.findings };
      return;
    }
    const result = prepare(read.ruleSet, this.#good?.prepared);
    if (!result.ok) {
      yield { kind: "broken", findings: result.findings };
      return;
    }
    const good = { prepared: result.prepared, cases: read.cases };
    this.#good = good;
    const node = focus === null ? undefined : good.prepared.nodes.get(focus);
    if (node !== undefined) yield { kind: "node", node: this.#nodeAnswer(good, node, shown) };
    const steps = this.#checker.check(good.prepared, good.cases, focus ?? undefined);
    let step = steps.next();
    for (; !step.done; step = steps.next()) yield null;
    yield { kind: "findings", findings: step.value };
    yield* this.#rest(good, focus, shown);
  }

  /** Cases for what none shows yet, of one node or of one target of it, as they are found. */
  *proposals(node: string, only?: WantedTarget): Generator<ProposedCase | null> {
    const found = this.#good?.prepared.nodes.get(node);
    if (this.#good === null || found === undefined) return;
    const { prepared, cases } = this.#good;
    const coverage = coverageOf([found], this.#runsTouching(this.#good, found));
    const targets = coverage.targets.filter(
      ({ formula, at, side }) =>
        only === undefined || (formula === only.formula && at === only.at && side === only.side),
    );
    for (const proposal of searchCases(prepared, { ...coverage, targets }, cases)) {
      if (proposal === null) yield null;
      else yield { ...proposal, reaches: proposal.reaches.map(withoutExpression) };
    }
  }

  #nodeAnswer(good: Good, node: PreparedNode, shown: Edit["shown"]): NodeAnswer {
    const runs = this.#runsTouching(good, node);
    const own = runs.filter(({ result }) => result.case.node === node.id);
    const figures = figuresShown(shown, good.cases, node);
    return {
      id: node.id,
      cases: own.map((run) => caseAnswer(run, node)),
      coverage: nodeCoverage(coverageOf([node], runs)),
      values: figures === null ? null : nodeValues(good.prepared, node, figures),
    };
  }

  /**
   * The node's own cases run now; runs of others that go through it as they last were, so that one keystroke
   * does not wait for whole cities.
   */
  #runsTouching({ prepared, cases }: Good, node: PreparedNode): readonly CaseRun[] {
    return cases.flatMap((one) => {
      if (one.node === node.id) return [this.#runner.run(prepared, one)];
      const last = this.#runner.last(one.id);
      return last?.hits.has(node.id) || last?.issues.length ? [last] : [];
    });
  }

  *#rest(good: Good, focus: string | null, shown: Edit["shown"]): Generator<Answer | null> {
    const { prepared, cases } = good;
    const runs: CaseRun[] = [];
    const disagreements: Disagreement[] = [];
    for (const one of cases) {
      const run = this.#runner.run(prepared, one);
      runs.push(run);
      disagreements.push(...disagreementsOf(run));
      yield null;
    }
    this.#runner.keep(new Set(cases.map(({ id }) => id)));
    const coverage = new Map<string, NodeCoverage>();
    for (const node of prepared.nodes.values()) {
      coverage.set(node.id, nodeCoverage(coverageOf([node], runs)));
      yield null;
    }
    const figures = figuresShown(shown, cases, prepared.root);
    const set: SetAnswer = {
      nodes: this.#statuses(good, runs, coverage),
      cases: runs.map((run) => caseAnswer(run, prepared.nodes.get(run.result.case.node ?? ""))),
      coverage,
      disagreements,
      city: figures === null ? null : cityValues(prepared, figures),
    };
    yield { kind: "set", set };
    // Whole cities have now gone through the node too.
    const node = focus === null ? undefined : prepared.nodes.get(focus);
    if (node !== undefined) yield { kind: "node", node: this.#nodeAnswer(good, node, shown) };
  }

  #statuses(
    { prepared }: Good,
    runs: readonly CaseRun[],
    coverage: ReadonlyMap<string, NodeCoverage>,
  ): SetAnswer["nodes"] {
    const byNode = new Map<string, CaseRun[]>();
    for (const run of runs) {
      const node = run.result.case.node ?? prepared.root.id;
      const list = byNode.get(node);
      if (list) list.push(run);
      else byNode.set(node, [run]);
    }
    return new Map(
      [...prepared.nodes.values()].map((node) => {
        const own = byNode.get(node.id) ?? [];
        const { covered, total } = coverage.get(node.id) ?? { covered: 0, total: 0 };
        return [
          node.id,
          {
            cases: own.length,
            failing: own.filter(({ result }) => !result.passed).length,
            accepted: own.filter(({ result }) => result.case.worked === "accepted").length,
            uncovered: total - covered,
            doubtful: (node.node.notes ?? []).some(({ doubtful }) => doubtful === true),
            changed: this.#changed.has(node.node),
          },
        ];
      }),
    );
  }
}

function withoutExpression({ node: _, expression: _expression, ...target }: Target) {
  return target;
}
