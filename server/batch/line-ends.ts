/** @module Where lines end in a stream of bytes; within the quotes of CSV (RFC 4180) a line break ends none. */
import { MAX_LINE_BYTES } from "./batch-line.ts";

export interface LineEnds {
  /** Place of the next line feed that ends a line, from `start`; -1 where there is none in this chunk. */
  next(chunk: Uint8Array, start: number): number;
  /** What comes next is taken as the beginning of a line. */
  restart(): void;
}

const LINE_FEED = 10;
const QUOTE = 34;
const DELIMITERS: ReadonlySet<number> = new Set([44, 59, 9]);

export function plainLineEnds(): LineEnds {
  return { next: (chunk, start) => chunk.indexOf(LINE_FEED, start), restart: () => {} };
}

export function csvLineEnds(): LineEnds {
  let quoted = false;
  // A quote opens where a cell begins; behind a closing one it is a quote within the cell.
  let opens = true;
  return {
    next(chunk, start) {
      for (let place = start; place < chunk.length; place++) {
        const byte = chunk[place] as number;
        if (quoted) {
          if (byte !== QUOTE) continue;
          quoted = false;
          opens = true;
        } else if (byte === QUOTE && opens) quoted = true;
        else if (byte === LINE_FEED) {
          opens = true;
          return place;
        } else opens = DELIMITERS.has(byte);
      }
      return -1;
    },
    restart() {
      quoted = false;
      opens = true;
    },
  };
}

export interface NumberedBytes {
  readonly number: number;
  /** Longer than a line may be where only its beginning was kept. */
  readonly bytes: Buffer;
}

/** The lines of a piece, each of which a line feed ends. */
export function* linesOf(
  { bytes, first }: { readonly bytes: Uint8Array; readonly first: number },
  ends: LineEnds,
): Generator<NumberedBytes> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  let number = first;
  for (let start = 0; start < buffer.length; number++) {
    const longest = start + MAX_LINE_BYTES + 1;
    let end = ends.next(buffer, start);
    // A cell that nothing closes within the limit, or before the input ends.
    if (end < 0 || end > longest) {
      end = Math.min(longest, buffer.length);
      ends.restart();
    }
    yield { number, bytes: buffer.subarray(start, end) };
    start = end + 1;
  }
}
