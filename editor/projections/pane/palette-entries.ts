/** @module What the palette offers at the selection: names, the notice's idioms with empty slots, functions. */
import { textIn } from "../../../engine/language/language.ts";
import { isHole, nodeAt, placesOf, replaceAt } from "../../../engine/logic/json-tree.ts";
import type { Logic } from "../../../engine/rule-set/rule-set.ts";
import { type Insertable, insertablesOf } from "../../formula/insertables.ts";
import type { Edited } from "../../formula/operations/edited.ts";
import { replace } from "../../formula/operations/nodes.ts";
import { useLanguage } from "../../messages/index.ts";
import { useFormulaView } from "../formula-view.ts";

export interface PaletteEntry {
  readonly key: string;
  readonly group: Insertable["kind"];
  readonly label: string;
  readonly detail: string;
  /** What it is found by. */
  readonly words: readonly string[];
  readonly edit: (logic: Logic) => Edited;
}

export function usePaletteEntries(): readonly PaletteEntry[] {
  const language = useLanguage();
  const view = useFormulaView();
  const at = view.selected ?? "";
  // What is only known while a list is walked is typed, where it means something.
  const offered = insertablesOf(view.declared).filter(({ name }) => name?.kind !== "element");
  return offered.map(({ key, kind, label, detail, logic: made, name }) => ({
    key,
    group: kind,
    label: textIn(label, language),
    detail: textIn(detail, language),
    words: [label.zh, label.en, ...(name === undefined ? [detail.zh] : [name.id])],
    edit: (logic) => replace(logic, at, around(logic, at, made), view.declared),
  }));
}

/** What stands at the place goes into the first empty slot of what comes in; a whole formula gives way. */
function around(logic: Logic, at: string, made: Logic): Logic {
  const node = nodeAt(logic, at);
  const slot = [...placesOf(made)].find(({ logic: one }) => isHole(one));
  if (node === undefined || isHole(node) || at === "" || slot === undefined) return made;
  return replaceAt(made, slot.at, node);
}
