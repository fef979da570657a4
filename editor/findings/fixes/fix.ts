/** @module A fix: what a finding can be mended by, as a pure step from one document to the next. */
import type { Text } from "../../../engine/rule-set/rule-set.ts";
import type { RuleDocument } from "../../document/rule-document.ts";
import type { PlacedFinding } from "../../evaluation/place-findings.ts";

export interface Fix {
  /** What it does, for the button and the history. */
  readonly label: Text;
  readonly apply: (document: RuleDocument) => RuleDocument;
}

/** Fixes of one kind of finding; none where the place is not as expected. */
export type FixFinder = (placed: PlacedFinding, document: RuleDocument) => readonly Fix[];
