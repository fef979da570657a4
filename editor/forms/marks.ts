/** @module Marks of change in a source text: [from, to) in UTF-16 units, in order, never touching each other. */

export type Mark = readonly [from: number, to: number];

/** Marks the range, or takes the marks of it away where all of it is marked. */
export function toggleMark(marks: readonly Mark[], from: number, to: number): readonly Mark[] {
  if (from >= to) return marks;
  const isMarked = marks.some(([start, end]) => start <= from && to <= end);
  const rest = marks.flatMap(([start, end]): readonly Mark[] => {
    const before: Mark[] = start < from ? [[start, Math.min(end, from)]] : [];
    const after: Mark[] = end > to ? [[Math.max(start, to), end]] : [];
    return end <= from || start >= to ? [[start, end]] : [...before, ...after];
  });
  return joined(isMarked ? rest : [...rest, [from, to]]);
}

/** Marks after an edit of the text: those before stay, those behind move, those around grow or shrink. */
export function movedMarks(marks: readonly Mark[], before: string, after: string): readonly Mark[] {
  let start = 0;
  const shorter = Math.min(before.length, after.length);
  while (start < shorter && before[start] === after[start]) start++;
  let end = 0;
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  const [gone, shift] = [before.length - end, after.length - before.length];
  const move = (at: number, isEnd: boolean): number => {
    if (at < start || (at === start && (isEnd || gone > start))) return at;
    if (at >= gone) return at + shift;
    return isEnd ? after.length - end : start;
  };
  return joined(marks.map(([from, to]): Mark => [move(from, false), move(to, true)]));
}

function joined(marks: readonly Mark[]): readonly Mark[] {
  const all: [number, number][] = [];
  for (const [from, to] of [...marks].sort((a, b) => a[0] - b[0])) {
    const last = all.at(-1);
    if (from >= to) continue;
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to);
    else all.push([from, to]);
  }
  return all;
}

export interface Piece {
  readonly from: number;
  readonly text: string;
  readonly marked: boolean;
}

/** The text in pieces, marked and not. */
export function piecesOf(text: string, marks: readonly Mark[]): readonly Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const [from, to] of joined(marks)) {
    if (from > at) pieces.push({ from: at, text: text.slice(at, from), marked: false });
    pieces.push({ from, text: text.slice(from, to), marked: true });
    at = to;
  }
  if (at < text.length) pieces.push({ from: at, text: text.slice(at), marked: false });
  return pieces;
}
