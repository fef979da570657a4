/** @module What the open document is compared with, and which change is being looked at. */
import { create } from "zustand";
import type { SideAddress } from "./sides.ts";

interface ComparisonState {
  /** Chosen by the reader; `null`: what the document began with. */
  readonly against: SideAddress | null;
  /** What a draft began with; `null` where there is nothing that it goes by. */
  readonly standard: SideAddress | null;
  /** Key of the change that keys step from. */
  readonly step: string | null;
}

export const useComparisonStore = create<ComparisonState>()(() => ({
  against: null,
  standard: null,
  step: null,
}));

/** Another document was opened. */
export function compareWith(standard: SideAddress | null): void {
  useComparisonStore.setState({ against: null, standard, step: null });
}
