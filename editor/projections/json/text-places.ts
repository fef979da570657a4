/** @module Places of a JSON text: from a JSON pointer to a range of characters, and back from the cursor. */
import { findNodeAtLocation, getLocation, parseTree } from "jsonc-parser";
import { toPointer } from "../../../engine/json/json-value.ts";
import { pointerSteps } from "../../../engine/json/pointer.ts";

export interface TextRange {
  readonly from: number;
  readonly to: number;
}

/** Where a value stands; `null` where it does not. */
export function rangeAt(text: string, pointer: string): TextRange | null {
  let node = parseTree(text);
  for (const step of pointerSteps(pointer)) {
    if (node === undefined) return null;
    node = findNodeAtLocation(node, [node.type === "array" ? Number(step) : step]);
  }
  return node === undefined ? null : { from: node.offset, to: node.offset + node.length };
}

/** The place within a formula that the cursor stands in; `null` outside of the formula. */
export function placeAt(text: string, offset: number, formula: string): string | null {
  const pointer = toPointer(getLocation(text, offset).path);
  if (pointer === formula) return "";
  return pointer.startsWith(`${formula}/`) ? pointer.slice(formula.length) : null;
}
