/** @module Edits of a table of bands: each is an operation of `formula/` on the node that the table shows. */
import { useTranslation } from "react-i18next";
import {
  mergeBand,
  moveBand,
  removeBand,
  type Side,
  setBoundary,
  splitBand,
} from "../../formula/operations/bands.ts";
import { rangesOf } from "../../formula/recognise/band-ranges.ts";
import type { BandsView } from "../../formula/recognise/bands.ts";
import { useFormulaView } from "../formula-view.ts";
import { readEntered } from "../pane/enter-text.ts";
import type { TablePlace } from "../table-place.ts";

export interface BandEdits {
  /** @returns why not, in words */
  readonly setBound: (row: number, side: Side, text: string) => string | null;
  readonly split: (row: number | "otherwise") => void;
  readonly merge: (row: number) => void;
  readonly remove: (row: number) => void;
  readonly move: (from: number, to: number) => void;
}

export function useBandEdits({ at, table }: TablePlace<BandsView>): BandEdits {
  const { t } = useTranslation("projections");
  const view = useFormulaView();
  const names = view.declared;
  return {
    setBound: (row, side, text) => {
      const entered = readEntered(text, names, t);
      if (!entered.ok) return entered.words;
      const { logic: value } = entered;
      if (typeof value !== "number") return t("table.boundIsNoNumber");
      return view.change((logic) => setBoundary(logic, at, row, side, value, names));
    },
    split: (row) => {
      const value = middleOf(table, row);
      view.apply((logic) => splitBand(logic, at, row, value, undefined, names));
    },
    merge: (row) => {
      view.apply((logic) => mergeBand(logic, at, row, names));
    },
    remove: (row) => {
      view.apply((logic) => removeBand(logic, at, row, names));
    },
    move: (from, to) => {
      view.apply((logic) => moveBand(logic, at, from, to, names));
    },
  };
}

/** A bound to begin with, halfway through a band; of an open one as far beyond its bound as its neighbour is wide. */
function middleOf(table: BandsView, row: number | "otherwise"): number {
  const { rows, otherwise } = rangesOf(table);
  const { from, to } = (row === "otherwise" ? otherwise : rows[row]) ?? { from: null, to: null };
  if (from !== null && to !== null) return rounded((from.value + to.value) / 2);
  const next = row === "otherwise" ? rows.at(-1) : rows[row + 1];
  const width =
    next?.from != null && next.to !== null ? Math.abs(next.to.value - next.from.value) : 1;
  const proposed = (from?.value ?? to?.value ?? 0) + (from === null ? -width : width);
  // Shares and counts end at 0.
  return rounded(proposed <= 0 && to !== null && to.value > 0 ? to.value / 2 : proposed);
}

/** A proposal for people, who write another over it: without the digits that doubles leave behind. */
function rounded(value: number): number {
  return Number(value.toPrecision(6));
}
