/** @module Tables on the clipboard, as Excel, WPS and Word put them there and take them. */

export type Table = readonly (readonly string[])[];

/** Cells of tab-separated text; quoted cells may hold tabs, quotes and line ends, as Excel writes them. */
export function readTabbed(text: string): Table {
  const rows: string[][] = [[]];
  let cell = "";
  let quoted = false;
  const endCell = (): void => {
    rows.at(-1)?.push(cell);
    cell = "";
  };
  for (let index = 0; index < text.length; index++) {
    const sign = text[index] as string;
    if (quoted) {
      if (sign !== '"') cell += sign;
      else if (text[index + 1] === '"') {
        cell += '"';
        index++;
      } else quoted = false;
    } else if (sign === '"' && cell === "") quoted = true;
    else if (sign === "\t") endCell();
    else if (sign === "\n") {
      endCell();
      rows.push([]);
    } else if (sign !== "\r") cell += sign;
  }
  if (cell !== "" || (rows.at(-1)?.length ?? 0) > 0) endCell();
  return rows.filter((row) => row.some((one) => one.trim() !== ""));
}

export function writeTabbed(table: Table): string {
  const quote = (cell: string): string =>
    /["\t\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
  return table.map((row) => row.map(quote).join("\t")).join("\r\n");
}

/** The same as a table of HTML; every cell is text to Excel, so that 0.10 stays 0.10. */
export function writeHtml(table: Table): string {
  const rows = table.map(
    (row) =>
      `<tr>${row.map((cell) => `<td style="mso-number-format:'\\@'">${escaped(cell)}</td>`).join("")}</tr>`,
  );
  return `<table><tbody>${rows.join("")}</tbody></table>`;
}

function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll("\n", "<br>");
}

/** The table that is pasted; `null` where there is none. Text wins: it has what is shown. */
export function pastedTable(clipboard: Pick<DataTransfer, "getData">): Table | null {
  const text = clipboard.getData("text/plain");
  const table = readTabbed(text);
  if (table.length > 1 || (table[0]?.length ?? 0) > 1) return table;
  const html = clipboard.getData("text/html");
  if (/<table/i.test(html)) return readHtml(html);
  return table.length === 0 ? null : table;
}

function readHtml(html: string): Table {
  const page = new DOMParser().parseFromString(html, "text/html");
  const rows = [...(page.querySelector("table")?.rows ?? [])];
  return rows.map((row) => [...row.cells].map((cell) => cell.innerText ?? cell.textContent ?? ""));
}

/** Puts a table on the clipboard of a copy event. */
export function copyTable(clipboard: Pick<DataTransfer, "setData">, table: Table): void {
  clipboard.setData("text/plain", writeTabbed(table));
  clipboard.setData("text/html", writeHtml(table));
}
