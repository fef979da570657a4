/**
 * @module Tables as CSV, as offices have them: UTF-8 with a mark for Excel when written; when read also GB 18030, which
 * Excel in China saves, and tabs or semicolons.
 */
import { parse } from "csv-parse/sync";
import { stringify } from "csv-stringify/sync";
import {
  addressOf,
  type FoundCell,
  type FoundSheet,
  MAX_COLUMNS,
  MAX_ROWS_OF_SHEET,
  type ReadOutcome,
} from "./cells.ts";

/** Starts of a text that a spreadsheet would take for a formula (OWASP, CSV injection). */
const LIKE_A_FORMULA = /^[=+\-@\t\r＝＋－＠]/;

export interface CsvCell {
  readonly text: string;
  /** Numbers are left as they are: a minus begins no formula. */
  readonly number?: true;
}

export function writeCsv(rows: readonly (readonly CsvCell[])[]): string {
  return stringify(
    rows.map((row) => row.map(({ text, number }) => (number ? text : guarded(text)))),
    { bom: true, record_delimiter: "windows" },
  );
}

export function readCsv(bytes: Uint8Array): ReadOutcome {
  const text = decode(bytes);
  if (text === null || text.includes("\0")) return { ok: false, fault: { code: "not_a_table" } };
  let lines: readonly (readonly string[])[];
  try {
    lines = parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      relax_column_count: true,
      relax_quotes: true,
      max_record_size: 262_144,
      to: MAX_ROWS_OF_SHEET + 1,
    });
  } catch {
    return { ok: false, fault: { code: "not_a_table" } };
  }
  if (lines.length > MAX_ROWS_OF_SHEET)
    return { ok: false, fault: { code: "too_many_rows", maximum: MAX_ROWS_OF_SHEET } };
  if (lines.some((record) => record.length > MAX_COLUMNS))
    return { ok: false, fault: { code: "too_many_columns", maximum: MAX_COLUMNS } };
  const sheet: FoundSheet = {
    name: null,
    rows: lines.map((record, index) =>
      record.flatMap((cell, column): (readonly [number, FoundCell])[] =>
        cell === ""
          ? []
          : [
              [
                column + 1,
                { address: addressOf(index + 1, column + 1), kind: "text", text: bare(cell) },
              ],
            ],
      ),
    ),
  };
  return { ok: true, sheets: [sheet] };
}

export function guarded(text: string): string {
  return LIKE_A_FORMULA.test(text) ? `'${text}` : text;
}

/** Without the quote that guarded it. */
export function bare(cell: string): string {
  return cell.startsWith("'") && LIKE_A_FORMULA.test(cell.slice(1)) ? cell.slice(1) : cell;
}

export function decode(bytes: Uint8Array): string | null {
  const [first, second] = bytes;
  const encodings = first === 0xff && second === 0xfe ? ["utf-16le"] : ["utf-8", "gb18030"];
  for (const encoding of encodings) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      // Not in this one.
    }
  }
  return null;
}

export function delimiterOf(text: string): string {
  const line = text.slice(0, text.search(/[\r\n]|$/));
  const counts = [",", "\t", ";"].map((one) => [one, line.split(one).length] as const);
  return counts.reduce((most, one) => (one[1] > most[1] ? one : most))[0];
}
