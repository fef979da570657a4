/** @module The columns of a node's cases: one for every figure, then what is expected and how it was worked out. */
import type { Case } from "../../engine/cases/case.ts";
import { type JsonValue, own } from "../../engine/json/json-value.ts";
import { type Language, textIn } from "../../engine/language/language.ts";
import { messagesIn } from "../../engine/language/sentence.ts";
import type { Input } from "../../engine/rule-set/rule-set.ts";
import { figureText } from "./figure-text.ts";

export type CaseColumn =
  | { readonly kind: "name" | "expected" | "differences" | "worked" | "basis" }
  | { readonly kind: "input"; readonly id: string; readonly input: Input };

export function columnsOf(inputs: { readonly [id: string]: Input }): readonly CaseColumn[] {
  return [
    { kind: "name" },
    ...Object.entries(inputs).map(([id, input]): CaseColumn => ({ kind: "input", id, input })),
    { kind: "expected" },
    { kind: "differences" },
    { kind: "worked" },
    { kind: "basis" },
  ];
}

/** What a cell says as text; also what is copied. */
export function cellText(one: Case, column: CaseColumn, language: Language): string {
  switch (column.kind) {
    case "name":
      return textIn(one.name, language);
    case "input": {
      const figure = own(one.inputs, column.id) as JsonValue | undefined;
      return figureText(column.input, figure, language);
    }
    case "expected":
      return expectedText(one, language);
    case "basis":
      return one.basis;
    case "differences":
    case "worked":
      return "";
  }
}

/** The score, or the refusals: "退回：部分大于整体". */
export function expectedText({ expect }: Case, language: Language): string {
  if (expect.issues !== undefined) {
    const { targets, colon, listSeparator } = messagesIn(language);
    const inputs = expect.issues.map(({ input, code }) => input ?? code);
    return `${targets.refusal}${colon}${inputs.join(listSeparator)}`;
  }
  if (expect.score !== undefined) return expect.score ?? "—";
  return expect.total ?? "";
}
