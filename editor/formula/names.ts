/** @module The names that the formulas of a document can read. */
import type { JsonValue } from "../../engine/json/json-value.ts";
import { shareStructure } from "../../engine/json/share-structure.ts";
import { type Name, type Names, namesSeenBy } from "../../engine/language/formula-names.ts";
import { treeOf } from "../document/nodes.ts";
import type { FormulaPlace, RuleDocument } from "../document/rule-document.ts";

const known = new WeakMap<RuleDocument, Map<string, Names>>();
/** What was last known at each place: names that are as they were are the very same map. */
const latest = new Map<string, { readonly list: readonly Name[]; readonly names: Names }>();

/** What a formula sees at its place: parts see the parts before them, others all of the node's. */
export function namesAt(document: RuleDocument, { node, formula }: FormulaPlace): Names {
  const ofDocument = known.get(document) ?? new Map<string, Names>();
  known.set(document, ofDocument);
  const key = `${node}#${formula.startsWith("outputs/") ? "outputs/" : formula}`;
  const found =
    ofDocument.get(key) ?? asBefore(key, namesSeenBy(treeOf(document).byId.get(node), formula));
  ofDocument.set(key, found);
  return found;
}

function asBefore(key: string, names: Names): Names {
  const before = latest.get(key);
  const fresh = [...names.values()];
  // Names are plain data.
  const list = shareStructure(
    before?.list as unknown as JsonValue,
    fresh as unknown as JsonValue,
  ) as unknown as readonly Name[];
  if (before?.list === list) return before.names;
  latest.set(key, { list, names });
  return names;
}
