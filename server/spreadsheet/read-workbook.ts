/**
 * @module A workbook read cell by cell, on a thread of its own. Before the parser sees it, every member is unpacked once
 * under limits (server.md, threat 7): bombs, lying headers and document types end here.
 */
import ExcelJS, { type Cell, type CellValue, type Worksheet } from "exceljs";
import { readZip, ZipFault } from "../zip/read-zip.ts";
import {
  addressOf,
  type FoundCell,
  type FoundSheet,
  MAX_COLUMNS,
  MAX_ROWS_OF_SHEET,
  type ReadOutcome,
  type SpreadsheetFault,
} from "./cells.ts";

const LIMITS = { members: 200, member: 33_554_432, total: 52_428_800, ratio: 100 };
const MAX_SHEETS = 50;

/** What a form has no use for, and what costs most when it is forged. */
const PASSED_OVER = [
  "dataValidations",
  "mergeCells",
  "conditionalFormatting",
  "hyperlinks",
  "drawing",
  "picture",
  "tableParts",
  "autoFilter",
  "rowBreaks",
  "headerFooter",
  "pageSetup",
  "printOptions",
  "sheetProtection",
  "extLst",
];

export async function readWorkbook(bytes: Uint8Array): Promise<ReadOutcome> {
  const fault = await faultBefore(bytes);
  if (fault !== null) return { ok: false, fault };
  const workbook = new ExcelJS.Workbook();
  try {
    // The declared type is an older Buffer; the bytes are the same.
    await workbook.xlsx.load(Buffer.from(bytes) as never, { ignoreNodes: PASSED_OVER });
  } catch {
    return { ok: false, fault: { code: "not_a_workbook" } };
  }
  const { worksheets } = workbook;
  if (worksheets.length === 0) return { ok: false, fault: { code: "not_a_workbook" } };
  if (worksheets.length > MAX_SHEETS)
    return { ok: false, fault: { code: "too_many_sheets", maximum: MAX_SHEETS } };
  const sheets: FoundSheet[] = [];
  for (const sheet of worksheets) {
    if (sheet.actualRowCount > MAX_ROWS_OF_SHEET)
      return { ok: false, fault: { code: "too_many_rows", maximum: MAX_ROWS_OF_SHEET } };
    if (sheet.columnCount > MAX_COLUMNS)
      return { ok: false, fault: { code: "too_many_columns", maximum: MAX_COLUMNS } };
    sheets.push(readSheet(sheet));
  }
  return { ok: true, sheets };
}

async function faultBefore(bytes: Uint8Array): Promise<SpreadsheetFault | null> {
  let workbook = false;
  try {
    for await (const { name, bytes: content, intact } of readZip(bytes, LIMITS)) {
      if (!intact) return { code: "not_a_workbook" };
      if (name === "xl/workbook.xml") workbook = true;
      // Office never writes one; entities are all that it would be good for.
      if (/\.(xml|rels)$/.test(name) && content.includes("<!DOCTYPE"))
        return { code: "not_a_workbook" };
    }
  } catch (error) {
    if (!(error instanceof ZipFault)) throw error;
    if (error.code === "not_a_zip") return { code: "not_a_workbook" };
    return { code: error.code, ...error.facts };
  }
  return workbook ? null : { code: "not_a_workbook" };
}

function readSheet(sheet: Worksheet): FoundSheet {
  const rows: (readonly [number, FoundCell])[][] = [];
  sheet.eachRow({ includeEmpty: false }, (row) => {
    const cells: (readonly [number, FoundCell])[] = [];
    row.eachCell({ includeEmpty: false }, (cell, column) => {
      const found = readCell(cell);
      if (found !== null)
        cells.push([column, { address: addressOf(row.number, column), ...found }]);
    });
    if (cells.length > 0) rows.push(cells);
  });
  return { name: sheet.name, rows };
}

type Content = Omit<FoundCell, "address">;

function readCell({ value, numFmt }: Cell): Content | null {
  if (isFormula(value)) {
    const formula = String(value.formula ?? value.sharedFormula ?? "");
    const content = readValue(value.result ?? null, numFmt);
    return content === null ? { kind: "error", text: "", formula } : { ...content, formula };
  }
  return readValue(value, numFmt);
}

function readValue(value: CellValue, numFmt: string | undefined): Content | null {
  if (value === null || value === undefined) return null;
  if (typeof value === "number") {
    const percent = /%/.test((numFmt ?? "").replace(/"[^"]*"|\\./g, ""));
    return { kind: "number", text: String(value), ...(percent ? { percent } : {}) };
  }
  if (typeof value === "boolean") return { kind: "boolean", text: String(value) };
  if (value instanceof Date) {
    const time = value.getTime();
    return Number.isNaN(time)
      ? { kind: "error", text: "" }
      : { kind: "date", text: value.toISOString().slice(0, 10) };
  }
  if (typeof value === "string") return textOf(value);
  if ("error" in value) return { kind: "error", text: String(value.error) };
  if ("richText" in value) return textOf(value.richText.map(({ text }) => text).join(""));
  if ("text" in value) return textOf(plainText(value.text));
  return { kind: "error", text: "" };
}

/** The text of a link can be rich text of its own. */
function plainText(text: unknown): string {
  const rich = (text as { richText?: readonly { text: string }[] } | null)?.richText;
  return rich === undefined ? String(text ?? "") : rich.map((part) => part.text).join("");
}

function textOf(text: string): Content | null {
  return text === "" ? null : { kind: "text", text };
}

type Formula = {
  readonly formula?: string;
  readonly sharedFormula?: string;
  readonly result?: CellValue;
};

function isFormula(value: unknown): value is Formula {
  return (
    typeof value === "object" && value !== null && ("formula" in value || "sharedFormula" in value)
  );
}
