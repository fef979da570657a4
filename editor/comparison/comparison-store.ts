/** @module What the open document is compared with, and which change is being looked at. */
import { create } from "zustand";
import type { SideAddress } from "./sides.ts";

interface ComparisonState {
  /** Address of the open document. */
  readonly base: string;
  /** Chosen by the reader; `null`: what the document began with. */
  readonly against: SideAddress | null;
  /** What a draft began with; `null` where there is nothing that it goes by. */
  readonly standard: SideAddress | null;
  /** Key of the change that keys step from. */
  readonly step: string | null;
}

export const useComparisonStore = create<ComparisonState>()(() => ({
  base: "",
  against: null,
  standard: null,
  step: null,
}));

/** A document was opened, or what it goes by became known: what the reader chose for it stays. */
export function compareWith(base: string, standard: SideAddress | null): void {
  useComparisonStore.setState((now) =>
    now.base === base ? { standard } : { base, standard, against: null, step: null },
  );
}
