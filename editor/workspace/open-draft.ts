/** @module Opening a draft: what the service has, and what this computer kept of the work on it. */
import { type DraftState, type ListedDraft, type OpenDraft, readDraft } from "../api/drafts.ts";
import { NoConnection } from "../api/problem.ts";
import { readRuleSetFiles } from "../api/rule-sets.ts";
import { type Files, sameFiles } from "../document/rule-document.ts";
import { restoreHistory } from "./kept-history.ts";
import { takeInSave } from "./saving/autosave.ts";
import { keepWork } from "./saving/keep-work.ts";
import {
  type Found,
  forgetKept,
  type KeptDraft,
  keepSet,
  readKeptDrafts,
  readKeptSet,
} from "./saving/kept-drafts.ts";
import { merge } from "./saving/merge.ts";
import { NOTHING_SAVED, useSaving } from "./saving/saving-store.ts";
import { useWorkspace } from "./workspace-store.ts";

/** States in which a draft is worked on; one under review is taken back to work first. */
const WORKED_ON: readonly DraftState[] = ["open"];
const TAKEN_BACK: readonly DraftState[] = ["open", "in_review", "approved"];

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
  workedOn = WORKED_ON,
): Promise<OpenedDraft> {
  const [first, ...others] = mayWrite ? await readKeptDrafts(id, person) : [];
  const read = await readDraft(id).catch((error: unknown) => asKept(error, first?.kept));
  const readOnly = !mayWrite || !workedOn.includes(read.draft.state);
  show(read, readOnly, first?.kept);
  if (!readOnly) await takeOver(id, person, others);
  const startedFrom = await filesOfBase(read.draft);
  useWorkspace.setState({ startedFrom: startedFrom === null ? null : { files: startedFrom } });
  return { draft: read.draft, startedFrom };
}

/** A draft under review, opened to be worked on again, with what was kept of the work. */
export function takeBack(id: string, person: string): Promise<OpenedDraft> {
  return openDraft(id, person, true, TAKEN_BACK);
}

type Read = Pick<OpenDraft, "draft" | "files">;

/** Without a connection the draft as the service had it when it was last asked. */
function asKept(error: unknown, kept: KeptDraft | undefined): Read {
  if (!(error instanceof NoConnection) || kept === undefined) throw error;
  return { draft: kept.draft, files: new Map(kept.base) };
}

/** Words of the history step in which the work of another window comes in. */
const OTHER_WINDOW = { zh: "合并另一窗口的修改", en: "Changes of another window merged in" };

/** What other windows kept and never sent comes in, and is kept here from then on; what contradicts stays kept there. */
async function takeOver(id: string, person: string, others: readonly Found[]): Promise<void> {
  const taken = others.filter(({ kept }) => {
    const work = restoreHistory(kept.history)?.document.files;
    const base = new Map(kept.base);
    if (work === undefined || sameFiles(base, work)) return true;
    const { document, commit } = useWorkspace.getState();
    const merged = merge(base, work, document.files);
    if (merged.conflicts.length > 0) return false;
    if (!sameFiles(merged.document.files, document.files)) {
      commit(merged.document, { label: OTHER_WINDOW });
      useSaving.setState({ status: "waiting" });
    }
    return true;
  });
  if (taken.length === 0 || !(await keepWork(id, person))) return;
  await Promise.all(taken.map(({ key }) => forgetKept(key)));
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
  useWorkspace.getState().open({ ...restored, readOnly, unread: new Map(kept.unread) });
  const unsent = !sameFiles(base, restored.document.files);
  if (kept.save !== draft.save || !sameFiles(base, files))
    takeInSave({ save: draft.save, savedBy: draft.savedBy ?? draft.createdBy, files });
  else useSaving.setState({ status: unsent ? "waiting" : "saved" });
}
