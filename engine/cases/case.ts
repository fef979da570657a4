/** @module Cases that stand beside the rules: figures, the answer worked out by hand, and how. */
import type { JsonObject } from "../json/json-value.ts";
import type { Text } from "../rule-set/rule-set.ts";

export interface CaseFile {
  readonly cases: readonly Case[];
}

export interface Case {
  /** Unique within the rule set. */
  readonly id: string;
  readonly name: Text;
  /** When given, `inputs` are this node's own figures and only this node is scored. */
  readonly node?: string;
  readonly inputs: JsonObject;
  readonly expect: Expectation;
  /** One line: how the expected values follow from the text. */
  readonly basis: string;
  /** `hand`: worked out from the text; `accepted`: taken over from the engine's answer. */
  readonly worked: "hand" | "accepted";
  readonly by?: string;
  /** File that the case stands in, `cases/L1P1.json`; filled in when the folder is read. */
  readonly file?: string;
}

/** Only what is named is compared, and that exactly. Scores as decimal strings, parts as exact text. */
export interface Expectation {
  /** Score of `node`. */
  readonly score?: string | null;
  /** Parts of `node`, not rounded: decimal text, or `n/d` where there is none. */
  readonly parts?: { readonly [part: string]: string | null };
  readonly status?: "final" | "provisional";
  readonly total?: string | null;
  readonly range?: readonly [string, string];
  readonly scores?: { readonly [node: string]: string | null };
  readonly ranges?: { readonly [node: string]: readonly [string, string] };
  readonly outputs?: { readonly [node: string]: { readonly [output: string]: unknown } };
  /** The refusals, all of them, in any order; then nothing is scored. */
  readonly issues?: readonly ExpectedIssue[];
  /** The warnings, all of them, in any order. Absent: warnings are not compared. */
  readonly warnings?: readonly ExpectedIssue[];
}

export interface ExpectedIssue {
  readonly code: string;
  readonly item?: string;
  readonly input?: string;
  /** JSON pointer into the figures as a whole, `/L1P1-A1/itemsTotal`. */
  readonly path?: string;
}
