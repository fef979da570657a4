/** @module What is to be said of a sheet's own figures; nothing of other sheets. */
import type { InputIssue } from "../../engine/issue.ts";
import { validateInputs } from "../../engine/score/validate-inputs.ts";
import type { ServedRuleSet } from "../rule-set-store/published.ts";
import { optionsOf } from "./ownership.ts";
import { isAnswers, plainValues, type SheetBody } from "./sheet-body.ts";
import { workingIssues } from "./working.ts";

/** What the engine says of a sheet's own figures; nothing of other sheets. */
export function sheetIssues(
  served: ServedRuleSet,
  item: string,
  body: SheetBody,
): { readonly issues: readonly InputIssue[]; readonly warnings: readonly InputIssue[] } {
  const options = optionsOf(served.prepared, item);
  const values = plainValues(body, options);
  const told = validateInputs(served.prepared, { [item]: values }, ({ id }) => id === item);
  return {
    issues: [...unknownAnswers(item, body, options), ...told.issues],
    warnings: [...told.warnings, ...workingIssues(item, body)],
  };
}

/** A list that is answered option by option names options that there are. */
function unknownAnswers(
  item: string,
  { values }: SheetBody,
  optionsOf: (input: string) => readonly string[],
): readonly InputIssue[] {
  return Object.entries(values).flatMap(([input, value]) => {
    if (!isAnswers(value)) return [];
    const options = optionsOf(input);
    return Object.keys(value.answers)
      .filter((option) => !options.includes(option))
      .map(
        (found): InputIssue => ({
          code: "invalid_choice",
          severity: "error",
          item,
          input,
          path: `/${item}/${input}/answers/${found}`,
          found,
          options,
        }),
      );
  });
}
