/** @module The names that the formulas of a document can read. */
import { type Names, namesSeenBy } from "../../engine/language/formula-names.ts";
import { treeOf } from "../document/nodes.ts";
import type { FormulaPlace, RuleDocument } from "../document/rule-document.ts";

const known = new WeakMap<RuleDocument, Map<string, Names>>();

/** What a formula sees at its place: parts see the parts before them, others all of the node's. */
export function namesAt(document: RuleDocument, { node, formula }: FormulaPlace): Names {
  const ofDocument = known.get(document) ?? new Map<string, Names>();
  known.set(document, ofDocument);
  const key = `${node}#${formula.startsWith("outputs/") ? "outputs/" : formula}`;
  const found = ofDocument.get(key) ?? namesSeenBy(treeOf(document).byId.get(node), formula);
  ofDocument.set(key, found);
  return found;
}
