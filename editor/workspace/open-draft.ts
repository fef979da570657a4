/** @module Opening a draft: what the service has, and what this computer kept of the work on it. */
import { type ListedDraft, type OpenDraft, readDraft } from "../api/drafts.ts";
import { readRuleSetFiles } from "../api/rule-sets.ts";
import { type Files, sameFiles } from "../document/rule-document.ts";
import { restoreHistory } from "./kept-history.ts";
import { takeInSave } from "./saving/autosave.ts";
import { type KeptDraft, readKeptDraft } from "./saving/kept-drafts.ts";
import { NOTHING_SAVED, useSaving } from "./saving/saving-store.ts";
import { useWorkspace } from "./workspace-store.ts";

/** States in which a draft is worked on; one under review is taken back to work first. */
const WORKED_ON = ["open"];

export interface OpenedDraft extends OpenDraft {
  /** Files of the set that the draft began with; null where they cannot be had. */
  readonly startedFrom: Files | null;
}

/**
 * @param mayWrite the reader is an analyst
 * @throws ApiProblem, NoConnection
 */
export async function openDraft(
  id: string,
  person: string,
  mayWrite: boolean,
): Promise<OpenedDraft> {
  const [read, kept] = await Promise.all([
    readDraft(id),
    mayWrite ? readKeptDraft(id, person) : undefined,
  ]);
  const readOnly = !mayWrite || !WORKED_ON.includes(read.draft.state);
  show(read, readOnly, kept);
  const startedFrom = await filesOfBase(read.draft);
  useWorkspace.setState({ startedFrom: startedFrom === null ? null : { files: startedFrom } });
  return { ...read, startedFrom };
}

/** What marks of change are against is good to have, and nothing to fail for. */
async function filesOfBase({ basedOn }: ListedDraft): Promise<Files | null> {
  if (basedOn.id === null) return null;
  try {
    return (await readRuleSetFiles(`${basedOn.id}@${basedOn.hash}`)).files;
  } catch {
    return null;
  }
}

function show({ draft, files }: OpenDraft, readOnly: boolean, kept: KeptDraft | undefined): void {
  const restored = kept === undefined || readOnly ? null : restoreHistory(kept.history);
  if (kept === undefined || restored === null) {
    useSaving.setState({ ...NOTHING_SAVED, draft, base: files });
    useWorkspace.getState().open({ document: { files }, readOnly });
    return;
  }
  const base = new Map(kept.base);
  useSaving.setState({ ...NOTHING_SAVED, draft: { ...draft, save: kept.save }, base });
  useWorkspace.getState().open({ ...restored, readOnly });
  const unsent = !sameFiles(base, restored.document.files);
  if (kept.save !== draft.save || !sameFiles(base, files))
    takeInSave({ save: draft.save, savedBy: draft.savedBy ?? draft.createdBy, files });
  else useSaving.setState({ status: unsent ? "waiting" : "saved" });
}
