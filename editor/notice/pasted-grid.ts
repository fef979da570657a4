/** @module The table on the clipboard: its HTML where there is one, since only that has underlines. */
import { readTabbed } from "../ui/clipboard-table.ts";
import { type Grid, readTables } from "./read-tables.ts";

export function pastedGrid(
  clipboard: Pick<DataTransfer, "getData">,
): { readonly grid: Grid; readonly hasMarks: boolean } | null {
  const html = clipboard.getData("text/html");
  if (/<table/i.test(html)) {
    const grid = readTables(html);
    if (grid.length > 0) return { grid, hasMarks: true };
  }
  const rows = readTabbed(clipboard.getData("text/plain"));
  if (rows.length < 2 || (rows[0]?.length ?? 0) < 2) return null;
  let key = 0;
  const grid = rows.map((row) => row.map((text) => ({ text: text.trim(), marks: [], key: key++ })));
  return { grid, hasMarks: false };
}
