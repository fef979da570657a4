/** @module What differs between two rule sets, as data; words are made by `engine/language`. */
import type { JsonValue } from "../json/json-value.ts";

/** What a change belongs to; effects on scores are split in this order. Texts move no score. */
export const CAUSES = [
  "structure",
  "inputs",
  "formulas",
  "numbers",
  "weights",
  "rounding",
  "texts",
] as const;

export type Cause = (typeof CAUSES)[number];

/** Causes that can move scores. */
export const SCORING_CAUSES: readonly Cause[] = CAUSES.slice(0, -1);

export type ChangeKind =
  | "node-added"
  | "node-removed"
  | "node-moved"
  | "node-renamed"
  | "nodes-reordered"
  | "level-changed"
  | "input-added"
  | "input-removed"
  | "input-changed"
  | "requirement-changed"
  | "part-added"
  | "part-removed"
  | "formula-changed"
  | "number-changed"
  | "threshold-changed"
  | "constant-changed"
  | "weight-changed"
  | "rounding-changed"
  | "text-changed";

export interface Change {
  readonly kind: ChangeKind;
  readonly cause: Cause;
  /** Node by its id in the later set (in the earlier one where it is removed); "" for the set itself. */
  readonly node: string;
  /** JSON pointer within the node, or within the set. */
  readonly path: string;
  readonly before: JsonValue;
  readonly after: JsonValue;
  /** Where a formula has another shape: what was put in, taken out or replaced, as pointers into it. */
  readonly edits?: readonly FormulaEdit[];
  /** What a number stands in: the operator around it. */
  readonly operator?: string;
  /** Of a changed text, the parts that are new: [from, to) in UTF-16 units of the later text. */
  readonly added?: readonly (readonly [number, number])[];
  /** Of a changed text, the parts that are gone, in the earlier text. */
  readonly removed?: readonly (readonly [number, number])[];
}

export interface FormulaEdit {
  readonly edit: "added" | "removed" | "replaced";
  /** Pointer into the earlier formula; `null` for what was added. */
  readonly before: string | null;
  /** Pointer into the later formula; `null` for what was removed. */
  readonly after: string | null;
}
