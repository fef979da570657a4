/** @module The work at hand, kept on this computer as it stands. */
import { keepHistory } from "../kept-history.ts";
import { useWorkspace } from "../workspace-store.ts";
import { keepDraft } from "./kept-drafts.ts";
import { useSaving } from "./saving-store.ts";

/** @returns true where it is kept; the reader is told where it is not */
export async function keepWork(draftId: string, person: string): Promise<boolean> {
  const { draft, base } = useSaving.getState();
  // Another one is open by now.
  if (draft?.id !== draftId) return false;
  const { document, steps, position, unread } = useWorkspace.getState();
  const kept = await keepDraft(draftId, person, {
    version: 2,
    at: Date.now(),
    draft,
    save: draft.save,
    base: [...base],
    history: keepHistory(document, { steps, position }),
    unread: [...unread],
  }).then(
    () => true,
    () => false,
  );
  useSaving.setState({ kept });
  return kept;
}
