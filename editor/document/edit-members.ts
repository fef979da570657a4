/** @module Members of rule files put in and taken out, in the order that the schema gives them. */
import { isObject, type JsonValue } from "../../engine/json/json-value.ts";
import { pointerSteps, splitPointer } from "../../engine/json/pointer.ts";
import { insertMember, removeValue, setValue } from "./edit.ts";
import { type Place, type RuleDocument, valueAt } from "./rule-document.ts";

/**
 * Puts a value at a place. What should hold it is made when it is not there, and a new member stands where the
 * schema has it among the others, so that files keep the order that people know.
 *
 * @param order names of the holder's members, as the schema lists them
 */
export function putValue(
  document: RuleDocument,
  place: Place,
  value: JsonValue,
  order: readonly string[] = [],
): RuleDocument {
  if (valueAt(document, place) !== undefined) return setValue(document, place, value);
  const split = splitPointer(place.pointer);
  if (split === null) return setValue(document, place, value);
  const holderPlace = { file: place.file, pointer: split.holder };
  const holder = valueAt(document, holderPlace);
  if (holder === undefined) return putValue(document, holderPlace, { [split.step]: value });
  if (!isObject(holder)) return setValue(document, place, value);
  const rank = order.indexOf(split.step);
  const names = Object.keys(holder);
  const next = rank < 0 ? -1 : names.findIndex((name) => order.indexOf(name) > rank);
  return insertMember(document, holderPlace, next < 0 ? names.length : next, split.step, value);
}

/** Takes a member out; a holder that it leaves empty goes too, unless it must be there. */
export function takeOut(document: RuleDocument, place: Place, keepHolder = false): RuleDocument {
  if (valueAt(document, place) === undefined) return document;
  const holder = splitPointer(place.pointer)?.holder ?? "";
  const holderPlace = { file: place.file, pointer: holder };
  const value = valueAt(document, holderPlace);
  const isLast = isObject(value) ? Object.keys(value).length === 1 : false;
  const goes = isLast && !keepHolder && pointerSteps(holder).length > 0;
  return removeValue(document, goes ? holderPlace : place);
}

/** A name that is not taken yet: `input`, `input2`, … */
export function freeName(wish: string, taken: readonly string[]): string {
  if (!taken.includes(wish)) return wish;
  for (let number = 2; ; number++)
    if (!taken.includes(`${wish}${number}`)) return `${wish}${number}`;
}
