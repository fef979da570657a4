/** @module What panes ask of the evaluation: values, gaps, findings, cases and marks of one place. */
import { useMemo } from "react";
import type { NodeTrace, TraceNode } from "../../engine/score/result.ts";
import { treeOf } from "../document/nodes.ts";
import type { FormulaPlace } from "../document/rule-document.ts";
import { useWorkspace } from "../workspace/workspace-store.ts";
import type { CaseAnswer, NodeStatus, NodeValues, TargetCoverage } from "./answers.ts";
import { useEvaluation } from "./evaluation-store.ts";
import { type PlacedFinding, placeFindings } from "./place-findings.ts";

const NO_TRACES: ReadonlyMap<string, readonly TraceNode[]> = new Map();
const NO_TARGETS: readonly TargetCoverage[] = [];

/** How the shown figures come through a node; `undefined` while nothing is known. */
export function useNodeValues(node: string): NodeValues | undefined {
  return useEvaluation((state) => state.values.get(node));
}

/**
 * What was computed at each place of a formula; several times inside `map`, `filter` and the like. Places that
 * are not there were not computed: branches not taken, or no figures.
 */
export function useTraces({
  node,
  formula,
}: FormulaPlace): ReadonlyMap<string, readonly TraceNode[]> {
  const values = useNodeValues(node);
  return useMemo(() => {
    const root = values?.trace == null ? undefined : traceOf(values.trace, formula);
    return root === undefined ? NO_TRACES : byPlace(root);
  }, [values, formula]);
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
  const coverage = useEvaluation((state) => state.coverage.get(node));
  return useMemo(
    () => coverage?.targets.filter((target) => target.formula === formula) ?? NO_TARGETS,
    [coverage, formula],
  );
}

/** Every finding of the document, or why it cannot be run, each at its place. */
export function useFindings(): readonly PlacedFinding[] {
  // One by one: a page of formulas is not drawn anew because something else became known.
  const findings = useEvaluation((state) => state.findings);
  const broken = useEvaluation((state) => state.broken);
  const document = useEvaluation((state) => state.document);
  return useMemo(
    () => (document === null ? [] : placeFindings(broken ?? findings, document)),
    [findings, broken, document],
  );
}

/** Findings inside one formula. */
export function useFormulaFindings(place: FormulaPlace): readonly PlacedFinding[] {
  const findings = useFindings();
  const { file, pointer } = place;
  return useMemo(
    () => findings.filter(({ formula }) => formula?.file === file && formula.pointer === pointer),
    [findings, file, pointer],
  );
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
