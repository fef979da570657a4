/** @module What was found in a formula, and what no case of it reaches: in words, under it. */
import type { ReactNode } from "react";
import { useFormulaView } from "../formula-view.ts";
import { GapNotes } from "./gap-notes.tsx";

export function PaneNotes({ go }: { readonly go: (at: string) => void }): ReactNode {
  const view = useFormulaView();
  const gaps = view.selected === null ? undefined : view.gaps.get(view.selected);
  if (view.findings.length === 0 && gaps === undefined) return null;
  return (
    <ul className="fp-notes">
      {view.findings.map(({ at, severity, words }) => (
        <li key={`${at} ${words}`} id={view.noteId(at)} className={`fp-note fp-note-${severity}`}>
          <button type="button" onClick={() => go(at)}>
            {words}
          </button>
        </li>
      ))}
      {gaps !== undefined && <GapNotes gaps={gaps} />}
    </ul>
  );
}
