/** @module Text put together as bytes: fixed pieces, and numbers between them that nothing is looked up for. */
import { bytesOf, MINUS, POINT, QUOTE, ZERO } from "../json/json-bytes.ts";

/** Sign and digits of the largest integer that a double has exactly, or of the most places, and a point between quotes. */
const LONGEST_NUMBER = 32;

const LARGEST_INT32 = 2 ** 31 - 1;

/** Bytes that are written at a time. */
const WORD = 4;

/** Pieces that are written over and over, one behind the other in memory, each filled up to whole words. */
export class Pieces {
  readonly words: Int32Array;
  /** First word of each, and where the last one ends. */
  readonly starts: Uint32Array;
  /** Bytes of each. */
  readonly lengths: Uint32Array;

  constructor(texts: readonly string[]) {
    const pieces = texts.map(bytesOf);
    this.lengths = Uint32Array.from(pieces, ({ length }) => length);
    this.starts = new Uint32Array(pieces.length + 1);
    for (const [index, { length }] of pieces.entries())
      this.starts[index + 1] = (this.starts[index] as number) + Math.ceil(length / WORD);
    const letters = new Uint8Array(WORD * (this.starts[pieces.length] as number));
    for (const [index, piece] of pieces.entries())
      letters.set(piece, WORD * (this.starts[index] as number));
    const view = new DataView(letters.buffer);
    this.words = Int32Array.from({ length: letters.length / WORD }, (_, word) =>
      view.getInt32(WORD * word, true),
    );
  }
}

export class ByteWriter {
  #bytes = new Uint8Array(4_096);
  #view = new DataView(this.#bytes.buffer);
  #at = 0;
  readonly #digits = new Uint8Array(LONGEST_NUMBER);

  piece({ words, starts, lengths }: Pieces, index: number): void {
    const end = starts[index + 1] as number;
    let word = starts[index] as number;
    this.#reserve(WORD * (end - word));
    const view = this.#view;
    // What fills up the last word is written over by what comes next, or not taken.
    for (let at = this.#at; word < end; at += WORD)
      view.setInt32(at, words[word++] as number, true);
    this.#at += lengths[index] as number;
  }

  /** Whole units of a last place as a JSON text; zero has no sign. */
  units(units: number, places: number): void {
    const digits = this.#digits;
    let from = LONGEST_NUMBER;
    digits[--from] = QUOTE;
    let rest = Math.abs(units);
    let written = 0;
    for (; rest > LARGEST_INT32; written++) {
      if (written === places && places > 0) digits[--from] = POINT;
      const tens = Math.floor(rest / 10);
      digits[--from] = ZERO + (rest - tens * 10);
      rest = tens;
    }
    // What fits is divided as an integer, which takes a fraction of the time.
    for (let small = rest | 0; small > 0 || written <= places; written++) {
      if (written === places && places > 0) digits[--from] = POINT;
      const tens = (small / 10) | 0;
      digits[--from] = ZERO + (small - tens * 10);
      small = tens;
    }
    if (units < 0) digits[--from] = MINUS;
    digits[--from] = QUOTE;
    this.#reserve(LONGEST_NUMBER);
    const bytes = this.#bytes;
    let at = this.#at;
    while (from < LONGEST_NUMBER) bytes[at++] = digits[from++] as number;
    this.#at = at;
  }

  text(text: string): void {
    this.#reserve(text.length);
    const bytes = this.#bytes;
    let at = this.#at;
    for (let index = 0; index < text.length; index++) {
      const letter = text.charCodeAt(index);
      if (letter >= 0x80) {
        this.letters(bytesOf(text));
        return;
      }
      bytes[at++] = letter;
    }
    this.#at = at;
  }

  letters(letters: Uint8Array): void {
    this.#reserve(letters.length);
    this.#bytes.set(letters, this.#at);
    this.#at += letters.length;
  }

  /** What was written since the last time. */
  take(): Uint8Array<ArrayBuffer> {
    const written = this.#bytes.slice(0, this.#at);
    this.#at = 0;
    return written;
  }

  #reserve(length: number): void {
    if (this.#at + length <= this.#bytes.length) return;
    const longer = new Uint8Array(2 * (this.#at + length));
    longer.set(this.#bytes);
    this.#bytes = longer;
    this.#view = new DataView(longer.buffer);
  }
}
