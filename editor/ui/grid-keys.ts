/** @module Where a key leads in a grid. */
import type { KeyboardEvent } from "react";
import type { CellPosition } from "./grid.tsx";

const PAGE_ROWS = 10;

/** `null` for keys that do not move. */
export function nextCell(
  { key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent,
  { row, column }: CellPosition,
  size: { readonly rows: number; readonly columns: number },
): CellPosition | null {
  if (altKey || shiftKey) return null;
  const far = ctrlKey || metaKey;
  const last = { row: size.rows - 1, column: size.columns - 1 };
  switch (key) {
    case "ArrowLeft":
      return { row, column: far ? 0 : Math.max(0, column - 1) };
    case "ArrowRight":
      return { row, column: far ? last.column : Math.min(last.column, column + 1) };
    case "ArrowUp":
      return { row: far ? 0 : Math.max(0, row - 1), column };
    case "ArrowDown":
      return { row: far ? last.row : Math.min(last.row, row + 1), column };
    case "Home":
      return { row: far ? 0 : row, column: 0 };
    case "End":
      return { row: far ? last.row : row, column: last.column };
    case "PageUp":
      return { row: Math.max(0, row - PAGE_ROWS), column };
    case "PageDown":
      return { row: Math.min(last.row, row + PAGE_ROWS), column };
    default:
      return null;
  }
}
