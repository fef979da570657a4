/** @module A formula of any document as its projections see it, only to be looked at: for comparisons. */
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { readFormula } from "../../../engine/logic/json-tree.ts";
import { type FormulaPlace, type RuleDocument, valueAt } from "../../document/rule-document.ts";
import { namesAt } from "../../formula/names.ts";
import { useLanguage } from "../../messages/index.ts";
import type { DiffMark, FormulaView } from "../formula-view.ts";
import { formulaNames } from "../notation/names.ts";
import { notationOf } from "../notation/notation.ts";
import { speechOf } from "../notation/speech.ts";

/** A formula, the document that it stands in, and what that is called (2018, 2019). */
export interface ComparedFormula {
  readonly document: RuleDocument;
  readonly place: FormulaPlace;
  readonly edition: string;
}

const NO_MOVES: ReadonlyMap<string, number> = new Map();

/** `null` where there is no formula, or one larger than the engine reads. */
export function useStaticView(
  formula: ComparedFormula | null,
  marks: ReadonlyMap<string, DiffMark>,
  moves: ReadonlyMap<string, number> = NO_MOVES,
): FormulaView | null {
  const { t } = useTranslation("projections");
  const language = useLanguage();
  return useMemo(() => {
    if (formula === null) return null;
    const { document, place } = formula;
    const logic = valueAt(document, place);
    const tree = logic === undefined ? null : readFormula(logic);
    if (logic === undefined || tree === null) return null;
    const names = formulaNames(document, place, language);
    const notation = notationOf(tree, names);
    const { words, shapes } = speechOf(notation, t, language);
    return {
      place,
      formula: place.formula,
      logic,
      tree,
      names,
      declared: namesAt(document, place),
      notation,
      speech: words,
      shapeAt: (at) => shapes.get(at) ?? { kind: "word", at, what: "data", text: "…" },
      readOnly: true,
      selected: null,
      span: 1,
      select: () => {},
      values: null,
      explain: () => null,
      gaps: new Map(),
      findings: [],
      diff: marks,
      moves,
      noteId: (at) => at,
      showValues: false,
      enter: () => null,
      tab: () => {},
      change: () => null,
      apply: () => false,
    };
  }, [formula, marks, moves, language, t]);
}
