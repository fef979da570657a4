/** @module A stream of bytes in pieces of whole lines, each as much as one thread takes at a time. */
import { MAX_LINE_BYTES } from "./batch-line.ts";
import type { LineEnds } from "./line-ends.ts";

/** Bytes from which on a piece is handed over; one that comes in smaller goes on at once. */
const PIECE_BYTES = 65_536;

export interface Piece {
  /** Whole lines; of one that is too long the beginning alone, one byte more than it may have. */
  readonly bytes: Uint8Array;
  /** Number of its first line, from 1. */
  readonly first: number;
  readonly lines: number;
}

/**
 * @param first number of the first line that comes
 * @param from lines before this number are passed over
 */
export async function* piecesOf(
  chunks: AsyncIterable<Uint8Array>,
  ends: LineEnds,
  { first, from }: { readonly first: number; readonly from: number },
): AsyncGenerator<Piece> {
  const cut = new Cutter(first);
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = ends.next(chunk, 0); end >= 0; end = ends.next(chunk, start)) {
      cut.add(chunk.subarray(start, end + 1));
      cut.endLine(from);
      start = end + 1;
      if (cut.size >= PIECE_BYTES) yield cut.take();
    }
    const known = cut.tooLong;
    cut.add(chunk.subarray(start));
    if (cut.tooLong && !known) ends.restart();
    if (cut.lines > 0) yield cut.take();
  }
  if (cut.hasRest) cut.endLine(from);
  if (cut.lines > 0) yield cut.take();
}

class Cutter {
  /** Of whole lines. */
  size = 0;
  lines = 0;
  #first: number;
  #parts: Uint8Array[] = [];
  /** Of the line at hand. */
  #line: Uint8Array[] = [];
  #lineSize = 0;

  constructor(first: number) {
    this.#first = first;
  }

  get tooLong(): boolean {
    return this.#lineSize > MAX_LINE_BYTES;
  }

  get hasRest(): boolean {
    return this.#lineSize > 0;
  }

  /** Kept as it is: what streams hand out is not written again. */
  add(part: Uint8Array): void {
    if (part.length === 0) return;
    const room = MAX_LINE_BYTES + 1 - this.#lineSize;
    if (room > 0) this.#line.push(part.length > room ? part.subarray(0, room) : part);
    this.#lineSize += part.length;
  }

  endLine(from: number): void {
    if (this.lines === 0 && this.#first < from) this.#first++;
    else {
      const kept = Math.min(this.#lineSize, MAX_LINE_BYTES + 1);
      this.#parts.push(...this.#line);
      this.size += kept;
      if (kept < this.#lineSize) {
        this.#parts.push(LINE_FEED);
        this.size++;
      }
      this.lines++;
    }
    this.#line = [];
    this.#lineSize = 0;
  }

  take(): Piece {
    const bytes = new Uint8Array(this.size);
    let place = 0;
    for (const part of this.#parts) {
      bytes.set(part, place);
      place += part.length;
    }
    const piece = { bytes, first: this.#first, lines: this.lines };
    this.#first += this.lines;
    this.#parts = [];
    this.size = 0;
    this.lines = 0;
    return piece;
  }
}

const LINE_FEED = Uint8Array.of(10);
