/** @module What the pasted table says, matched with the draft's items; decisions by hand go before. */
import { useMemo } from "react";
import { equals } from "../../engine/number/rational.ts";
import { ROOT_FILE, treeOf } from "../document/nodes.ts";
import { type Files, type RuleDocument, valueAt } from "../document/rule-document.ts";
import { readShare, showShare, weightOf } from "../workspace/tree/weights.ts";
import { useWorkspace } from "../workspace/workspace-store.ts";
import { differenceOf, type Verdict, worst } from "./difference.ts";
import { idReader } from "./ids.ts";
import type { PastedTable } from "./import-store.ts";
import { type DraftItem, itemsOf } from "./items.ts";
import { type MatchedBy, matchRows } from "./match-rows.ts";
import { FIELDS, type NoticeRow, readRows } from "./rows.ts";
import type { Outcome } from "./verdict-tag.tsx";

/** A row of the notice, an item of the draft, or both. */
export interface Pair {
  readonly key: string;
  readonly row: number | null;
  readonly said: NoticeRow | null;
  readonly item: DraftItem | null;
  readonly by: MatchedBy | null;
  readonly outcome: Outcome;
  /** Weight of the item where the notice prints another one. */
  readonly otherWeight: string | null;
  /** Of a new row: the indicator that it comes below; `null` where that is not known. */
  readonly parent: string | null;
}

export interface MatchedTable {
  readonly pairs: readonly Pair[];
  readonly items: readonly DraftItem[];
}

export function useMatching(table: PastedTable, startedFrom: Files | null): MatchedTable {
  const document = useWorkspace((state) => state.document);
  return useMemo(() => match(table, document, startedFrom), [table, document, startedFrom]);
}

function match(table: PastedTable, document: RuleDocument, base: Files | null): MatchedTable {
  const items = itemsOf(document, base === null ? document : { files: base });
  const known = [...items.map(({ id }) => id), ...idsOf(base)];
  const rows = readRows(table.grid, table.roles, table.head, idReader([...new Set(known)]));
  const { matches, added, gone } = matchRows(rows, items, new Map(table.hand));
  const itemOf = new Map(matches.map((one) => [one.row, one.item.id]));
  const pairs = rows.map((said, row): Pair => {
    const found = matches.find((one) => one.row === row);
    const item =
      found === undefined ? null : (items.find(({ id }) => id === found.item.id) ?? null);
    return {
      key: `row ${row}`,
      row,
      said,
      item,
      by: found?.by ?? null,
      outcome: added.includes(row) || item === null ? "new" : verdictOf(said, item),
      otherWeight: item === null ? null : otherWeight(said, item),
      parent: said.above === null ? null : (itemOf.get(said.above) ?? null),
    };
  });
  const missing = gone.map(
    (one): Pair => ({
      key: `item ${one.id}`,
      row: null,
      said: null,
      item: items.find(({ id }) => id === one.id) ?? null,
      by: null,
      outcome: "gone",
      otherWeight: null,
      parent: null,
    }),
  );
  return { pairs: [...pairs, ...missing], items };
}

function idsOf(base: Files | null): readonly string[] {
  return base === null ? [] : treeOf({ files: base }).nodes.map(({ id }) => id);
}

function verdictOf({ texts }: NoticeRow, { source }: DraftItem): Verdict {
  return worst(
    FIELDS.flatMap((field) => {
      const said = texts[field];
      return said === undefined || said.text === ""
        ? []
        : [differenceOf(source?.[field], said).verdict];
    }),
  );
}

function otherWeight({ weight }: NoticeRow, item: DraftItem): string | null {
  const [printed, own] = [weight === null ? null : readShare(weight), weightOf(item)];
  const said = printed === null ? null : weightOf({ weight: printed });
  return said === null || own === null || equals(said, own) ? null : showShare(own);
}

/** The notice says something of it; of topmost indicators it has the name only. */
export function hasTexts({ said }: Pair): boolean {
  return FIELDS.some((field) => (said?.texts[field]?.text ?? "") !== "");
}

/** Edition that marks of change are against. */
export function editionOf(base: Files | null): string | null {
  if (base === null) return null;
  const edition = valueAt({ files: base }, { file: ROOT_FILE, pointer: "/edition" });
  return typeof edition === "string" ? edition : null;
}
