/** @module A table that was pasted and is being looked through; it outlives a look at a formula, and a reload. */
import { create } from "zustand";
import type { Role } from "./columns.ts";
import { readHead } from "./columns.ts";
import type { Grid } from "./read-tables.ts";

export interface PastedTable {
  readonly grid: Grid;
  readonly roles: readonly Role[];
  /** Folded words of the head row; `null` where there is none. */
  readonly head: string | null;
  /** False for plain text, which has no underlines. */
  readonly hasMarks: boolean;
  /** Items chosen by hand, by row; `null`: the row is new. */
  readonly hand: readonly (readonly [number, string | null])[];
  /** Rows that are not to be taken in. */
  readonly left: readonly number[];
}

interface Import {
  readonly draft: string | null;
  readonly table: PastedTable | null;
  open(draft: string): void;
  paste(grid: Grid, hasMarks: boolean): void;
  change(change: Partial<PastedTable>): void;
  clear(): void;
}

export const useImport = create<Import>((set, get) => {
  const keep = (table: PastedTable | null): void => {
    set({ table });
    try {
      const key = keyOf(get().draft);
      if (table === null) sessionStorage.removeItem(key);
      else sessionStorage.setItem(key, JSON.stringify(table));
    } catch {
      // A store that is full or closed keeps nothing; the table stays on the page.
    }
  };
  return {
    draft: null,
    table: null,
    open: (draft) => {
      if (get().draft !== draft) set({ draft, table: kept(draft) });
    },
    paste: (grid, hasMarks) => {
      const { roles, words } = readHead(grid);
      keep({ grid, roles, head: words, hasMarks, hand: [], left: [] });
    },
    change: (change) => {
      const { table } = get();
      if (table !== null) keep({ ...table, ...change });
    },
    clear: () => keep(null),
  };
});

function keyOf(draft: string | null): string {
  return `chengping.notice.${draft}`;
}

function kept(draft: string): PastedTable | null {
  try {
    return JSON.parse(sessionStorage.getItem(keyOf(draft)) ?? "null");
  } catch {
    return null;
  }
}
