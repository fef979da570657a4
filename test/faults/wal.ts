/** The write-ahead log read by the format's own description, without SQLite: https://sqlite.org/fileformat2.html#walformat */
import { readFileSync } from "node:fs";

const HEADER = 32;
const FRAME_HEADER = 24;

export interface Wal {
  readonly size: number;
  /** Bytes at which a committed transaction is complete, one for each. */
  readonly commits: readonly number[];
}

export function readWal(file: string): Wal {
  const bytes = readFileSync(file);
  const frame = FRAME_HEADER + bytes.readUInt32BE(8);
  const commits: number[] = [];
  // Frames of an earlier use of the file have another salt and do not count.
  const salt = bytes.subarray(16, 24);
  for (let start = HEADER; start + frame <= bytes.length; start += frame) {
    if (!bytes.subarray(start + 8, start + 16).equals(salt)) break;
    if (bytes.readUInt32BE(start + 4) !== 0) commits.push(start + frame);
  }
  return { size: bytes.length, commits };
}
