/** @module Text on a terminal: columns that line up with Chinese in them, colour only where it is wanted. */
import { styleText } from "node:util";
import { displayWidth } from "../text/display-width.ts";

/** Rows in columns two cells apart; columns in `right` are aligned to the right. */
export function table(
  rows: readonly (readonly string[])[],
  right: ReadonlySet<number> = new Set(),
): string {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [column, cell] of row.entries()) {
      widths[column] = Math.max(widths[column] ?? 0, displayWidth(cell));
    }
  }
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => {
        const padding = " ".repeat((widths[column] ?? 0) - displayWidth(cell));
        if (right.has(column)) return padding + cell;
        return column === row.length - 1 ? cell : cell + padding;
      })
      .join("  ");
  return rows.map(line).join("\n");
}

type Colour = "red" | "green" | "yellow" | "dim" | "bold";

/** Coloured on a terminal that wants colour (https://no-color.org), plain elsewhere. */
export function paint(colour: Colour, text: string): string {
  const wanted = process.stdout.isTTY && !process.env.NO_COLOR && process.env.TERM !== "dumb";
  return wanted ? styleText(colour, text) : text;
}
