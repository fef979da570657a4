/** @module The changes of one node in the order of its page: what it is, its figures, formulas, texts, the rest. */
import { pointerSteps } from "../../engine/json/pointer.ts";
import type { ToldChange } from "./compare-files.ts";

export type SectionKind = "node" | "inputs" | "formula" | "texts" | "others";

export interface ChangeSection {
  /** Unique among the sections of a node. */
  readonly key: string;
  readonly kind: SectionKind;
  /** Of a formula, as places name it: `score`, `parts/b1`, `levels/1/score`; "" for others. */
  readonly formula: string;
  readonly changes: readonly ToldChange[];
}

const ORDER: readonly SectionKind[] = ["node", "inputs", "formula", "texts", "others"];

export function sectionsOf(changes: readonly ToldChange[]): readonly ChangeSection[] {
  const sections = new Map<string, { kind: SectionKind; formula: string; changes: ToldChange[] }>();
  for (const change of changes) {
    const formula = formulaOf(change);
    const kind = formula === "" ? kindOf(change) : "formula";
    const key = formula === "" ? kind : `formula ${formula}`;
    const section = sections.get(key) ?? { kind, formula, changes: [] };
    section.changes.push(change);
    sections.set(key, section);
  }
  return [...sections]
    .map(([key, section]) => ({ key, ...section }))
    .sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
}

/** The formula that a change is about; "" for what is about none. */
export function formulaOf({ path }: ToldChange): string {
  const [holder = "", name = "", member] = pointerSteps(path);
  if (holder === "score") return "score";
  if (holder === "parts" || holder === "outputs") return `${holder}/${name}`;
  return holder === "levels" && member === "score" ? `levels/${name}/score` : "";
}

function kindOf({ path, cause }: ToldChange): SectionKind {
  const [holder] = pointerSteps(path);
  if (holder === "inputs" || holder === "constants" || holder === "requires") return "inputs";
  if (holder === "source" || holder === "name") return "texts";
  return cause === "structure" || cause === "weights" || cause === "rounding" ? "node" : "others";
}
