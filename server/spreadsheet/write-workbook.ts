/** @module A workbook written as an office expects it: Chinese fonts, widths, borders, pages that print as they should. */
import ExcelJS, {
  type Cell,
  type CellValue,
  type Style as ExcelStyle,
  type Font,
  type Worksheet,
} from "exceljs";
import type { NewCell, NewSheet, Style, TextRun } from "./cells.ts";

/** Digits that a double carries for sure; longer decimals are written as text. */
const MAX_DIGITS = 15;
/** Characters that Excel takes for the list of a cell. */
const MAX_LIST = 255;
const A4 = 9;
const INCHES = { left: 0.5, right: 0.5, top: 0.6, bottom: 0.6, header: 0.3, footer: 0.3 };

export async function writeWorkbook(sheets: readonly NewSheet[]): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook();
  workbook.creator = "城评 Chengping";
  for (const sheet of sheets) addSheet(workbook, sheet);
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

function addSheet(workbook: ExcelJS.Workbook, model: NewSheet): void {
  const sheet = workbook.addWorksheet(model.name, {
    views: [{ state: "frozen", ySplit: model.headRows }],
    pageSetup: {
      paperSize: A4,
      orientation: model.landscape ? "landscape" : "portrait",
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      horizontalCentered: true,
      printTitlesRow: `1:${model.headRows}`,
      margins: INCHES,
    },
    headerFooter: { oddFooter: `${model.footer ?? ""}&C&P / &N` },
  });
  for (const [index, width] of model.columns.entries()) {
    const column = sheet.getColumn(index + 1);
    if (width > 0) column.width = width;
    else column.hidden = true;
  }
  for (const [index, cells] of model.rows.entries()) {
    const row = sheet.getRow(index + 1);
    for (const [column, cell] of cells.entries()) writeCell(row.getCell(column + 1), cell);
  }
  for (const { top, left, bottom, right } of model.merges ?? [])
    sheet.mergeCells(top, left, bottom, right);
  if (model.guarded) guard(sheet);
}

function writeCell(cell: Cell, { value, style, entry }: NewCell): void {
  // A string is written as a string, also where it begins like a formula.
  Object.assign(cell, STYLES[style]);
  if (typeof value === "string") cell.value = value === "" ? null : value;
  else if ("runs" in value) cell.value = richText(value.runs, STYLES[style].font ?? {});
  else {
    cell.value = numberOf(value.decimal);
    cell.numFmt = formatOf(value.decimal);
  }
  if (style === "field") cell.protection = { locked: false };
  if (entry?.kind === "one-of") {
    const list = entry.values.join(",");
    // A longer list, or one with commas inside, is more than a cell can hold; the hint beside it tells the options.
    if (list.length > MAX_LIST || list.split(",").length !== entry.values.length) return;
    cell.dataValidation = {
      type: "list",
      allowBlank: true,
      formulae: [`"${list}"`],
      showErrorMessage: true,
    };
  } else if (entry !== undefined) {
    const least = entry.minimum;
    cell.dataValidation = {
      type: entry.kind,
      allowBlank: true,
      operator: least === undefined ? "between" : "greaterThanOrEqual",
      formulae: least === undefined ? [-1e15, 1e15] : [least],
      showErrorMessage: true,
    };
  }
}

/** New text is underlined, as notices do it; text that is gone is struck through. */
function richText(runs: readonly TextRun[], font: Partial<Font>): CellValue {
  return {
    richText: runs.map(({ text, look }) => ({
      text,
      font: {
        ...font,
        ...(look === "added" ? { underline: true } : {}),
        ...(look === "removed" ? { strike: true, color: { argb: "FF8C1D18" } } : {}),
      },
    })),
  };
}

function numberOf(decimal: string): number | string {
  const digits = decimal.replace(/[-.]/g, "").replace(/^0+/, "");
  return digits.length > MAX_DIGITS ? decimal : Number(decimal);
}

/** As many decimals as the text has. */
function formatOf(decimal: string): string {
  const places = decimal.split(".")[1]?.length ?? 0;
  return places === 0 ? "0" : `0.${"0".repeat(places)}`;
}

function guard(sheet: Worksheet): void {
  void sheet.protect("", {
    selectLockedCells: true,
    selectUnlockedCells: true,
    formatColumns: true,
    formatRows: true,
    autoFilter: true,
  });
}

const THIN = { style: "thin", color: { argb: "FF999999" } } as const;
const BORDER = { top: THIN, left: THIN, bottom: THIN, right: THIN };
const LEFT = { vertical: "middle", horizontal: "left", wrapText: true } as const;
const CENTRE = { vertical: "middle", horizontal: "center", wrapText: true } as const;
const fill = (argb: string) => ({ type: "pattern", pattern: "solid", fgColor: { argb } }) as const;
const song = (size: number, more: object = {}) => ({ name: "宋体", size, ...more });

const STYLES: { readonly [style in Style]: Partial<ExcelStyle> } = {
  title: { font: { name: "黑体", size: 18 }, alignment: CENTRE },
  subtitle: { font: song(11), alignment: CENTRE },
  note: { font: song(10, { color: { argb: "FF666666" } }), alignment: LEFT },
  head: {
    font: { name: "黑体", size: 11 },
    alignment: CENTRE,
    border: BORDER,
    fill: fill("FFE8EEF7"),
  },
  group: { font: song(11, { bold: true }), alignment: CENTRE, border: BORDER },
  text: { font: song(11), alignment: LEFT, border: BORDER },
  code: { font: song(9, { color: { argb: "FF666666" } }), alignment: LEFT, border: BORDER },
  number: {
    font: { name: "Times New Roman", size: 11 },
    alignment: { vertical: "middle", horizontal: "right" },
    border: BORDER,
  },
  field: { font: song(11), alignment: LEFT, border: BORDER, fill: fill("FFFFFBE6") },
  total: {
    font: { name: "黑体", size: 12 },
    alignment: CENTRE,
    border: BORDER,
    fill: fill("FFF3F3F3"),
  },
};
