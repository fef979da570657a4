/** @module Words of a notice with what it underlines, and texts compared without minding spaces and widths. */
import type { Mark } from "../forms/marks.ts";

export interface NoticeText {
  readonly text: string;
  /** Underlined: [from, to) in UTF-16 units. */
  readonly marks: readonly Mark[];
}

export const NO_TEXT: NoticeText = { text: "", marks: [] };

/** A text as it is compared: one sign after the other, and where each stands in the text. */
export interface Folded {
  readonly signs: readonly string[];
  readonly at: readonly Mark[];
}

const TWINS: Readonly<Record<string, string>> = {
  "“": '"',
  "”": '"',
  "‘": "'",
  "’": "'",
  "–": "-",
  "—": "-",
  "−": "-",
  "．": ".",
};

/** Spaces and line ends are left out; full and half width, and kinds of quotes and dashes, are the same. */
export function fold(text: string): Folded {
  const signs: string[] = [];
  const at: Mark[] = [];
  let from = 0;
  for (const character of text) {
    const to = from + character.length;
    // A character that stands for several, such as ㎡, is one sign all the same: it is changed as a whole.
    const sign = (TWINS[character] ?? character).normalize("NFKC").replace(/\s/gu, "");
    if (sign !== "") {
      signs.push(TWINS[sign] ?? sign);
      at.push([from, to]);
    }
    from = to;
  }
  return { signs, at };
}

export function foldedText(text: string): string {
  return fold(text).signs.join("");
}

/** The two on lines of their own; marks go with their words. */
export function joinTexts(first: NoticeText, second: NoticeText): NoticeText {
  if (first.text === "") return second;
  if (second.text === "") return first;
  const shift = first.text.length + 1;
  return {
    text: `${first.text}\n${second.text}`,
    marks: [...first.marks, ...second.marks.map(([from, to]): Mark => [from + shift, to + shift])],
  };
}

/** A part of the text, without spaces at its ends; marks are cut to it. */
export function partOf({ text, marks }: NoticeText, from: number, to: number): NoticeText {
  const part = text.slice(from, to);
  const start = from + (part.length - part.trimStart().length);
  const words = part.trim();
  const end = start + words.length;
  return {
    text: words,
    marks: marks
      .map(([a, b]): Mark => [Math.max(a, start) - start, Math.min(b, end) - start])
      .filter(([a, b]) => a < b),
  };
}

/** How much of two texts is the same, from 0 to 1: pairs of neighbouring signs that both have (Dice). */
export function likeness(a: string, b: string): number {
  if (a === b) return 1;
  const [first, second] = [pairsOf(a), pairsOf(b)];
  let shared = 0;
  let [countA, countB] = [0, 0];
  for (const [pair, count] of first) {
    countA += count;
    shared += Math.min(count, second.get(pair) ?? 0);
  }
  for (const count of second.values()) countB += count;
  return countA + countB === 0 ? 0 : (2 * shared) / (countA + countB);
}

function pairsOf(text: string): ReadonlyMap<string, number> {
  const { signs } = fold(text);
  const pairs = new Map<string, number>();
  for (let index = 1; index < signs.length; index++) {
    const pair = `${signs[index - 1]}${signs[index]}`;
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  return pairs;
}
