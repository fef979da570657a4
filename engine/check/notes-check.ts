/** @module Places of doubt: told with every check, so that nobody forgets them. */
import type { Note } from "../rule-set/rule-set.ts";
import type { Check } from "./findings.ts";

/** @issue `conflict_note`, `scan_note`, `doubtful_reading` */
export const checkNotes: Check = (context) => {
  const { prepared, nodes, report } = context;
  const tell = (notes: readonly Note[] | undefined, path: string): void => {
    for (const [index, { kind, text, doubtful }] of (notes ?? []).entries()) {
      const place = `${path}/notes/${index}`;
      if (kind === "conflict") report("note", "conflict_note", place, { text });
      else if (kind === "scan") report("note", "scan_note", place, { text });
      else if (doubtful) report("note", "doubtful_reading", place, { text });
    }
  };
  if (nodes.includes(prepared.root)) tell(prepared.ruleSet.notes, "#");
  for (const { id, node } of nodes) tell(node.notes, `${id}#`);
};
