/** @module What is declared and read by nothing: taken away, or kept as a record. */

import { pointerSteps, splitPointer } from "../../../engine/json/pointer.ts";
import { casesOf } from "../../cases/case-places.ts";
import { removeValue, setValue } from "../../document/edit.ts";
import { type Place, type RuleDocument, valueAt } from "../../document/rule-document.ts";
import type { FixFinder } from "./fix.ts";

export const removeUnusedInput: FixFinder = ({ place, node }) => {
  if (place === null || node === null) return [];
  const input = nameOf(place);
  return [
    {
      label: { zh: `删除数据项 ${input}`, en: `Remove the figure ${input}` },
      apply: (document) => withoutFigures(withoutMember(document, place), node, input),
    },
    {
      label: { zh: `${input} 只记录，不计分`, en: `Keep ${input} as a record that is not scored` },
      apply: (document) =>
        setValue(document, { ...place, pointer: `${place.pointer}/informational` }, true),
    },
  ];
};

/** An unused part or constant. */
export const removeUnusedMember: FixFinder = ({ place }) => {
  if (place === null) return [];
  const name = nameOf(place);
  return [
    {
      label: { zh: `删除 ${name}`, en: `Remove ${name}` },
      apply: (document) => withoutMember(document, place),
    },
  ];
};

function nameOf({ pointer }: Place): string {
  return pointerSteps(pointer).at(-1) ?? "";
}

/** The last member takes its holder along: an empty `parts` says nothing. */
function withoutMember(document: RuleDocument, place: Place): RuleDocument {
  const holder = splitPointer(place.pointer)?.holder ?? "";
  const members = valueAt(document, { file: place.file, pointer: holder });
  const isLast =
    members !== null && typeof members === "object" && Object.keys(members).length === 1;
  return removeValue(document, isLast ? { file: place.file, pointer: holder } : place);
}

/** A figure that nothing declares would be refused. */
function withoutFigures(document: RuleDocument, node: string, input: string): RuleDocument {
  let edited = document;
  for (const { file, pointer, case: one } of casesOf(document)) {
    const inputs = one.node === node ? `${pointer}/inputs` : `${pointer}/inputs/${node}`;
    if (one.node !== undefined && one.node !== node) continue;
    const place = { file, pointer: `${inputs}/${input}` };
    if (valueAt(edited, place) !== undefined) edited = removeValue(edited, place);
  }
  return edited;
}
