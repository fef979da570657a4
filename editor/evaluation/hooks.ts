/** @module What panes ask of the evaluation: values, gaps, findings, cases and marks of one place. */
import { useMemo, useRef } from "react";
import { shallow } from "zustand/shallow";
import type { InputIssue } from "../../engine/issue.ts";
import type { NodeTrace, TraceNode } from "../../engine/score/result.ts";
import { treeOf } from "../document/nodes.ts";
import type { FormulaPlace } from "../document/rule-document.ts";
import { useSameItems } from "../ui/same-items.ts";
import { useWorkspace } from "../workspace/workspace-store.ts";
import type { CaseAnswer, NodeStatus, NodeValues, TargetCoverage } from "./answers.ts";
import { type Evaluation, useEvaluation } from "./evaluation-store.ts";
import { type PlacedFinding, placeFindings } from "./place-findings.ts";

const NO_TRACES: ReadonlyMap<string, readonly TraceNode[]> = new Map();
const NO_TARGETS: readonly TargetCoverage[] = [];

/** How the shown figures come through a node; `undefined` while nothing is known. */
export function useNodeValues(node: string): NodeValues | undefined {
  return useEvaluation((state) => state.values.get(node));
}

/** Why a formula gave no value for the shown figures; `undefined` where it gave one. */
export function useFailure({ node, formula }: FormulaPlace): InputIssue | undefined {
  return useEvaluation((state) =>
    state.values
      .get(node)
      ?.issues.find((issue) => issue.code === "evaluation_failed" && issue.formula === formula),
  );
}

/**
 * What was computed at each place of a formula; several times inside `map`, `filter` and the like. Places that
 * are not there were not computed: branches not taken, or no figures.
 */
export function useTraces({
  node,
  formula,
}: FormulaPlace): ReadonlyMap<string, readonly TraceNode[]> {
  const root = useEvaluation((state) => {
    const trace = state.values.get(node)?.trace;
    return trace == null ? undefined : traceOf(trace, formula);
  });
  return root === undefined ? NO_TRACES : byPlace(root);
}

function traceOf(trace: NodeTrace, formula: string): TraceNode | undefined {
  const [kind, name = ""] = formula.split("/");
  if (kind === "parts") return trace.parts[name];
  if (kind === "outputs") return trace.outputs[name];
  return kind === "score" || kind === "levels" ? trace.score : undefined;
}

const places = new WeakMap<TraceNode, ReadonlyMap<string, readonly TraceNode[]>>();

function byPlace(root: TraceNode): ReadonlyMap<string, readonly TraceNode[]> {
  const known = places.get(root);
  if (known !== undefined) return known;
  const found = new Map<string, TraceNode[]>();
  const visit = (trace: TraceNode): void => {
    const list = found.get(trace.at);
    if (list) list.push(trace);
    else found.set(trace.at, [trace]);
    trace.operands?.forEach(visit);
  };
  visit(root);
  places.set(root, found);
  return found;
}

/** What the cases should show of a formula, and how many do. */
export function useTargets({ node, formula }: FormulaPlace): readonly TargetCoverage[] {
  return useEvaluation(
    useSameItems(
      (state) =>
        state.coverage.get(node)?.targets.filter((target) => target.formula === formula) ??
        NO_TARGETS,
    ),
  );
}

/** Every finding of the document, or why it cannot be run, each at its place. */
export function useFindings(): readonly PlacedFinding[] {
  return useEvaluation(useSameItems(placedFindings));
}

/** Findings inside one formula. */
export function useFormulaFindings({ file, pointer }: FormulaPlace): readonly PlacedFinding[] {
  return useEvaluation(
    useSameItems((state) =>
      placedFindings(state).filter(
        ({ formula }) => formula?.file === file && formula.pointer === pointer,
      ),
    ),
  );
}

function placedFindings({ findings, broken, document }: Evaluation): readonly PlacedFinding[] {
  return document === null ? [] : placeFindings(broken ?? findings, document);
}

/** Answers of cases by their id. */
export function useCaseAnswers(): ReadonlyMap<string, CaseAnswer> {
  return useEvaluation((state) => state.cases);
}

/** Marks for the tree: a node's own, and the sum of it and all below it. */
export interface NodeMarks extends NodeStatus {
  readonly errors: number;
  readonly warnings: number;
}

const NO_STATUS: NodeStatus = {
  cases: 0,
  failing: 0,
  accepted: 0,
  uncovered: 0,
  doubtful: false,
  changed: false,
};

/** Marks by node; a group's are those of everything in it together. */
export function useNodeMarks(): ReadonlyMap<string, NodeMarks> {
  const document = useWorkspace((state) => state.document);
  const nodes = useEvaluation((state) => state.nodes);
  const findings = useFindings();
  const last = useRef<ReadonlyMap<string, NodeMarks>>(new Map());
  return useMemo(() => {
    const counts = new Map<string, { errors: number; warnings: number }>();
    for (const { node, finding } of findings) {
      if (node === null || finding.severity === "note") continue;
      const count = counts.get(node) ?? { errors: 0, warnings: 0 };
      count[finding.severity === "error" ? "errors" : "warnings"]++;
      counts.set(node, count);
    }
    const marks = new Map<string, NodeMarks>();
    // Children before parents.
    for (const node of [...treeOf(document).nodes].reverse()) {
      let sum: NodeMarks = {
        ...(nodes.get(node.id) ?? NO_STATUS),
        ...(counts.get(node.id) ?? { errors: 0, warnings: 0 }),
      };
      for (const child of node.children) {
        const below = marks.get(child.id);
        if (below !== undefined) sum = together(sum, below);
      }
      marks.set(node.id, sum);
    }
    for (const [id, mark] of marks) {
      const before = last.current.get(id);
      if (before !== undefined && shallow(before, mark)) marks.set(id, before);
    }
    last.current = marks;
    return marks;
  }, [document, nodes, findings]);
}

function together(a: NodeMarks, b: NodeMarks): NodeMarks {
  return {
    cases: a.cases + b.cases,
    failing: a.failing + b.failing,
    accepted: a.accepted + b.accepted,
    uncovered: a.uncovered + b.uncovered,
    doubtful: a.doubtful || b.doubtful,
    changed: a.changed || b.changed,
    errors: a.errors + b.errors,
    warnings: a.warnings + b.warnings,
  };
}
