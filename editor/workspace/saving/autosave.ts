/**
 * @module Saves the open draft by itself: here at once, at the service a moment after the last change. What others
 * saved meanwhile is merged; without a connection the work goes on, and is sent when it is back.
 */
import { currentSave, listDrafts, readDraft, saveDraft } from "../../api/drafts.ts";
import { isProblem, NoConnection } from "../../api/problem.ts";
import { sameFiles } from "../../document/rule-document.ts";
import { useWorkspace } from "../workspace-store.ts";
import { keepWork } from "./keep-work.ts";
import { merge } from "./merge.ts";
import { useSaving } from "./saving-store.ts";

const KEEP_MS = 150;
const SAVE_MS = 1_200;
/** A lost connection is tried again, ever less often. */
const RETRY_MS = [2_000, 5_000, 10_000, 30_000];

export interface Autosave {
  /** Saves now what is not saved yet. */
  saveNow(): Promise<void>;
  stop(): void;
}

/** Words of the history step in which another's changes come in. */
export const MERGED = { zh: "合并他人的修改", en: "Changes of others merged in" };

export function startAutosave(draftId: string, person: string): Autosave {
  let keepTimer: ReturnType<typeof setTimeout> | undefined;
  let saveTimer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<void> | null = null;
  let tries = 0;
  let stopped = false;

  const keep = (): Promise<boolean> => keepWork(draftId, person);

  const keepSoon = (): void => {
    clearTimeout(keepTimer);
    keepTimer = setTimeout(keep, KEEP_MS);
  };

  const saveIn = (milliseconds: number): void => {
    clearTimeout(saveTimer);
    saveTimer = setTimeout(() => void save(), milliseconds);
  };

  const save = (): Promise<void> => {
    clearTimeout(saveTimer);
    running ??= saveOnce().finally(() => {
      running = null;
    });
    return running;
  };

  const saveOnce = async (): Promise<void> => {
    const { draft, base, status } = useSaving.getState();
    const { document } = useWorkspace.getState();
    if (stopped || draft?.id !== draftId || status === "conflict") return;
    if (sameFiles(base, document.files)) {
      useSaving.setState({ status: "saved", problem: null });
      return;
    }
    useSaving.setState({ status: "saving" });
    try {
      const saved = await saveDraft(draftId, draft.save, {
        before: base,
        after: document.files,
        key: `${draftId}-${draft.save + 1}-${crypto.getRandomValues(new Uint32Array(2)).join("")}`,
      });
      if (stopped) return;
      tries = 0;
      arrived(saved.draft.save, document.files, saved.obstacles);
    } catch (error) {
      failed(error);
    }
  };

  const arrived = (
    save: number,
    files: ReadonlyMap<string, string>,
    obstacles: ReturnType<typeof useSaving.getState>["obstacles"],
  ): void => {
    useSaving.setState(({ draft }) => ({
      draft:
        draft === null
          ? null
          : { ...draft, save, state: "open", savedAt: new Date().toISOString() },
      base: files,
      obstacles,
      problem: null,
    }));
    keepSoon();
    // Edits that were made while it travelled.
    if (sameFiles(files, useWorkspace.getState().document.files))
      useSaving.setState({ status: "saved" });
    else {
      useSaving.setState({ status: "waiting" });
      saveIn(SAVE_MS);
    }
  };

  const failed = (error: unknown): void => {
    if (stopped) return;
    if (error instanceof NoConnection || isProblem(error, "store_down", "too_many_requests")) {
      useSaving.setState({ status: "offline", problem: error });
      saveIn(RETRY_MS[Math.min(tries++, RETRY_MS.length - 1)] ?? 0);
      return;
    }
    if (isProblem(error, "stale")) {
      takeIn(currentSave(error));
      return;
    }
    useSaving.setState({ status: "refused", problem: error });
  };

  const takeIn = (theirs: ReturnType<typeof currentSave>): void => {
    const merged = takeInSave(theirs);
    if (merged.conflicts.length === 0) saveIn(0);
    keepSoon();
  };

  /** Takes in what was saved elsewhere meanwhile. */
  const catchUp = async (): Promise<void> => {
    try {
      const { drafts } = await listDrafts();
      const latest = drafts.find(({ id }) => id === draftId)?.save ?? 0;
      if (latest <= (useSaving.getState().draft?.save ?? 0)) return;
      const { draft, files } = await readDraft(draftId);
      const mine = useSaving.getState();
      if (stopped || running !== null || mine.status === "conflict") return;
      if (mine.draft !== null && draft.save > mine.draft.save)
        takeIn({ save: draft.save, savedBy: draft.savedBy ?? draft.createdBy, files });
    } catch {
      // The next save says what is wrong.
    }
  };

  const changed = (): void => {
    keepSoon();
    const { status, base } = useSaving.getState();
    if (status === "conflict") return;
    if (sameFiles(base, useWorkspace.getState().document.files)) {
      if (status !== "saving") {
        clearTimeout(saveTimer);
        useSaving.setState({ status: "saved", problem: null });
      }
      return;
    }
    if (status === "offline") return;
    if (status !== "saving") useSaving.setState({ status: "waiting" });
    saveIn(SAVE_MS);
  };

  const unsubscribe = useWorkspace.subscribe((now, before) => {
    if (now.document !== before.document) changed();
    else if (
      now.selection !== before.selection ||
      now.position !== before.position ||
      now.unread !== before.unread
    )
      keepSoon();
  });
  const online = (): void => {
    tries = 0;
    if (useSaving.getState().status === "offline") void save();
    else void catchUp();
  };
  const offline = (): void => {
    const { base } = useSaving.getState();
    if (!sameFiles(base, useWorkspace.getState().document.files))
      useSaving.setState({ status: "offline" });
  };
  const leaving = (event: BeforeUnloadEvent): void => {
    if (!useSaving.getState().kept && useSaving.getState().status !== "saved")
      event.preventDefault();
  };
  // Another window, or somebody else, may have saved while this one was out of sight.
  const focused = (): void => void catchUp();
  window.addEventListener("focus", focused);
  window.addEventListener("online", online);
  window.addEventListener("offline", offline);
  window.addEventListener("beforeunload", leaving);
  // What was left unsent the last time.
  changed();

  return {
    async saveNow() {
      // One that is on its way may be of an earlier document.
      await running;
      await save();
    },
    stop() {
      stopped = true;
      clearTimeout(saveTimer);
      clearTimeout(keepTimer);
      void keep();
      unsubscribe();
      window.removeEventListener("focus", focused);
      window.removeEventListener("online", online);
      window.removeEventListener("offline", offline);
      window.removeEventListener("beforeunload", leaving);
    },
  };
}

/** Puts another's save under the work at hand; what both touched waits for the reader. */
export function takeInSave(theirs: {
  readonly save: number;
  readonly savedBy: string;
  readonly files: ReadonlyMap<string, string>;
}): ReturnType<typeof merge> {
  const { base, draft } = useSaving.getState();
  const workspace = useWorkspace.getState();
  const merged = merge(base, workspace.document.files, theirs.files);
  if (merged.conflicts.length > 0) {
    useSaving.setState({ status: "conflict", conflict: { merge: merged, ...theirs } });
    return merged;
  }
  useSaving.setState({
    base: theirs.files,
    status: "waiting",
    draft: draft === null ? null : { ...draft, save: theirs.save },
  });
  if (!sameFiles(merged.document.files, workspace.document.files))
    workspace.commit(merged.document, { label: MERGED });
  return merged;
}
