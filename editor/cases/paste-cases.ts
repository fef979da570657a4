/**
 * @module A table pasted onto the cases of a node: what each row would change or add, cell by cell, told before
 * anything is done. Headings are recognised by id or label; without them columns go by position.
 */
import type { Case } from "../../engine/cases/case.ts";
import type { JsonObject, JsonValue } from "../../engine/json/json-value.ts";
import { LANGUAGES } from "../../engine/language/language.ts";
import type { Table } from "../ui/clipboard-table.ts";
import { halfWidth } from "../ui/half-width.ts";
import { type CaseColumn, cellText } from "./case-columns.ts";
import type { CaseUpdate } from "./edit-cases.ts";
import { type FigureKind, readFigureText } from "./figure-text.ts";

export type PastedColumn = CaseColumn | { readonly kind: "id" } | { readonly kind: "ignored" };

export interface PastedCell {
  readonly column: PastedColumn;
  readonly text: string;
  /** What should have stood there. */
  readonly expected: FigureKind | "score" | null;
}

export interface PastedRow {
  /** The case that the row changes; `null`: it becomes a new one. */
  readonly changes: string | null;
  readonly cells: readonly PastedCell[];
}

export interface PastePlan {
  readonly columns: readonly PastedColumn[];
  readonly rows: readonly PastedRow[];
  /** Cells that cannot be read; nothing is applied while there are some. */
  readonly problems: number;
}

export interface PasteTarget {
  readonly node: string;
  readonly cases: readonly Case[];
  readonly columns: readonly CaseColumn[];
  /** Row and column that are focused: where a table without headings begins. */
  readonly row: number;
  readonly column: number;
}

export function planPaste(table: Table, target: PasteTarget): PastePlan {
  const headings = headingsOf(table[0] ?? [], target.columns);
  const columns =
    headings ??
    (table[0] ?? []).map(
      (_, index): PastedColumn => target.columns[target.column + index] ?? { kind: "ignored" },
    );
  const body = headings === null ? table : table.slice(1);
  const ids = columns.findIndex(({ kind }) => kind === "id");
  const rows = body.map((cells, index): PastedRow => {
    const id = ids < 0 ? undefined : cells[ids]?.trim();
    const at = headings === null ? target.cases[target.row + index]?.id : undefined;
    const known = target.cases.find((one) => one.id === id)?.id;
    const changes = (ids < 0 ? at : known) ?? null;
    const before = target.cases.find((one) => one.id === changes);
    return {
      changes,
      cells: columns.map((column, position) => readCell(column, cells[position] ?? "", before)),
    };
  });
  const problems = rows.flatMap(({ cells }) => cells).filter(({ expected }) => expected !== null);
  return { columns, rows, problems: problems.length };
}

const HEADINGS: { readonly [heading: string]: PastedColumn["kind"] } = {
  id: "id",
  编号: "id",
  用例编号: "id",
  name: "name",
  名称: "name",
  用例: "name",
  case: "name",
  expected: "expected",
  期望: "expected",
  期望得分: "expected",
  得分: "expected",
  score: "expected",
  basis: "basis",
  核算过程: "basis",
  working: "basis",
};

/** `null` where the first row is no row of headings: at least two must be known, or all of them. */
function headingsOf(
  row: readonly string[],
  columns: readonly CaseColumn[],
): readonly PastedColumn[] | null {
  const found = row.map((cell): PastedColumn => {
    const wish = halfWidth(cell).toLowerCase();
    const input = columns.find(
      (column) =>
        column.kind === "input" &&
        [
          column.id,
          column.input.label.zh,
          column.input.label.en,
          `${column.input.label.zh}(${column.id})`,
          `${column.input.label.en}(${column.id})`,
        ]
          .map((name) => halfWidth(name).toLowerCase().replaceAll(" ", ""))
          .includes(wish.replaceAll(" ", "")),
    );
    if (input !== undefined) return input;
    const kind = HEADINGS[wish];
    if (kind === "id") return { kind };
    return columns.find((column) => column.kind === kind) ?? { kind: "ignored" };
  });
  const known = found.filter(({ kind }) => kind !== "ignored").length;
  return known >= 2 || (known > 0 && known === row.length) ? found : null;
}

