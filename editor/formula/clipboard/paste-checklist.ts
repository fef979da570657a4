/** @module A pasted table read as rows of a checklist: conditions by the labels of yes/no inputs, points beside them. */

import type { Names } from "../../../engine/language/formula-names.ts";
import type { Table } from "../../ui/clipboard-table.ts";
import { halfWidth } from "../../ui/half-width.ts";

export interface PastedTick {
  /** The condition as it was pasted, half-width. */
  readonly text: string;
  /** The yes/no input that is called so; `null`: one has to be made. */
  readonly input: string | null;
  /** `null` where the cell is no number. */
  readonly points: number | null;
}

export function readChecklistTable(table: Table, names: Names): readonly PastedTick[] {
  const [first = []] = table;
  const points = pointsColumn(table);
  const condition = first.findIndex((_, index) => index !== points);
  const heading = !/\d/.test(first[points] ?? "");
  return (heading ? table.slice(1) : table).map((cells) => {
    const text = halfWidth(cells[condition] ?? "").replace(/[;；。.]$/, "");
    const number = /^(\d+(?:\.\d+)?)分?$/.exec(halfWidth(cells[points] ?? ""))?.[1];
    const found = [...names.values()].filter(
      ({ id, label, type }) =>
        type === "boolean" && [id, label.zh, label.en].some((one) => plain(one) === plain(text)),
    );
    return {
      text,
      input: found.length === 1 ? (found[0]?.id ?? null) : null,
      points: number === undefined ? null : Number(number),
    };
  });
}

/** The last column whose cells, but for a heading, are numbers. */
function pointsColumn(table: Table): number {
  const count = Math.max(...table.map((row) => row.length), 1);
  const body = table.length > 1 ? table.slice(1) : table;
  for (let column = count - 1; column > 0; column--) {
    if (body.every((row) => /^\d+(?:\.\d+)?分?$/.test(halfWidth(row[column] ?? "")))) return column;
  }
  return count - 1;
}

function plain(text: string): string {
  return text.normalize("NFKC").replaceAll(/\s/g, "").toLowerCase();
}
