/** @module The thread on which spreadsheets are read and written. */
import type { NewSheet, ReadOutcome } from "./cells.ts";
import { readCsv } from "./csv.ts";
import { readWorkbook } from "./read-workbook.ts";
import { writeWorkbook } from "./write-workbook.ts";

export type Task =
  | { readonly kind: "read-workbook" | "read-csv"; readonly bytes: Uint8Array }
  | { readonly kind: "write-workbook"; readonly sheets: readonly NewSheet[] };

export default async function run(task: Task): Promise<ReadOutcome | Uint8Array> {
  switch (task.kind) {
    case "read-workbook":
      return readWorkbook(task.bytes);
    case "read-csv":
      return readCsv(task.bytes);
    case "write-workbook":
      return writeWorkbook(task.sheets);
  }
}
