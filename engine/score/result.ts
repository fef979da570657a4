/** @module What a scoring answers: plain data, numbers as decimal text (contract, "Result"). */
import type { InputIssue } from "../issue.ts";
import type { JsonObject, JsonValue } from "../json/json-value.ts";

export type ScoreOutcome =
  | { readonly ok: true; readonly result: ScoreResult }
  | { readonly ok: false; readonly issues: readonly InputIssue[] };

export interface ScoreOptions {
  /** A final figure is asked for: what is missing becomes a refusal. */
  readonly final?: boolean;
  readonly explain?: boolean;
}

export interface ScoreResult {
  readonly ruleSet: { readonly id: string; readonly hash: string };
  readonly engine: string;
  readonly status: "final" | "provisional";
  /** Score of the root; while figures are missing, of what is known. */
  readonly total: string | null;
  readonly range: ScoreRange | null;
  /** Every node but the root, in the order of the tree; `null` while nothing below a node is known. */
  readonly scores: { readonly [node: string]: string | null };
  /** Lowest and highest score still possible; only nodes that are not settled. */
  readonly ranges: { readonly [node: string]: ScoreRange };
  readonly outputs: { readonly [node: string]: JsonObject };
  /** Nodes that wait for figures of their own, with the inputs they wait for. */
  readonly pending: { readonly [node: string]: readonly string[] };
  readonly warnings: readonly InputIssue[];
  readonly trace?: Trace;
}

/** How every score came about, by node. */
export type Trace = { readonly [node: string]: NodeTrace };

export interface NodeTrace {
  readonly parts: { readonly [part: string]: TraceNode };
  /** The formula's value before rounding stands in `score.value`. */
  readonly score: TraceNode;
  readonly rounded: string | null;
  readonly outputs: { readonly [output: string]: TraceNode };
}

/** One operation of a formula, or one name or constant in it. */
export interface TraceNode {
  /** JSON pointer within the formula. */
  readonly at: string;
  /** Operator; `literal` and `list` for constants and lists. */
  readonly operator: string;
  /** Numbers as text: decimal, or `n/d` where there is none. */
  readonly value: JsonValue;
  readonly unit?: string;
  /** Where a name's value came from. */
  readonly source?: TraceSource;
  /** What was computed for it; branches that were not taken are absent. */
  readonly operands?: readonly TraceNode[];
}

export type TraceSource =
  | { readonly kind: "input"; readonly node: string; readonly input: string }
  | { readonly kind: "constant"; readonly node: string; readonly constant: string }
  | { readonly kind: "part"; readonly part: string }
  | { readonly kind: "weight" }
  | { readonly kind: "children" }
  | { readonly kind: "score" }
  /** Field of a row or child inside `map`, `filter`, `reduce`, `all`, `some`, `none`. */
  | { readonly kind: "element"; readonly name: string };

/** Lowest and highest score still possible; `null` where a rule set gives no bound. */
export type ScoreRange = readonly [string | null, string | null];
