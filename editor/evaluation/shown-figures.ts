/**
 * @module Whose values are shown: a case (its id), a stored city (`city:` round `/` id), or figures typed in by
 * hand (`figures`). The workspace keeps the choice; the figures of cities and those typed in are kept here.
 */
import { create } from "zustand";
import type { JsonObject } from "../../engine/json/json-value.ts";
import type { Shown } from "./answers.ts";

export const TYPED_FIGURES = "figures";

export interface ShownFigures {
  /** Figures by choice, `city:…` or {@link TYPED_FIGURES}. */
  readonly figures: ReadonlyMap<string, JsonObject>;
  keep(choice: string, inputs: JsonObject): void;
}

export const useShownFigures = create<ShownFigures>()((set) => ({
  figures: new Map(),
  keep: (choice, inputs) =>
    set(({ figures }) => ({ figures: new Map(figures).set(choice, inputs) })),
}));

export function cityChoice(round: string, city: string): string {
  return `city:${round}/${city}`;
}

const shown = new WeakMap<JsonObject, Shown>();
let lastCase: Shown | null = null;

/** Case ids have no colon, and `figures` wins over a case of that name. */
export function shownOf(choice: string | null, { figures }: ShownFigures): Shown | null {
  if (choice === null) return null;
  const inputs = figures.get(choice);
  if (inputs !== undefined) {
    const known: Shown = shown.get(inputs) ?? { kind: "figures", inputs };
    shown.set(inputs, known);
    return known;
  }
  if (choice === TYPED_FIGURES || choice.startsWith("city:")) return null;
  if (lastCase?.kind !== "case" || lastCase.id !== choice) lastCase = { kind: "case", id: choice };
  return lastCase;
}
