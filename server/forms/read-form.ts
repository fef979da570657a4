/** @module A form that came back, read into entries: found by the titles of its columns, wherever somebody moved them. */
import { LANGUAGES } from "../../engine/language/language.ts";
import { addressOf, type FoundCell, type FoundSheet } from "../spreadsheet/cells.ts";
import { COLUMNS, type Column, TOLD_COLUMNS } from "./form-sheets.ts";
import { FORM_WORDS } from "./form-words.ts";

/** One line of a form. */
export interface Entry {
  readonly sheet: string | null;
  readonly item: string;
  readonly input: string;
  readonly part: string;
  readonly value: FoundCell | null;
  /** Where the value stands or would stand. */
  readonly address: string;
  /** Columns that the file has; what is not there is left as it is. */
  readonly told: { readonly [column in (typeof TOLD_COLUMNS)[number]]?: FoundCell | null };
  readonly version: number | null;
}

const NEEDED = ["item", "input", "part", "value"] as const satisfies readonly Column[];

/** Null where no sheet has the titles of a form. */
export function readForm(sheets: readonly FoundSheet[]): readonly Entry[] | null {
  const found = sheets.map(readSheet).filter((one) => one !== null);
  return found.length === 0 ? null : found.flat();
}

type Cells = ReadonlyMap<number, FoundCell>;

function readSheet({ name, rows }: FoundSheet): readonly Entry[] | null {
  const all = rows.map((row): Cells => new Map(row));
  const head = all.findIndex((cells) => columnsOf(cells) !== null);
  const columns = head < 0 ? null : columnsOf(all[head] as Cells);
  if (columns === null) return null;
  return all.slice(head + 1).flatMap((cells): Entry[] => {
    const cell = (column: Column): FoundCell | null => cells.get(columns.get(column) ?? 0) ?? null;
    const text = (column: Column): string => cell(column)?.text.trim() ?? "";
    const item = text("item");
    const [first] = cells.values();
    if (item === "" || first === undefined) return [];
    const row = Number(/\d+$/.exec(first.address)?.[0]);
    const version = text("version");
    return [
      {
        sheet: name,
        item,
        input: text("input"),
        part: text("part"),
        value: cell("value"),
        address: addressOf(row, columns.get("value") ?? 1),
        told: Object.fromEntries(
          TOLD_COLUMNS.filter((column) => columns.has(column)).map((column) => [
            column,
            cell(column),
          ]),
        ),
        version: /^\d{1,9}$/.test(version) ? Number(version) : null,
      },
    ];
  });
}

/** Columns by what they hold; null where one that is needed is missing. */
function columnsOf(cells: Cells): ReadonlyMap<Column, number> | null {
  const columns = new Map<Column, number>();
  for (const [place, { text }] of cells) {
    const column = COLUMNS.find((one) =>
      LANGUAGES.some((language) => FORM_WORDS[language][one] === text.trim()),
    );
    if (column !== undefined && !columns.has(column)) columns.set(column, place);
  }
  return NEEDED.every((column) => columns.has(column)) ? columns : null;
}
