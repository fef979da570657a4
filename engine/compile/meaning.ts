/** @module What an expression means to the compiler before it is known whether a number or a condition is wanted. */
import type { Condition, ExactNumber, IrNumber, TableRows } from "./ir.ts";
import { NotCompiled } from "./ir.ts";
import type { FieldPlace } from "./layout.ts";

export type Meaning =
  | { readonly kind: "number"; readonly number: IrNumber }
  | { readonly kind: "condition"; readonly condition: Condition }
  /** One of the options, by its place. */
  | {
      readonly kind: "choice";
      readonly option: ExactNumber;
      readonly codes: ReadonlyMap<string, number>;
    }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "texts"; readonly texts: readonly string[] }
  | { readonly kind: "null" }
  /** Null where the condition holds. */
  | { readonly kind: "nullable"; readonly isNull: Condition; readonly of: Meaning }
  /** Chosen options. */
  | {
      readonly kind: "list";
      readonly has: (code: string) => Condition;
      readonly count: ExactNumber;
    }
  | {
      readonly kind: "rows";
      readonly rows: TableRows;
      readonly count: ExactNumber;
      readonly fields: ReadonlyMap<string, FieldPlace>;
      /** Only the rows for which it holds. */
      readonly where: Condition | null;
    }
  /** A list whose members are told one by one, each of them there only where its condition holds. */
  | { readonly kind: "members"; readonly members: readonly Member[] }
  | { readonly kind: "record"; readonly field: (name: string) => Meaning | undefined };

export interface Member {
  readonly present: Condition;
  readonly element: Meaning;
}

/** What is known of the figures where an expression stands, from the conditions around it. */
export type Facts = Fact | null;

export interface Fact {
  /** An integer that is not zero, or an `isNull` condition that does not hold. */
  readonly kind: "nonzero" | "notNull";
  /** The integer's identity; the condition's id. */
  readonly of: number;
  readonly others: Facts;
}

export const NO_FACTS: Facts = null;

export function isKnown(facts: Facts, kind: Fact["kind"], of: number): boolean {
  for (let fact = facts; fact !== null; fact = fact.others)
    if (fact.kind === kind && fact.of === of) return true;
  return false;
}

export type Names = (name: string) => Meaning | undefined;

/** @throws NotCompiled where the value may be null, or is no number */
export function numberOf(meaning: Meaning, facts: Facts): IrNumber {
  const settled = settle(meaning, facts);
  if (settled.kind === "number") return settled.number;
  throw new NotCompiled(settled.kind === "nullable" ? "may_be_null" : "not_a_number");
}

/** @throws NotCompiled where it is no truth value */
export function conditionOf(meaning: Meaning, facts: Facts): Condition {
  const settled = settle(meaning, facts);
  if (settled.kind === "condition") return settled.condition;
  throw new NotCompiled(settled.kind === "nullable" ? "may_be_null" : "not_a_condition");
}

/** Without the null that a guard has excluded. */
export function settle(meaning: Meaning, facts: Facts): Meaning {
  return meaning.kind === "nullable" && isKnown(facts, "notNull", meaning.isNull.id)
    ? meaning.of
    : meaning;
}
