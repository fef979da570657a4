/** @module Numbers typed quickly at one place: one step of the history, told from the first number to the last. */

import type { Names } from "../../../engine/language/formula-names.ts";
import { nodeAt } from "../../../engine/logic/json-tree.ts";
import type { Text } from "../../../engine/rule-set/rule-set.ts";
import { type FormulaPlace, type RuleDocument, valueAt } from "../../document/rule-document.ts";
import type { Edited } from "../../formula/operations/edited.ts";
import { changeText } from "../../formula/operations/labels.ts";

export interface Typing {
  readonly coalesce: string;
  readonly label: (before: RuleDocument) => Text;
}

/** Nothing for edits that change more than a number. */
export function typingOf(
  edited: Edited & { readonly ok: true },
  place: FormulaPlace,
  names: Names,
): Typing | null {
  if (edited.typed !== true) return null;
  const { at, logic, label } = edited;
  return {
    coalesce: `${place.file}#${place.pointer}${at}`,
    label: (document) => {
      const before = valueAt(document, place);
      const [old, now] = [before === undefined ? undefined : nodeAt(before, at), nodeAt(logic, at)];
      return old === undefined || now === undefined ? label : changeText(old, now, names);
    },
  };
}
