/**
 * @module Texts that somebody is writing in the JSON tab and that cannot be read yet. The document keeps the last good
 * text; these stand beside it, by file, until they are mended or given up.
 */
import { create } from "zustand";
import type { JsonProblem } from "../../../engine/json/parse-json.ts";

export interface BrokenText {
  readonly text: string;
  readonly problem: JsonProblem;
}

interface BrokenTexts {
  readonly texts: ReadonlyMap<string, BrokenText>;
  keep(file: string, broken: BrokenText | null): void;
}

export const useBrokenTexts = create<BrokenTexts>()((set) => ({
  texts: new Map(),
  keep: (file, broken) =>
    set(({ texts }) => {
      if (broken === null && !texts.has(file)) return {};
      const kept = new Map(texts);
      if (broken === null) kept.delete(file);
      else kept.set(file, broken);
      return { texts: kept };
    }),
}));

/** What is wrong with a file's text as it is being written; `null`: nothing. */
export function useBrokenText(file: string): BrokenText | null {
  return useBrokenTexts((state) => state.texts.get(file) ?? null);
}
