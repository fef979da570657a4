/** @module A formula as the notice prints it, only to be read. */

import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { FormulaPlace, RuleDocument } from "../document/rule-document.ts";
import { useStaticView } from "../projections/diff/static-view.ts";
import type { DiffMark } from "../projections/formula-view.ts";
import { FormulaViewProvider } from "../projections/formula-view.ts";
import { TypesetView } from "../projections/typeset/typeset-view.tsx";

const NO_MARKS: ReadonlyMap<string, DiffMark> = new Map();

export function PrintedFormula({
  document,
  place,
}: {
  readonly document: RuleDocument;
  readonly place: FormulaPlace;
}) {
  const { t } = useTranslation("print");
  const { file, pointer, node, formula } = place;
  const compared = useMemo(
    () => ({ document, place: { file, pointer, node, formula }, edition: "" }),
    [document, file, pointer, node, formula],
  );
  const view = useStaticView(compared, NO_MARKS);
  if (view === null) return <p className="dim">{t("noFormula")}</p>;
  return (
    <div className="fx book-formula">
      <FormulaViewProvider value={view}>
        <TypesetView />
      </FormulaViewProvider>
    </div>
  );
}
