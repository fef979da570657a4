/** @module Names that a JSON text may have at a place, found in its bytes without a text made of them. */
import { QUOTE, textBetween, tokenOf } from "./json-bytes.ts";

/** Who writes keeps to the order, more or less, and may leave out some: so many are tried before one is looked for. */
const TRIED = 16;

export class JsonNames {
  /** The place behind the name that was found last. */
  end = 0;
  /** As JSON writes them, one behind the other. */
  readonly #letters: Uint8Array;
  readonly #starts: Uint32Array;
  readonly #places: ReadonlyMap<string, number>;

  constructor(names: readonly string[]) {
    const tokens = names.map(tokenOf);
    this.#starts = new Uint32Array(names.length + 1);
    for (const [place, { length }] of tokens.entries())
      this.#starts[place + 1] = (this.#starts[place] as number) + length;
    this.#letters = new Uint8Array(this.#starts[names.length] as number);
    for (const [place, token] of tokens.entries()) this.#letters.set(token, this.#starts[place]);
    this.#places = new Map(names.map((name, place) => [name, place]));
  }

  /**
   * @param expected the name that is likely to stand there
   * @returns its place among the names; -1 where none of them stands there
   */
  find(bytes: Uint8Array, at: number, expected: number): number {
    const count = this.#starts.length - 1;
    const tries = Math.min(TRIED, count);
    for (let place = expected, tried = 0; tried < tries; place++, tried++) {
      if (place >= count) place = 0;
      if (this.#standsAt(place, bytes, at)) return place;
    }
    if (bytes[at] !== QUOTE) return -1;
    const end = bytes.indexOf(QUOTE, at + 1);
    this.end = end + 1;
    return this.#places.get(textBetween(bytes, at + 1, end)) ?? -1;
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
