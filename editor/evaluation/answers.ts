/** @module What the worker is asked and what it answers: plain data that can be cloned from one thread to the other. */
import type { Expectation } from "../../engine/cases/case.ts";
import type { Difference } from "../../engine/cases/case-differences.ts";
import type { TargetKind, TargetSide } from "../../engine/cases/coverage-targets.ts";
import type { Disagreement } from "../../engine/cases/second-opinion.ts";
import type { Finding, InputIssue } from "../../engine/issue.ts";
import type { JsonObject, JsonValue } from "../../engine/json/json-value.ts";
import type { Language } from "../../engine/language/language.ts";
import type { NodeTrace, ScoreRange } from "../../engine/score/result.ts";

/** An edit: the texts that changed since the request before it. */
export interface Edit {
  /** Counts the requests; every answer carries the number of the one that it answers. */
  readonly version: number;
  readonly changed: readonly (readonly [file: string, text: string])[];
  readonly removed: readonly string[];
  /** The node that somebody is looking at; it is answered first. */
  readonly focus: string | null;
  readonly shown: Shown | null;
}

/** Whose values are shown in the formulas. */
export type Shown =
  | { readonly kind: "case"; readonly id: string }
  /** A stored city, or figures typed in by hand: `{ node: { input: figure } }`. */
  | { readonly kind: "figures"; readonly inputs: JsonObject };

export type Answer =
  /** Files that cannot be read, or formulas that cannot be prepared: the last good answers still stand. */
  | { readonly kind: "broken"; readonly findings: readonly Finding[] }
  | { readonly kind: "node"; readonly node: NodeAnswer }
  | { readonly kind: "findings"; readonly findings: readonly Finding[] }
  | { readonly kind: "set"; readonly set: SetAnswer };

/** Everything about one node; of cases and coverage the worker tells what is new. */
export interface NodeAnswer {
  readonly id: string;
  readonly cases: readonly CaseAnswer[];
  /** `null`: as it was last told. */
  readonly coverage: NodeCoverage | null;
  /** How the shown figures come through this node; `null` where nothing is shown for it. */
  readonly values: NodeValues | null;
}

/** What is known of every node of the set. */
export interface SetAnswer {
  readonly nodes: ReadonlyMap<string, NodeStatus>;
  /** Cases of other nodes, and those of the whole city. */
  readonly cases: readonly CaseAnswer[];
  readonly coverage: ReadonlyMap<string, NodeCoverage>;
  /** Where stock JSON Logic answers otherwise. */
  readonly disagreements: readonly Disagreement[];
  /** The shown figures as a whole city; `null` where a case of one node is shown, or nothing. */
  readonly city: CityValues | null;
}

export interface CaseAnswer {
  readonly id: string;
  readonly passed: boolean;
  readonly differences: readonly Difference[];
  /** The engine's answer in the form of an expectation: what "accept" would write. */
  readonly actual: Expectation;
}

export interface NodeCoverage {
  readonly targets: readonly TargetCoverage[];
  readonly covered: number;
  readonly total: number;
}

export interface TargetCoverage {
  /** `score`, `parts/b1`, `outputs/x`, `inputs/x`, `requires/0`. */
  readonly formula: string;
  /** JSON pointer within the formula. */
  readonly at: string;
  readonly kind: TargetKind;
  readonly side: TargetSide;
  /** How many cases reach it, and the first of them by id. */
  readonly hits: number;
  readonly cases: readonly string[];
}

/** A case that could be added: figures of one node, the engine's answer, and what it would show. */
export interface ProposedCase {
  readonly node: string;
  readonly inputs: JsonObject;
  readonly expect: Expectation;
  readonly reaches: readonly Omit<TargetCoverage, "hits" | "cases">[];
}

export type WantedTarget = Pick<TargetCoverage, "formula" | "at" | "side">;

export interface NodeValues {
  readonly trace: NodeTrace | null;
  /** Rounded score as text; `null` where the figures give none. */
  readonly score: string | null;
  readonly explained: { readonly [language in Language]: readonly string[] };
  readonly issues: readonly InputIssue[];
  readonly warnings: readonly InputIssue[];
  /** Inputs that the node still waits for. */
  readonly pending: readonly string[];
  /** The node's own figures as given. */
  readonly inputs: JsonValue;
}

export interface CityValues {
  readonly total: string | null;
  readonly range: ScoreRange | null;
  readonly scores: { readonly [node: string]: string | null };
  readonly issues: readonly InputIssue[];
  readonly warnings: readonly InputIssue[];
}

export interface NodeStatus {
  readonly cases: number;
  readonly failing: number;
  /** Cases whose answer was taken over from the engine. */
  readonly accepted: number;
  /** Targets that no case reaches, ties left out. */
  readonly uncovered: number;
  /** Notes that leave the reading open. */
  readonly doubtful: boolean;
  /** Says something else than in the set that the draft began with. */
  readonly changed: boolean;
}
