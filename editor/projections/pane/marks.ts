/** @module What a node looks like for what is known about it. */
import type { FormulaView } from "../formula-view.ts";

export function markClasses(view: FormulaView, at: string): string {
  const classes: string[] = [];
  const finding = view.findings.find((one) => one.at === at);
  if (finding !== undefined) classes.push(`fx-found fx-found-${finding.severity}`);
  if (view.gaps.has(at)) classes.push("fx-gap");
  const diff = view.diff?.get(at);
  if (diff !== undefined) classes.push(`fx-diff-${diff}`);
  if (view.selected === at) classes.push("fx-selected");
  if (view.values?.problem?.at === at) classes.push("fx-broken");
  else if (isUntaken(view, at)) classes.push("fx-untaken");
  return classes.join(" ");
}

/** Not computed for the figures that are shown, while something around it was. */
function isUntaken({ values }: FormulaView, at: string): boolean {
  return values !== null && values.problem === null && values.at.size > 0 && !values.at.has(at);
}
