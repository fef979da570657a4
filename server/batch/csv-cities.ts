/**
 * @module Cities as CSV, each made the line of NDJSON that says the same. An empty cell is a figure that is not given.
 * Numbers stand as they are; yes and no as `true` and `false`; several options are parted by `;`, which alone
 * says that none is chosen; rows are JSON.
 */
import type { JsonValue } from "../../engine/json/json-value.ts";
import type { PreparedRuleSet } from "../../engine/rule-set/prepare.ts";
import type { Input } from "../../engine/rule-set/rule-set.ts";
import { decode } from "../spreadsheet/csv.ts";
import { type BatchAnswer, badLine, lineTooLong, MAX_LINE_BYTES } from "./batch-line.ts";
import { type CsvHeader, cellsOf } from "./csv-header.ts";
import { csvLineEnds, linesOf } from "./line-ends.ts";
import type { Piece } from "./pieces.ts";

/** A line of NDJSON, or the refusal of what is no record. */
export type CityLine =
  | { readonly number: number; readonly json: Buffer }
  | { readonly number: number; readonly refusal: BatchAnswer };

export function* csvCities(
  prepared: PreparedRuleSet,
  piece: Piece,
  header: CsvHeader,
): Generator<CityLine> {
  const places = placesOf(prepared, header);
  for (const { number, bytes } of linesOf(piece, csvLineEnds())) {
    if (bytes.length > MAX_LINE_BYTES) yield { number, refusal: lineTooLong(number) };
    else {
      const text = decode(bytes) ?? bytes.toString("latin1");
      if (text.trim() === "") continue;
      const cells = cellsOf(text, header.delimiter);
      const fault = faultOf(cells, header);
      if (cells === null || fault !== null)
        yield {
          number,
          refusal: badLine(number, { code: "csv_syntax", severity: "error", path: "", ...fault }),
        };
      else yield { number, json: Buffer.from(cityOf(cells, places)) };
    }
  }
}

function faultOf(cells: readonly string[] | null, { columns }: CsvHeader) {
  if (cells === null || cells.length <= columns.length) return null;
  return { code: "too_many_cells", found: cells.length, maximum: columns.length };
}

interface Place {
  readonly item: string;
  readonly input: string;
  readonly option: string | null;
  readonly kind: Input["type"];
}

/** Null for the column of the id. */
function placesOf(prepared: PreparedRuleSet, { columns }: CsvHeader): readonly (Place | null)[] {
  return columns.map((column) => {
    const [item = "", input = "", option = null] = column.split("/");
    const declared = prepared.nodes.get(item)?.node.inputs?.[input];
    return declared === undefined ? null : { item, input, option, kind: declared.type };
  });
}

function cityOf(cells: readonly string[], places: readonly (Place | null)[]): string {
  let id: string | null = null;
  const inputs: { [item: string]: { [input: string]: JsonValue } } = {};
  for (const [index, cell] of cells.entries()) {
    const place = places[index];
    if (cell === "") continue;
    if (!place) {
      id = cell;
      continue;
    }
    const { item, input, option, kind } = place;
    inputs[item] ??= {};
    const figures = inputs[item];
    if (option === null) figures[input] = figureOf(cell, kind);
    else figures[input] = { ...(figures[input] as object | undefined), [option]: cell };
  }
  return JSON.stringify({ id, inputs });
}

function figureOf(cell: string, kind: Input["type"]): JsonValue {
  if (kind === "text") return cell;
  if (cell === "null") return null;
  if (kind === "list")
    return cell
      .split(";")
      .map((code) => code.trim())
      .filter((code) => code !== "");
  if (kind === "boolean" && (cell === "true" || cell === "false")) return cell === "true";
  if (kind === "rows") return rowsOf(cell);
  return cell;
}

/** What is no JSON is refused as what it is: text. */
function rowsOf(cell: string): JsonValue {
  try {
    return JSON.parse(cell) as JsonValue;
  } catch {
    return cell;
  }
}
