/** @module What is printed of a formula: shapes, each with the place (`at`) of the node that it prints. */
import type { NameView } from "./names.ts";

export type Notation =
  | NumberShape
  | {
      readonly kind: "word";
      readonly at: string;
      readonly what: "text" | "true" | "false" | "null" | "data";
      readonly text: string;
      /** Of a text that is a choice of an input: the input, and what the choice is called. */
      readonly option?: { readonly input: string; readonly label: string };
    }
  | { readonly kind: "name"; readonly at: string; readonly name: NameView }
  | FractionShape
  | { readonly kind: "product"; readonly at: string; readonly members: readonly Notation[] }
  | { readonly kind: "sum"; readonly at: string; readonly members: readonly Notation[] }
  | { readonly kind: "difference"; readonly at: string; readonly members: readonly Notation[] }
  | { readonly kind: "negative"; readonly at: string; readonly of: Notation }
  | BraceShape
  | TallyShape
  | {
      readonly kind: "bound";
      readonly at: string;
      readonly side: "cap" | "floor";
      readonly limit: Notation;
      readonly of: Notation;
    }
  | {
      readonly kind: "comparison";
      readonly at: string;
      readonly sign: ComparisonSign;
      readonly members: readonly Notation[];
    }
  | {
      readonly kind: "junction";
      readonly at: string;
      readonly word: "and" | "or";
      readonly members: readonly Notation[];
    }
  | { readonly kind: "not"; readonly at: string; readonly of: Notation }
  /** A choice among the ticked ones of a list. */
  | {
      readonly kind: "chosen";
      readonly at: string;
      readonly label: string;
      readonly choice: Notation;
      readonly list: Notation;
    }
  /** How many members a list has. */
  | { readonly kind: "count"; readonly at: string; readonly of: Notation }
  /** Σ over the members of a list. */
  | {
      readonly kind: "total";
      readonly at: string;
      readonly list: Notation;
      readonly body: Notation;
    }
  | {
      readonly kind: "call";
      readonly at: string;
      readonly operator: string;
      readonly known: boolean;
      readonly members: readonly Notation[];
    }
  | { readonly kind: "list"; readonly at: string; readonly members: readonly Notation[] }
  | { readonly kind: "hole"; readonly at: string };

export type ComparisonSign = "≥" | ">" | "≤" | "<" | "=" | "≠";

export interface NumberShape {
  readonly kind: "number";
  readonly at: string;
  /** Decimal text, a hundred times as large where `percent`. */
  readonly text: string;
  readonly percent: boolean;
}

export interface FractionShape {
  readonly kind: "fraction";
  /** The division; the guard around it stands in `zero`. */
  readonly at: string;
  readonly above: Notation;
  readonly below: Notation;
  readonly zero: ZeroRule;
  /** A cap on the quotient alone: what is counted when the denominator is zero stands outside of it. */
  readonly cap?: { readonly at: string; readonly limit: Notation };
}

/** What holds when the denominator is zero. */
export type ZeroRule =
  /** `when` is not printed in the fraction; where the structure is shown it has a row of its own. */
  | {
      readonly kind: "rule";
      readonly at: string;
      readonly when: Notation;
      readonly value: Notation;
    }
  /** A condition further out keeps zero away. */
  | { readonly kind: "outside" }
  /** A number other than zero, or at least one of them. */
  | { readonly kind: "never" }
  | { readonly kind: "none" };

export interface BraceShape {
  readonly kind: "brace";
  readonly at: string;
  readonly rows: readonly BraceRow[];
  /** What every row asks about: printed once, as `x`. */
  readonly subject: Notation | null;
}

export interface BraceRow {
  readonly value: Notation;
  /** `null` in the last row, "otherwise". */
  readonly condition: Notation | null;
}

export interface TallyShape {
  readonly kind: "tally";
  readonly at: string;
  readonly rows: readonly TallyRow[];
}

/** One line of a checklist: points for a condition, or any other term of the sum. */
export type TallyRow =
  | {
      readonly kind: "tick";
      readonly at: string;
      readonly condition: Notation;
      readonly points: Notation;
    }
  | { readonly kind: "term"; readonly at: string; readonly term: Notation };
