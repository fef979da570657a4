/** @module Words of the findings: the list, its filters, and fixes with their preview. */
import type { SameKeys } from "../same-keys.ts";
import type { findings as chinese } from "../zh-cn/findings.ts";

export const findings: SameKeys<typeof chinese> = {
  title: "Findings",
  none: "No findings",
  noneText: "The rules pass every check.",
  noneShown: "No finding matches",
  broken: "The rules cannot be run at the moment. Mend these first; the other checks follow.",
  checking: "Checking…",
  filter: "Filter by severity",
  all: "All {{count}}",
  error: "Errors {{count}}",
  warning: "Warnings {{count}}",
  note: "Notes {{count}}",
  severity: { error: "error", warning: "warning", note: "note" },
  thisNode: "Only this indicator",
  wholeSet: "The whole set",
  formula: {
    score: "score",
    parts: "part {{name}}",
    outputs: "output {{name}}",
    requires: "condition {{name}}",
    plausible: "plausibility {{name}}",
    levels: "formula of the level",
  },
  fix: "Fix",
  fixOf: "Fix: {{label}}",
  preview: "Changes {{file}}",
  apply: "Apply",
  cancel: "Cancel",
  nothing: "This fix no longer applies",
  next: "Next finding (F8)",
  previous: "Previous finding (Shift+F8)",
};
