/**
 * @module Groups of names that a JSON text may have at a place, found in its bytes without a text made of them. All lie in
 * one array, in the order in which a request has them: memory that is read from one end to the other is near at hand.
 */
import { QUOTE, textBetween, tokenOf } from "./json-bytes.ts";

/** Who writes keeps to the order, more or less, and may leave out some: so many are tried before one is looked for. */
const TRIED = 16;

export class JsonNames {
  /** The place in the text behind the name that was found last. */
  end = 0;
  /** As JSON writes them, one behind the other. */
  readonly #letters: Uint8Array;
  readonly #starts: Uint32Array;
  /** Of each group, by its first place. */
  readonly #places = new Map<number, ReadonlyMap<string, number>>();

  constructor(groups: readonly (readonly string[])[]) {
    const names = groups.flat();
    const tokens = names.map(tokenOf);
    this.#starts = new Uint32Array(names.length + 1);
    for (const [place, { length }] of tokens.entries())
      this.#starts[place + 1] = (this.#starts[place] as number) + length;
    this.#letters = new Uint8Array(this.#starts[names.length] as number);
    for (const [place, token] of tokens.entries()) this.#letters.set(token, this.#starts[place]);
    let first = 0;
    for (const group of groups) {
      const begin = first;
      this.#places.set(begin, new Map(group.map((name, place) => [name, begin + place])));
      first += group.length;
    }
  }

  /**
   * @param first where the group begins
   * @param end behind its last name
   * @param expected the name that is likely to stand there; behind the last one, the first
   * @returns the place of the name; -1 where none of the group stands there
   */
  find(bytes: Uint8Array, at: number, first: number, end: number, expected: number): number {
    const tries = Math.min(TRIED, end - first);
    for (let place = expected, tried = 0; tried < tries; place++, tried++) {
      if (place >= end) place = first;
      if (this.#standsAt(place, bytes, at)) return place;
    }
    if (bytes[at] !== QUOTE) return -1;
    const close = bytes.indexOf(QUOTE, at + 1);
    this.end = close + 1;
    const place = this.#places.get(first)?.get(textBetween(bytes, at + 1, close)) ?? -1;
    // A group without names begins where the next one does.
    return place < end ? place : -1;
  }

  #standsAt(place: number, bytes: Uint8Array, at: number): boolean {
    const letters = this.#letters;
    const start = this.#starts[place] as number;
    const length = (this.#starts[place + 1] as number) - start;
    for (let index = 0; index < length; index++)
      if (letters[start + index] !== bytes[at + index]) return false;
    this.end = at + length;
    return true;
  }
}
