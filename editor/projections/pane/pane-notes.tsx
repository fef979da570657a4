/** @module What was found in a formula, and what no case of it reaches: in words, under it. */
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useFormulaView } from "../formula-view.ts";

export function PaneNotes({ go }: { readonly go: (at: string) => void }): ReactNode {
  const { t } = useTranslation("projections");
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
      {gaps?.map((words) => (
        <li key={words} className="fp-note fp-note-gap">
          {t("gap", { words })}
        </li>
      ))}
    </ul>
  );
}
