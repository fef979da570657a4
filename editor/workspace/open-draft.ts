/** @module Opening a draft: what the service has, and what this computer kept of the work on it. */
import { type ListedDraft, type OpenDraft, readDraft } from "../api/drafts.ts";
import { NoConnection } from "../api/problem.ts";
import { readRuleSetFiles } from "../api/rule-sets.ts";
import { type Files, sameFiles } from "../document/rule-document.ts";
import { restoreHistory } from "./kept-history.ts";
import { takeInSave } from "./saving/autosave.ts";
import { type KeptDraft, keepSet, readKeptDraft, readKeptSet } from "./saving/kept-drafts.ts";
import { NOTHING_SAVED, useSaving } from "./saving/saving-store.ts";
import { useWorkspace } from "./workspace-store.ts";

/** States in which a draft is worked on; one under review is taken back to work first. */
const WORKED_ON = ["open"];

export interface OpenedDraft {
  readonly draft: ListedDraft;
  /** Files of the set that the draft began with; null where they cannot be had. */
  readonly startedFrom: Files | null;
}

/**
 * @param mayWrite the reader is an analyst
 * @throws ApiProblem; NoConnection where this computer did not keep the draft either
 */
export async function openDraft(
  id: string,
  person: string,
  mayWrite: boolean,
): Promise<OpenedDraft> {
  const kept = mayWrite ? await readKeptDraft(id, person) : undefined;
  const read = await readDraft(id).catch((error: unknown) => asKept(error, kept));
  const readOnly = !mayWrite || !WORKED_ON.includes(read.draft.state);
  show(read, readOnly, kept);
  const startedFrom = await filesOfBase(read.draft);
  useWorkspace.setState({ startedFrom: startedFrom === null ? null : { files: startedFrom } });
  return { draft: read.draft, startedFrom };
}

type Read = Pick<OpenDraft, "draft" | "files">;

/** Without a connection the draft as the service had it when it was last asked. */
function asKept(error: unknown, kept: KeptDraft | undefined): Read {
  if (!(error instanceof NoConnection) || kept?.draft === undefined) throw error;
  return { draft: kept.draft, files: new Map(kept.base) };
}

/** What marks of change are against is good to have, and nothing to fail for. */
async function filesOfBase({ basedOn: { id, hash } }: ListedDraft): Promise<Files | null> {
  if (id === null) return null;
  try {
    const known = await readKeptSet(hash);
    if (known !== null) return known;
    const { files } = await readRuleSetFiles(`${id}@${hash}`);
    await keepSet(hash, files);
    return files;
  } catch {
    return null;
  }
}

function show({ draft, files }: Read, readOnly: boolean, kept: KeptDraft | undefined): void {
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
