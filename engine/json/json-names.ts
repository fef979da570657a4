/**
 * @module Groups of names that a JSON text may have at a place, found in its bytes without a text made of them. All lie in
 * one array, in the order in which a request has them: memory that is read from one end to the other is near at hand.
 * Names are most of a request's bytes, so four of them are compared at a time.
 */
import { QUOTE, textBetween, tokenOf } from "./json-bytes.ts";

/** Who writes keeps to the order, more or less, and may leave out some: so many are tried before one is looked for. */
const TRIED = 16;
/** Bytes that are compared at a time. */
const WORD = 4;

export class JsonNames {
  /** The place in the text behind the name that was found last. */
  end = 0;
  /** As JSON writes them, in words of four bytes; the last word of each is its last four bytes. */
  readonly #words: Int32Array;
  /** Bytes of each, and its first word: two for each name. */
  readonly #ranges: Uint32Array;
  /** Of each group, by its first place. */
  readonly #places = new Map<number, ReadonlyMap<string, number>>();

  constructor(groups: readonly (readonly string[])[]) {
    const names = groups.flat();
    const words: number[] = [];
    this.#ranges = Uint32Array.from(
      names.map(tokenOf).flatMap((token) => {
        const first = words.length;
        words.push(...wordsOf(token));
        return [token.length, first];
      }),
    );
    this.#words = Int32Array.from(words);
    let first = 0;
    for (const group of groups) {
      const begin = first;
      this.#places.set(begin, new Map(group.map((name, place) => [name, begin + place])));
      first += group.length;
    }
  }

  /**
   * @param view of the same bytes
   * @param first where the group begins
   * @param end behind its last name
   * @param expected the name that is likely to stand there; behind the last one, the first
   * @returns the place of the name; -1 where none of the group stands there
   */
  find(
    bytes: Uint8Array,
    view: DataView,
    at: number,
    first: number,
    end: number,
    expected: number,
  ): number {
    const tries = Math.min(TRIED, end - first);
    for (let place = expected, tried = 0; tried < tries; place++, tried++) {
      if (place >= end) place = first;
      if (this.#standsAt(place, view, at)) return place;
    }
    if (bytes[at] !== QUOTE) return -1;
    const close = bytes.indexOf(QUOTE, at + 1);
    if (close < 0) return -1;
    this.end = close + 1;
    const place = this.#places.get(first)?.get(textBetween(bytes, at + 1, close)) ?? -1;
    // A group without names begins where the next one does.
    return place < end ? place : -1;
  }

  #standsAt(place: number, view: DataView, at: number): boolean {
    const words = this.#words;
    const length = this.#ranges[2 * place] as number;
    let word = this.#ranges[2 * place + 1] as number;
    const last = at + length - WORD;
    // A name of one letter is looked for.
    if (length < WORD || last + WORD > view.byteLength) return false;
    for (let from = at; from < last; from += WORD)
      if (view.getInt32(from, true) !== words[word++]) return false;
    if (view.getInt32(last, true) !== words[word]) return false;
    this.end = at + length;
    return true;
  }
}

function wordsOf(token: Uint8Array): readonly number[] {
  const view = new DataView(token.buffer, token.byteOffset, token.byteLength);
  const words: number[] = [];
  const last = token.length - WORD;
  for (let from = 0; from < last; from += WORD) words.push(view.getInt32(from, true));
  if (last >= 0) words.push(view.getInt32(last, true));
  return words;
}
