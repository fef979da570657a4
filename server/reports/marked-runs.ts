/** @module A text with marks as pieces of a cell. */
import type { TextRun } from "../spreadsheet/cells.ts";

/** @param marks [from, to) in UTF-16 units, in order */
export function markedRuns(
  text: string,
  marks: readonly (readonly [number, number])[],
  look: NonNullable<TextRun["look"]>,
): string | { readonly runs: readonly TextRun[] } {
  if (marks.length === 0) return text;
  const runs: TextRun[] = [];
  let at = 0;
  for (const [from, to] of marks) {
    if (from > at) runs.push({ text: text.slice(at, from) });
    if (to > from) runs.push({ text: text.slice(from, to), look });
    at = to;
  }
  if (at < text.length) runs.push({ text: text.slice(at) });
  return { runs };
}
