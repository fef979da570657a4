/** @module Ids of indicators as they stand in a text, known ones and new ones of the same shape. */
import { fold } from "./notice-text.ts";

/** The first id in the text, as the set spells it, with [from, to) of its place; null where there is none. */
export type IdReader = (
  text: string,
) => { readonly id: string; readonly from: number; readonly to: number } | null;

/** Ids of a set have few shapes (letters, numbers, dashes); a new notice goes on with them. */
export function idReader(known: readonly string[]): IdReader {
  const shapes = new Set(known.filter((id) => /\d/.test(id)).map(shapeOf));
  if (shapes.size === 0) return () => null;
  const longestFirst = [...shapes].sort((a, b) => b.length - a.length);
  const anyShape = new RegExp(`(?<![A-Za-z0-9-])(?:${longestFirst.join("|")})(?![A-Za-z0-9])`, "i");
  const byFolded = new Map(known.map((id) => [id.toLowerCase(), id]));
  return (text) => {
    const { signs, at } = fold(text);
    // Every sign is one UTF-16 unit here, so that places in the folded text are indexes of signs.
    const found = anyShape.exec(
      signs.map((sign) => (sign.length === 1 ? sign : "\ufffd")).join(""),
    );
    if (found === null) return null;
    const [id] = found;
    const [first, last] = [at[found.index], at[found.index + id.length - 1]];
    return {
      id: byFolded.get(id.toLowerCase()) ?? id,
      from: first?.[0] ?? 0,
      to: last?.[1] ?? text.length,
    };
  };
}

/** `L1P1-A1` → `L\d+P\d+-A\d+` */
function shapeOf(id: string): string {
  return id.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/\d+/g, "\\d+");
}
