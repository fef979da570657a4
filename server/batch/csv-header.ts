/**
 * @module The first line of cities as CSV: `id`, and a column for each figure, `item/input`; a map of counts has one
 * for each option, `item/input/option`. Order is free, and columns may be left out.
 */
import { parse } from "csv-parse/sync";
import type { PreparedRuleSet } from "../../engine/rule-set/prepare.ts";
import { closestTo } from "../../engine/score/closest.ts";
import { bare, decode, delimiterOf } from "../spreadsheet/csv.ts";
import type { LineIssue } from "./batch-line.ts";

export interface CsvHeader {
  readonly delimiter: string;
  readonly columns: readonly string[];
}

export type CsvHeaderResult =
  | { readonly ok: true; readonly header: CsvHeader }
  | { readonly ok: false; readonly issues: readonly LineIssue[] };

/** Every column that a city of the rule set may have, in the order of the tree. */
export function csvColumns(prepared: PreparedRuleSet): readonly string[] {
  const columns = ["id"];
  for (const { id: item, node } of prepared.nodes.values()) {
    for (const [id, input] of Object.entries(node.inputs ?? {})) {
      const name = `${item}/${id}`;
      if (input.type === "counts")
        columns.push(...input.options.map(({ code }) => `${name}/${code}`));
      else columns.push(name);
    }
  }
  return columns;
}

export function readCsvHeader(prepared: PreparedRuleSet, bytes: Uint8Array): CsvHeaderResult {
  const text = (decode(bytes) ?? "").replace(/^\uFEFF/, "");
  const delimiter = delimiterOf(text);
  const columns = cellsOf(text, delimiter) ?? [];
  const known = csvColumns(prepared);
  const issues: LineIssue[] = [];
  const found = new Set<string>();
  for (const column of columns) {
    const closest = closestTo(column, known);
    if (!known.includes(column))
      issues.push({
        code: "unknown_input",
        severity: "error",
        path: `/${column}`,
        found: column,
        ...(closest ? { closest } : {}),
      });
    else if (found.has(column))
      issues.push({
        code: "repeated_column",
        severity: "error",
        path: `/${column}`,
        found: column,
      });
    found.add(column);
  }
  if (!found.has("id"))
    issues.push({ code: "missing_column", severity: "error", path: "/id", expected: "id" });
  return issues.length > 0 ? { ok: false, issues } : { ok: true, header: { delimiter, columns } };
}

/** Cells of one record, trimmed of the quote that guards a formula; null where its quotes are at fault. */
export function cellsOf(text: string, delimiter: string): readonly string[] | null {
  try {
    const [cells = []] = parse(text, { delimiter, relax_column_count: true }) as string[][];
    return cells.map((cell) => bare(cell.trim()));
  } catch {
    return null;
  }
}
