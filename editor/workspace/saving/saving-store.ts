/** @module How the open draft is saved: what the service has, what is only here, and what stands in the way. */
import { create } from "zustand";
import type { ListedDraft, Obstacle } from "../../api/drafts.ts";
import type { Files } from "../../document/rule-document.ts";
import type { Merge } from "./merge.ts";

export type SavingStatus =
  /** The service has everything. */
  | "saved"
  /** Changed here, not sent yet. */
  | "waiting"
  | "saving"
  /** No connection; kept on this computer. */
  | "offline"
  /** Both changed the same place. */
  | "conflict"
  /** The service refuses; `problem` says why. */
  | "refused";

export interface Conflict {
  readonly merge: Merge;
  /** The other's save. */
  readonly save: number;
  readonly savedBy: string;
  readonly files: Files;
}

export interface Saving {
  /** Null for a published set. */
  readonly draft: ListedDraft | null;
  readonly status: SavingStatus;
  /** Files of the service's save that the work is based on. */
  readonly base: Files;
  readonly problem: unknown;
  readonly conflict: Conflict | null;
  /** Why the saved files cannot be published; null while that is not known. */
  readonly obstacles: readonly Obstacle[] | null;
  /** False where this browser could not keep the work: then leaving the page is asked about. */
  readonly kept: boolean;
}

export const NOTHING_SAVED: Saving = {
  draft: null,
  status: "saved",
  base: new Map(),
  problem: null,
  conflict: null,
  obstacles: null,
  kept: true,
};

export const useSaving = create<Saving>()(() => NOTHING_SAVED);
