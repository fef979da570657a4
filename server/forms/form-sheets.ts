/** @module The form as a workbook and as a CSV table: the same columns, which the reader knows again by their titles. */
import type { Language } from "../../engine/language/language.ts";
import type { NewCell, NewSheet } from "../spreadsheet/cells.ts";
import { type CsvCell, writeCsv } from "../spreadsheet/csv.ts";
import type { FormLine } from "./form.ts";
import { beijingTime, FORM_WORDS, type FormWords } from "./form-words.ts";

export const COLUMNS = [
  "item",
  "itemName",
  "input",
  "part",
  "label",
  "unit",
  "value",
  "hint",
  "source",
  "asOf",
  "working",
  "explanation",
  "version",
] as const satisfies readonly (keyof FormWords)[];

export type Column = (typeof COLUMNS)[number];

/** What is told of a figure beside its value, each in a column of its own. */
export const TOLD_COLUMNS = ["source", "asOf", "working", "explanation"] as const;

const WIDTHS: { readonly [column in Column]: number } = {
  item: 11,
  itemName: 26,
  input: 16,
  part: 14,
  label: 44,
  unit: 8,
  value: 16,
  hint: 26,
  source: 18,
  asOf: 12,
  working: 18,
  explanation: 26,
  version: 6,
};

export interface FormHead {
  /** Round, city and unit by name. */
  readonly round: string;
  readonly city: string;
  readonly unit: string;
  /** Moment of the round; an item with its own says so beside its name. */
  readonly deadline: string;
  readonly example: boolean;
}

export function formSheet(
  lines: readonly FormLine[],
  head: FormHead,
  language: Language,
): NewSheet {
  const words = FORM_WORDS[language];
  const last = COLUMNS.length;
  const wide = (row: number) => ({ top: row, left: 1, bottom: row, right: last });
  const mark = head.example ? words.example : "";
  return {
    name: words.form,
    columns: COLUMNS.map((column) => WIDTHS[column]),
    rows: [
      [{ value: `${mark}${head.round}　${words.form}`, style: "title" }],
      [
        {
          value: `${words.city}：${head.city}　　${words.reportingUnit}：${head.unit}　　${words.deadline}：${beijingTime(head.deadline, words)}`,
          style: "subtitle",
        },
      ],
      [{ value: words.howToFill, style: "note" }],
      COLUMNS.map((column) => ({ value: words[column], style: "head" })),
      ...lines.map((line, index) => {
        // The name of an item stands once, above its lines.
        const repeated = lines[index - 1]?.item === line.item;
        return COLUMNS.map((column) => cellOf(line, column, repeated));
      }),
    ],
    merges: [1, 2, 3].map(wide),
    headRows: 4,
    guarded: true,
    landscape: true,
    footer: `&L${mark}${head.unit}`,
  };
}

export function formCsv(lines: readonly FormLine[], language: Language): string {
  const words = FORM_WORDS[language];
  const titles: readonly CsvCell[] = COLUMNS.map((column) => ({ text: words[column] }));
  return writeCsv([
    titles,
    ...lines.map((line) =>
      COLUMNS.map((column): CsvCell => {
        const text = textOf(line, column);
        const number = column === "version" || (column === "value" && isNumeric(line, text));
        return number ? { text, number } : { text };
      }),
    ),
  ]);
}

function cellOf(line: FormLine, column: Column, repeated: boolean): NewCell {
  const text = textOf(line, column);
  switch (column) {
    case "item":
    case "input":
    case "part":
      return { value: text, style: "code" };
    case "version":
      return { value: { decimal: text }, style: "code" };
    case "itemName":
      return { value: repeated ? "" : text, style: "text" };
    case "value": {
      const { entry, open } = line;
      const style = open && entry !== null ? "field" : "text";
      const value = isNumeric(line, text) ? { decimal: text } : text;
      if (!open || entry === null || entry === "text") return { value, style };
      if (typeof entry !== "string")
        return { value, style, entry: { kind: "one-of", values: entry } };
      return { value, style, entry: { kind: entry, ...(entry === "whole" ? { minimum: 0 } : {}) } };
    }
    case "source":
    case "asOf":
    case "working":
    case "explanation":
      return { value: text, style: line.open && line.told !== null ? "field" : "text" };
    default:
      return { value: text, style: "text" };
  }
}

function textOf(line: FormLine, column: Column): string {
  switch (column) {
    case "source":
    case "asOf":
    case "working":
    case "explanation":
      return line.told?.[column] ?? "";
    case "version":
      return String(line.version);
    default:
      return line[column];
  }
}

function isNumeric({ entry }: FormLine, text: string): boolean {
  return (entry === "whole" || entry === "decimal") && /^-?\d+(\.\d+)?$/.test(text);
}
