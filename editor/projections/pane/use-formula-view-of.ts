/** @module A formula of the workspace as its projections see it, and the one way in which they change it. */
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { JsonValue } from "../../../engine/json/json-value.ts";
import { textIn } from "../../../engine/language/language.ts";
import { type Expression, nodesOf, variableName } from "../../../engine/logic/expression.ts";
import { readFormula } from "../../../engine/logic/json-tree.ts";
import type { Logic } from "../../../engine/rule-set/rule-set.ts";
import { setValue } from "../../document/edit.ts";
import { type FormulaPlace, valueAt } from "../../document/rule-document.ts";
import { namesAt } from "../../formula/names.ts";
import type { Edited } from "../../formula/operations/edited.ts";
import { replace } from "../../formula/operations/nodes.ts";
import { useLanguage } from "../../messages/index.ts";
import { useWorkspace } from "../../workspace/workspace-store.ts";
import type { FormulaView } from "../formula-view.ts";
import { formulaNames } from "../notation/names.ts";
import { notationOf } from "../notation/notation.ts";
import type { Notation } from "../notation/shapes.ts";
import { speechOf } from "../notation/speech.ts";
import { readEntered } from "./enter-text.ts";
import { useFormulaFacts } from "./formula-facts.ts";
import { useRefusalWords } from "./refusal-words.ts";
import { twinsFollow } from "./twins.ts";
import { typingOf } from "./typing.ts";

export interface PaneHandles {
  readonly readOnly: boolean;
  readonly showValues: boolean;
  /** Says something to everybody: a refusal, what was done. */
  readonly tell: (words: string) => void;
  /** Says what was done, to those who do not see it. */
  readonly done: (words: string) => void;
  /** After the next picture the selected node has the focus. */
  readonly wantFocus: () => void;
  readonly tab: FormulaView["tab"];
}

/** `null` where there is no formula (any more), or one larger than the engine reads. */
export function useFormulaViewOf(place: FormulaPlace, handles: PaneHandles): FormulaView | null {
  const { t } = useTranslation("projections");
  const language = useLanguage();
  // Of the workspace only what this formula shows: an edit of another one draws nothing here.
  const logic = useWorkspace(({ document }) => valueAt(document, place));
  const names = useWorkspace(({ document }) => formulaNames(document, place, language));
  const declared = useWorkspace(({ document }) => namesAt(document, place));
  const selection = useWorkspace(({ selection: one }) =>
    one?.place.file === place.file && one.place.pointer === place.pointer ? one : null,
  );
  const refusalWords = useRefusalWords();
  const facts = useFormulaFacts(place);

  const printed = useMemo(() => {
    const tree = logic === undefined ? null : readFormula(logic);
    if (logic === undefined || tree === null) return null;
    const notation = notationOf(tree, names);
    return { logic, tree, notation, ...speechOf(notation, t, language) };
  }, [logic, names, t, language]);
  if (printed === null) return null;

  const change = (edit: (logic: Logic) => Edited): string | null => {
    const { document: now, tray, commit } = useWorkspace.getState();
    const current = valueAt(now, place);
    if (current === undefined) return refusalWords({ code: "no_such_place", facts: {} });
    const edited = edit(current);
    if (!edited.ok) return refusalWords(edited.refusal);
    handles.wantFocus();
    handles.tell("");
    handles.done(textIn(edited.label, language));
    commit(setValue(now, place, twinsFollow(current, edited.logic)), {
      label: edited.label,
      selection: {
        place,
        at: edited.at,
        ...(edited.span === undefined ? {} : { span: edited.span }),
      },
      tray: trayAfter(tray, edited),
      ...typingOf(edited, place, declared),
    });
    return null;
  };

  const shapeAt = (at: string): Notation =>
    printed.shapes.get(at) ?? notationOf(nearestNode(printed.tree, at), names);

  return {
    place,
    formula: place.formula,
    logic: printed.logic,
    tree: printed.tree,
    names,
    declared,
    notation: printed.notation,
    speech: printed.words,
    shapeAt,
    readOnly: handles.readOnly,
    selected: selection?.at ?? null,
    span: selection?.span ?? 1,
    select: (at, span = 1) =>
      useWorkspace.getState().select({
        place,
        at: nearestNode(printed.tree, at).at,
        ...(span === 1 ? {} : { span }),
      }),
    ...facts,
    diff: null,
    noteId: (at) => `note-${place.node}-${place.formula}-${at}`.replaceAll(/[^\w-]/g, "_"),
    showValues: handles.showValues,
    tab: handles.tab,
    change,
    apply: (edit) => {
      const wrong = change(edit);
      if (wrong !== null) handles.tell(wrong);
      return wrong === null;
    },
    enter: (at, text) => {
      const entered = readEntered(text, declared, t, shapeAt(at));
      if (!entered.ok) return entered.words;
      return change((logic) => replace(logic, at, entered.logic, declared));
    },
  };
}

/** The very same where nothing was put aside or taken from it. */
function trayAfter(
  tray: readonly JsonValue[],
  { tray: added = [], fromTray }: Extract<Edited, { ok: true }>,
): readonly JsonValue[] {
  if (added.length === 0 && fromTray === undefined) return tray;
  return [...tray.filter((_, position) => position !== fromTray), ...added];
}

/** The node at a place, or the innermost around it: a place may point into a name or a constant. */
function nearestNode(tree: Expression, at: string): Expression {
  let nearest = tree;
  for (const node of nodesOf(tree)) {
    const isAround = node.at === at || at.startsWith(`${node.at}/`);
    if (isAround && variableName(nearest) === null) nearest = node;
  }
  return nearest;
}
