/** @module Two texts side by side: which parts are new and which are gone. */
import { diffArrays } from "diff";

export interface TextDifference {
  /** [from, to) in UTF-16 units of the later text. */
  readonly added: readonly (readonly [number, number])[];
  /** [from, to) in UTF-16 units of the earlier text. */
  readonly removed: readonly (readonly [number, number])[];
}

/** A number with its percent sign and a Latin word are one; Chinese has no spaces, so each character is its own. */
const PIECES = /\d+(?:\.\d+)*%?|[A-Za-z]+|./gsu;

export function compareTexts(before: string, after: string): TextDifference {
  const added: (readonly [number, number])[] = [];
  const removed: (readonly [number, number])[] = [];
  let [inBefore, inAfter] = [0, 0];
  for (const part of diffArrays(before.match(PIECES) ?? [], after.match(PIECES) ?? [])) {
    const { length } = part.value.join("");
    if (part.added) {
      added.push([inAfter, inAfter + length]);
      inAfter += length;
    } else if (part.removed) {
      removed.push([inBefore, inBefore + length]);
      inBefore += length;
    } else {
      inBefore += length;
      inAfter += length;
    }
  }
  return { added, removed };
}
