/** @module Two formulas side by side: numbers that differ in one shape, or how the shape itself differs. */
import type { JsonValue } from "../json/json-value.ts";
import { type Expression, membersOf } from "../logic/expression.ts";
import { readExpression } from "../logic/read-expression.ts";
import { toJson } from "../logic/value.ts";
import { Rational } from "../number/rational.ts";
import type { Logic } from "../rule-set/rule-set.ts";
import type { FormulaEdit } from "./change.ts";

export interface NumberChange {
  readonly before: JsonValue;
  readonly after: JsonValue;
  /** Pointer into either formula; they have one shape. */
  readonly at: string;
  /** Operator that the number is an operand of. */
  readonly operator: string;
}

export type FormulaDifference =
  | { readonly kind: "none" }
  /** The same shape; only constants differ. */
  | { readonly kind: "numbers"; readonly numbers: readonly NumberChange[] }
  | { readonly kind: "shape"; readonly edits: readonly FormulaEdit[] };

export function compareFormulas(
  before: Logic | undefined,
  after: Logic | undefined,
): FormulaDifference {
  if (before === undefined || after === undefined) {
    if (before === after) return { kind: "none" };
    const edit: FormulaEdit =
      before === undefined
        ? { edit: "added", before: null, after: "" }
        : { edit: "removed", before: "", after: null };
    return { kind: "shape", edits: [edit] };
  }
  const numbers: NumberChange[] = [];
  const edits: FormulaEdit[] = [];
  align(readExpression(before), readExpression(after), "", numbers, edits);
  if (edits.length > 0) return { kind: "shape", edits };
  return numbers.length > 0 ? { kind: "numbers", numbers } : { kind: "none" };
}

function align(
  before: Expression,
  after: Expression,
  operator: string,
  numbers: NumberChange[],
  edits: FormulaEdit[],
): void {
  if (key(before) === key(after)) return;
  if (before.kind === "literal" && after.kind === "literal") {
    if (
      before.value instanceof Rational &&
      after.value instanceof Rational &&
      before.at === after.at
    ) {
      numbers.push({
        before: toJson(before.value),
        after: toJson(after.value),
        at: after.at,
        operator,
      });
    } else edits.push({ edit: "replaced", before: before.at, after: after.at });
    return;
  }
  const sameKind =
    (before.kind === "list" && after.kind === "list") ||
    (before.kind === "operation" &&
      after.kind === "operation" &&
      before.operator === after.operator);
  if (!sameKind) {
    edits.push({ edit: "replaced", before: before.at, after: after.at });
    return;
  }
  const [old, now] = [membersOf(before), membersOf(after)];
  const name = after.kind === "operation" ? after.operator : operator;
  if (old.length === now.length) {
    for (const [index, member] of old.entries())
      align(member, now[index] as Expression, name, numbers, edits);
  } else alignLists(old, now, edits);
}

/** The longest common run of equal members stays; the others were taken out or put in. */
function alignLists(
  old: readonly Expression[],
  now: readonly Expression[],
  edits: FormulaEdit[],
): void {
  const [a, b] = [old.map(key), now.map(key)];
  const lengths = Array.from({ length: a.length + 1 }, () =>
    new Array<number>(b.length + 1).fill(0),
  );
  const length = (i: number, j: number): number => lengths[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      (lengths[i] as number[])[j] =
        a[i] === b[j] ? length(i + 1, j + 1) + 1 : Math.max(length(i + 1, j), length(i, j + 1));
    }
  }
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      i++;
      j++;
    } else if (j >= b.length || (i < a.length && length(i + 1, j) >= length(i, j + 1))) {
      edits.push({ edit: "removed", before: old[i++]?.at ?? "", after: null });
    } else edits.push({ edit: "added", before: null, after: now[j++]?.at ?? "" });
  }
}

/** The same text for equal formulas, wherever they stand. */
function key(expression: Expression): string {
  return JSON.stringify(expression, (name, value) => {
    if (name === "at") return undefined;
    return typeof value === "bigint" ? value.toString() : value;
  });
}
