/** @module A changed text taken apart: what stayed, what was taken out, what was put in, in reading order. */
import type { Change } from "../../../engine/compare/change.ts";
import { isObject } from "../../../engine/json/json-value.ts";

export interface TextPiece {
  readonly kind: "same" | "added" | "removed";
  readonly text: string;
  /** Place in both texts together; no two pieces are alike. */
  readonly at: number;
}

/** @param change of one text, with the parts that are new and gone in UTF-16 units */
export function piecesOf({
  before,
  after,
  added = [],
  removed = [],
}: Pick<Change, "before" | "after" | "added" | "removed">): readonly TextPiece[] {
  const [old, now] = [chinese(before), chinese(after)];
  const pieces: TextPiece[] = [];
  let [inOld, inNow] = [0, 0];
  const push = (kind: TextPiece["kind"], text: string): void => {
    if (text !== "") pieces.push({ kind, text, at: inOld + inNow });
  };
  const [cuts, puts] = [[...removed], [...added]];
  for (;;) {
    const [cut, put] = [cuts[0], puts[0]];
    const upToCut = cut === undefined ? Number.POSITIVE_INFINITY : cut[0] - inOld;
    const upToPut = put === undefined ? Number.POSITIVE_INFINITY : put[0] - inNow;
    const same = Math.min(upToCut, upToPut, now.length - inNow);
    push("same", now.slice(inNow, inNow + same));
    inOld += same;
    inNow += same;
    if (cut !== undefined && upToCut <= upToPut) {
      push("removed", old.slice(cut[0], cut[1]));
      inOld = cut[1];
      cuts.shift();
    } else if (put !== undefined) {
      push("added", now.slice(put[0], put[1]));
      inNow = put[1];
      puts.shift();
    } else return pieces;
  }
}

/** Of a text in both languages the Chinese, which is the notice's own. */
function chinese(value: Change["before"]): string {
  if (typeof value === "string") return value;
  return isObject(value) && typeof value.zh === "string" ? value.zh : "";
}