function readCell(column: PastedColumn, text: string, before: Case | undefined): PastedCell {
  if (saysTheSame(before, column, text)) return { column, text, expected: null };
  if (column.kind === "input") {
    const reading = readFigureText(column.input, text);
    return { column, text, expected: reading.ok ? null : reading.expected };
  }
  if (column.kind === "expected" && text.trim() !== "") {
    return { column, text, expected: readScoreText(text) === undefined ? "score" : null };
  }
  return { column, text, expected: null };
}

/** What was copied and pasted back is left alone, however it is written in the file. */
function saysTheSame(before: Case | undefined, column: PastedColumn, text: string): boolean {
  if (before === undefined || column.kind === "id" || column.kind === "ignored") return false;
  return LANGUAGES.some((language) => cellText(before, column, language) === text.trim());
}

/** A score as the files have it, `12.50`; `null` for "no score"; `undefined` for what is none. */
export function readScoreText(typed: string): string | null | undefined {
  const text = halfWidth(typed);
  if (text === "—" || text === "-") return null;
  return /^-?\d{1,15}(\.\d{1,12})?$/.test(text) ? text : undefined;
}

/** The exact value of a part, `12.5` or `2/3`; `null` for "none"; `undefined` for what is none of these. */
export function readPartText(typed: string): string | null | undefined {
  const text = halfWidth(typed);
  return /^-?\d{1,15}\/[1-9]\d{0,14}$/.test(text) ? text : readScoreText(text);
}

/** What a plan comes to. */
export function pastedCases(
  { rows }: PastePlan,
  target: PasteTarget,
): { readonly updates: readonly CaseUpdate[]; readonly added: readonly Case[] } {
  const updates: CaseUpdate[] = [];
  const added: Case[] = [];
  for (const [index, { changes, cells }] of rows.entries()) {
    const before = target.cases.find(({ id }) => id === changes);
    const base: Case = before ?? emptyCase(target.node, index + 1);
    const changed = cells.reduce(withCell, base);
    if (before === undefined) added.push(changed);
    else {
      const { name, inputs, expect, basis } = changed;
      const differs = { name, inputs, expect, basis };
      const kept = Object.entries(differs).filter(
        ([member, value]) => JSON.stringify(value) !== JSON.stringify(before[member as keyof Case]),
      );
      if (kept.length > 0) updates.push({ id: before.id, changes: Object.fromEntries(kept) });
    }
  }
  return { updates, added };
}

function withCell(one: Case, { column, text }: PastedCell): Case {
  if (saysTheSame(one, column, text)) return one;
  switch (column.kind) {
    case "input": {
      const reading = readFigureText(column.input, text);
      if (!reading.ok) return one;
      const { [column.id]: _, ...others } = one.inputs as { readonly [id: string]: JsonValue };
      if (reading.figure === undefined) return { ...one, inputs: others };
      const inputs: JsonObject = { ...one.inputs, [column.id]: reading.figure };
      return { ...one, inputs };
    }
    case "id":
      return text.trim() === "" ? one : { ...one, id: text.trim() };
    case "name": {
      const name = text.trim();
      return name === "" ? one : { ...one, name: { zh: name, en: name } };
    }
    case "basis":
      return text.trim() === "" ? one : { ...one, basis: text.trim() };
    case "expected": {
      const score = text.trim() === "" ? undefined : readScoreText(text);
      if (score === undefined || score === one.expect.score) return one;
      const { issues: _, score: _score, ...others } = one.expect;
      return { ...one, expect: { score, ...others } };
    }
    case "differences":
    case "worked":
    case "ignored":
      return one;
  }
}

/** A case to be filled in. Its basis says what is still to be done, since none may be empty. */
export function emptyCase(node: string | null, number: number): Case {
  return {
    id: `${node ?? "city"}-case-${number}`,
    name: { zh: `用例 ${number}`, en: `Case ${number}` },
    ...(node === null ? {} : { node }),
    inputs: {},
    expect: {},
    basis: "待核算",
    worked: "hand",
  };
}
