/** @module Where the half-typed text of a formula is kept: by what it is a formula of, since its place in the file may move. */
import type { FormulaPlace } from "../../document/rule-document.ts";

export function unreadKeyOf({ node, formula }: FormulaPlace): string {
  return `text ${node} ${formula}`;
}
