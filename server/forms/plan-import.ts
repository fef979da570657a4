/**
 * @module What bringing a form back would change: per item the new sheet, every change with its cell, and every cell that
 * is refused with what would be right. Nothing is written here.
 */
import type { Language } from "../../engine/language/language.ts";
import { type FormSource, formLines } from "./form.ts";
import {
  type ImportPlan,
  type ItemPlan,
  keyOf,
  type RefusedCell,
  refuse,
  SENTENCES,
} from "./import-plan.ts";
import type { Entry } from "./read-form.ts";
import { ItemReader } from "./read-item.ts";

export function planImport(
  source: FormSource,
  entries: readonly Entry[],
  language: Language,
): ImportPlan {
  const known = new Map(formLines(source, language).map((line) => [keyOf(line), line]));
  const refused: RefusedCell[] = [];
  const byItem = new Map<string, Map<string, Entry>>();
  for (const entry of entries) {
    // Rows may go on below those that the form had.
    const line = known.get(keyOf(entry)) ?? known.get(keyOf(firstRow(entry)));
    const lines = byItem.get(entry.item) ?? new Map<string, Entry>();
    const code =
      line === undefined ? "unknown_line" : lines.has(keyOf(entry)) ? "repeated_line" : null;
    if (code === null) byItem.set(entry.item, lines.set(keyOf(entry), entry));
    else if (code === "repeated_line" || entry.value !== null)
      refused.push(refuse(entry, code, SENTENCES[code](language)));
  }
  const items: ItemPlan[] = [];
  for (const [item, lines] of byItem) {
    const reader = new ItemReader(source, item, lines, known, language);
    const { plan, refused: cells } = reader.read();
    refused.push(...cells);
    if (!source.closed.has(item)) {
      if (plan.changes.length > 0) items.push(plan);
      continue;
    }
    const message = SENTENCES.not_open(language);
    for (const { sheet, cell, input, part, to } of plan.changes) {
      const at = { sheet, cell, item, ...(input ? { input } : {}), ...(part ? { part } : {}) };
      refused.push({ ...at, code: "not_open", found: shown(to), message });
    }
  }
  return { items, refused, lines: entries.length };
}

function shown(value: unknown): string {
  return (typeof value === "string" ? value : JSON.stringify(value)).slice(0, 200);
}

function firstRow({ item, input, part }: Entry) {
  return { item, input, part: part.replace(/^[1-9]\d{0,4}\//, "1/") };
}
