/** @module What bringing a form back would change, as data: items, cells, and the cells that are refused. */
import type { Language } from "../../engine/language/language.ts";
import type { SheetBody } from "../rounds/sheet-body.ts";
import type { TOLD_COLUMNS } from "./form-sheets.ts";
import type { Entry } from "./read-form.ts";

interface Place {
  /** Name of the sheet; null in a CSV file. */
  readonly sheet: string | null;
  readonly cell: string;
  readonly item: string;
  readonly input?: string;
  readonly part?: string;
}

export interface RefusedCell extends Place {
  readonly code:
    | "unknown_line"
    | "repeated_line"
    | "not_open"
    | "wrong_entry"
    | "wrong_date"
    | "too_long"
    | "refused_figure";
  readonly found: string;
  readonly message: string;
  /** What would be right, in words. */
  readonly expected?: string;
  readonly closest?: string;
}

export interface CellChange extends Place {
  readonly what: "value" | "remark" | (typeof TOLD_COLUMNS)[number];
  readonly label: string;
  readonly from: unknown;
  readonly to: unknown;
  /** The value was saved with a formula, which is not computed: whoever brings it confirms it. */
  readonly formula?: string;
}

export interface ItemPlan {
  readonly item: string;
  readonly name: string;
  /** Version that is saved over. */
  readonly version: number;
  /** True where the item was saved since the form was made; the changes are against what is there now. */
  readonly changedSince: boolean;
  readonly body: SheetBody;
  readonly changes: readonly CellChange[];
}

export interface ImportPlan {
  readonly items: readonly ItemPlan[];
  readonly refused: readonly RefusedCell[];
  /** Lines that were read. */
  readonly lines: number;
}

export const SENTENCES = {
  unknown_line: (language: Language) =>
    language === "en"
      ? "this line is none of this department's figures"
      : "本单位的填报表中没有这一行（编号、数据项或选项代码不符）",
  repeated_line: (language: Language) =>
    language === "en" ? "the same line stands above already" : "与上面某一行重复",
  not_open: (language: Language) =>
    language === "en"
      ? "this item cannot be filled in now (accepted, locked, or past its deadline)"
      : "本分项现不可填（已采纳、已锁定或不在填报时间内）",
  wrong_entry: (language: Language) =>
    language === "en" ? "this is not what is asked for here" : "所填内容不是这里所要求的",
  wrong_date: (language: Language) =>
    language === "en" ? "this is no date; write year-month-day" : "不是日期，请按“年-月-日”填写",
  too_long: (language: Language, maximum: number) =>
    language === "en" ? `too long, ${maximum} characters at most` : `过长，最多 ${maximum} 字`,
};

export function refuse(entry: Entry, code: RefusedCell["code"], message: string): RefusedCell {
  const found = entry.value?.formula === undefined ? entry.value?.text : `=${entry.value.formula}`;
  return { ...placeOf(entry), code, found: (found ?? "").slice(0, 200), message };
}

export function placeOf(entry: Entry | CellChange): Place {
  const { sheet, item, input, part } = entry;
  const cell = "cell" in entry ? entry.cell : (entry.value?.address ?? entry.address);
  return { sheet, cell, item, ...(input ? { input } : {}), ...(part ? { part } : {}) };
}

/** One line of a form. */
export function keyOf({
  item,
  input = "",
  part = "",
}: {
  readonly item: string;
  readonly input?: string;
  readonly part?: string;
}): string {
  return `${item}/${input}/${part}`;
}
