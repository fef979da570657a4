/**
 * @module What every projection of a formula works with: its tree, its names, what is selected, what the engine says
 * about it, and the one road by which it is changed.
 */
import { createContext, type KeyboardEvent, useContext } from "react";
import type { JsonValue } from "../../engine/json/json-value.ts";
import type { Names } from "../../engine/language/formula-names.ts";
import type { Expression } from "../../engine/logic/expression.ts";
import type { Logic } from "../../engine/rule-set/rule-set.ts";
import type { FormulaPlace } from "../document/rule-document.ts";
import type { TargetCoverage } from "../evaluation/answers.ts";
import type { Edited } from "../formula/operations/edited.ts";
import type { FormulaNames } from "./notation/names.ts";
import type { Notation } from "./notation/shapes.ts";

/** What the engine computed for the case or city that is shown, by place in the formula. */
export interface FormulaValues {
  /** Numbers as decimal text or `n/d`; places that were not computed (branches not taken) are absent. */
  readonly at: ReadonlyMap<string, JsonValue>;
  /** Where the computation broke, and why. */
  readonly problem: { readonly at: string; readonly words: string } | null;
}

/** What no case reaches. */
export interface FormulaGap {
  readonly words: string;
  readonly target: TargetCoverage;
}

export type FormulaGaps = ReadonlyMap<string, readonly FormulaGap[]>;

export interface FormulaFinding {
  /** Place within the formula. */
  readonly at: string;
  readonly severity: "error" | "warning" | "note";
  readonly code: string;
  readonly words: string;
}

/** How a place of this formula differs from the other set that it is compared with. */
export type DiffMark = "added" | "removed" | "moved" | "changed";

export interface FormulaView {
  readonly place: FormulaPlace;
  /** `score`, `parts/b1` …: as traces and findings name it. */
  readonly formula: string;
  readonly logic: JsonValue;
  readonly tree: Expression;
  readonly names: FormulaNames;
  /** The same names as operations and the text formula take them. */
  readonly declared: Names;
  readonly notation: Notation;
  /** Every place in words. */
  readonly speech: ReadonlyMap<string, string>;
  /** How the node at a place is printed; also those that the notation leaves out (a guard's condition). */
  readonly shapeAt: (at: string) => Notation;
  readonly readOnly: boolean;
  /** The selected node, where it is in this formula. */
  readonly selected: string | null;
  /** How many siblings are selected from there on. */
  readonly span: number;
  readonly select: (at: string, span?: number) => void;
  readonly values: FormulaValues | null;
  /** How the value at a place came about, in a sentence; `null` where none was computed. */
  readonly explain: (at: string) => string | null;
  readonly gaps: FormulaGaps;
  readonly findings: readonly FormulaFinding[];
  /** `null` where nothing is compared. */
  readonly diff: ReadonlyMap<string, DiffMark> | null;
  /** Of what moved, the number that links its place here with the one in the other edition. */
  readonly moves?: ReadonlyMap<string, number>;
  /** Id of the element that tells what was found at a place. */
  readonly noteId: (at: string) => string;
  /** Whether values stand under the nodes. */
  readonly showValues: boolean;
  /**
   * Puts what was typed in the place of a node: a number, a percent, a name, or a whole text formula.
   *
   * @returns what is wrong with it, in words; `null` when it was taken
   */
  readonly enter: (at: string, text: string) => string | null;
  /** Tab goes on to the next leaf, and out of the view at the last. */
  readonly tab: (event: KeyboardEvent) => void;
  /** Changes the formula. @returns why not, in words; `null` when it was changed */
  readonly change: (edit: (logic: Logic) => Edited) => string | null;
  /** Changes the formula, or tells everybody why not. @returns true when it was changed */
  readonly apply: (edit: (logic: Logic) => Edited) => boolean;
}

const FormulaViewContext = createContext<FormulaView | null>(null);

export const FormulaViewProvider = FormulaViewContext.Provider;

export function useFormulaView(): FormulaView {
  const view = useContext(FormulaViewContext);
  if (view === null) throw new Error("a projection stands outside of its pane");
  return view;
}
