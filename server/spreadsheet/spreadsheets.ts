/**
 * @module Spreadsheets in and out. The work is done on threads with a cap on memory and time: whatever a file does to
 * its thread, requests go on.
 */
import { createThreadPool, ThreadNotStarted } from "../computing/thread-pool.ts";
import { Problem } from "../problem.ts";
import type { FoundSheet, NewSheet, ReadOutcome, SpreadsheetFault } from "./cells.ts";

export const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
export const CSV = "text/csv";
/** Bytes of a spreadsheet that is handed in. */
export const MAX_SPREADSHEET_BYTES = 5_242_880;

const TIME_LIMIT_MS = 20_000;
const MEMORY_MB = 320;

const threads = createThreadPool<typeof import("./spreadsheet-thread.ts")>({
  file: new URL("./spreadsheet-thread.js", import.meta.url),
  count: 1,
  memoryMb: MEMORY_MB,
});

/**
 * @param type media type of the request
 * @throws Problem 422 with what is wrong with the file
 */
export async function readSpreadsheet(
  bytes: Uint8Array,
  type: typeof XLSX | typeof CSV,
): Promise<readonly FoundSheet[]> {
  const limits = (): AbortSignal => AbortSignal.timeout(TIME_LIMIT_MS);
  let outcome: ReadOutcome;
  try {
    outcome = await threads.run(type === XLSX ? "readWorkbook" : "readCsv", bytes, limits);
  } catch (error) {
    if (error instanceof ThreadNotStarted) throw error;
    // The thread ran out of time or memory; it is gone, and the next file gets a new one.
    throw refused({ code: "took_too_much" });
  }
  if (!outcome.ok) throw refused(outcome.fault);
  return outcome.sheets;
}

export async function writeSpreadsheet(
  sheets: readonly NewSheet[],
): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await threads.run("writeWorkbook", sheets));
}

function refused(fault: SpreadsheetFault): Problem {
  return new Problem("files_refused", (language) => ({
    issues: [
      {
        severity: "error",
        path: "",
        ...fault,
        message: FAULTS[fault.code][language === "en" ? "en" : "zh"],
      },
    ],
  }));
}

const FAULTS: {
  readonly [code in SpreadsheetFault["code"]]: { readonly zh: string; readonly en: string };
} = {
  not_a_workbook: {
    zh: "不是 Excel 工作簿（.xlsx），或文件已损坏；请用下载的表格填写，另存为 .xlsx",
    en: "this is no Excel workbook (.xlsx), or it is damaged; please fill in the form as downloaded and save it as .xlsx",
  },
  not_a_table: {
    zh: "不是 CSV 表格，或文件已损坏；请另存为“CSV UTF-8（逗号分隔）”",
    en: "this is no CSV table, or it is damaged; please save it as CSV UTF-8",
  },
  too_many_files: { zh: "工作簿内的部件过多", en: "the workbook has too many parts" },
  file_too_large: { zh: "工作簿解压后过大", en: "the workbook is too large when unpacked" },
  too_many_sheets: { zh: "工作表过多", en: "there are too many sheets" },
  too_many_rows: { zh: "行数过多", en: "there are too many rows" },
  too_many_columns: { zh: "列数过多", en: "there are too many columns" },
  took_too_much: {
    zh: "读取这一文件耗时或占用内存过多，已停止",
    en: "reading this file took too much time or memory and was stopped",
  },
};
