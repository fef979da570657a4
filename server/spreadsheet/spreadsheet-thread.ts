/** @module What runs on the thread for spreadsheets, by the names under which it is called. */
export { readCsv } from "./csv.ts";
export { readWorkbook } from "./read-workbook.ts";
export { writeWorkbook } from "./write-workbook.ts";
