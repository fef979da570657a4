/** @module What the palette offers at the selection: names, the notice's idioms with empty slots, functions. */
import { useTranslation } from "react-i18next";
import { textIn } from "../../../engine/language/language.ts";
import type { Logic } from "../../../engine/rule-set/rule-set.ts";
import type { Edited } from "../../formula/operations/edited.ts";
import { replace, wrap } from "../../formula/operations/nodes.ts";
import { OPERATOR_WORDS } from "../../formula/operators.ts";
import { HOLE, isHole, nodeAt, operation, replaceAt, variable } from "../../formula/tree.ts";
import { useLanguage } from "../../messages/index.ts";
import { useFormulaView } from "../formula-view.ts";

export interface PaletteEntry {
  readonly key: string;
  readonly group: "names" | "idioms" | "functions";
  readonly label: string;
  readonly detail: string;
  /** What it is found by. */
  readonly words: readonly string[];
  readonly edit: (logic: Logic) => Edited;
}

/** The notice's ways of scoring, each with empty slots; `what` is the node that stands there now. */
const IDIOMS = {
  ratio: (what: Logic) => operation("*", [variable("weight"), guarded(what, HOLE), 100]),
  cappedRatio: (what: Logic) =>
    operation("*", [variable("weight"), operation("min", [1, guarded(what, HOLE)]), 100]),
  weightedSum: (what: Logic) =>
    operation("+", [operation("*", [0.5, what]), operation("*", [0.5, HOLE])]),
  bands: (what: Logic) =>
    operation("if", [operation(">=", [what, 0.9]), 20, operation(">=", [what, 0.8]), 10, 0]),
  checklist: (what: Logic) =>
    operation("+", [operation("if", [what, 10, 0]), operation("if", [HOLE, 10, 0])]),
  count: (what: Logic) => operation("min", [100, operation("*", [what, 10])]),
  deduction: (what: Logic) =>
    operation("-", [0, operation("min", [2, operation("*", [0.2, what])])]),
} as const;

function guarded(above: Logic, below: Logic): Logic {
  return operation("if", [operation("==", [below, 0]), 0, operation("/", [above, below])]);
}

/** Operators that are written by other means: names, and what only reads names. */
const NOT_OFFERED: ReadonlySet<string> = new Set(["var", "?:", "missing", "missing_some"]);

export function usePaletteEntries(): readonly PaletteEntry[] {
  const { t } = useTranslation("projections");
  const language = useLanguage();
  const view = useFormulaView();
  const at = view.selected ?? "";
  // What is only known while a list is walked is typed, where it means something.
  const declared = view.names.all.filter(({ kind }) => kind !== "element");
  const names = declared.map(
    ({ path, label, unit }): PaletteEntry => ({
      key: `name ${path}`,
      group: "names",
      label,
      detail: unit === undefined ? path : `${path} · ${unit}`,
      words: [path, label],
      edit: (logic) => replace(logic, at, variable(path), view.declared),
    }),
  );
  const idioms = Object.entries(IDIOMS).map(([id, make]): PaletteEntry => {
    const label = t(`idioms.${id as keyof typeof IDIOMS}`);
    return {
      key: `idiom ${id}`,
      group: "idioms",
      label,
      detail: "",
      words: [label, id],
      edit: (logic) => putIdiom(logic, at, make, label),
    };
  });
  const functions = [...OPERATOR_WORDS].flatMap(([operator, { call, sign }]): PaletteEntry[] => {
    if (NOT_OFFERED.has(operator)) return [];
    return [
      {
        key: `function ${operator}`,
        group: "functions",
        label: textIn(call, language),
        detail: sign ?? operator,
        words: [call.zh, call.en, operator],
        edit: (logic) => wrap(logic, at, operator, 0, view.declared),
      },
    ];
  });
  return [...names, ...idioms, ...functions];
}

/** An idiom around the selected node; the first empty slot in it comes into focus. */
function putIdiom(logic: Logic, at: string, make: (what: Logic) => Logic, name: string): Edited {
  const node = nodeAt(logic, at);
  if (node === undefined) return { ok: false, refusal: { code: "no_such_place", facts: {} } };
  // A whole formula gives way to the idiom; what can stand in its first slot does.
  const made = make(isHole(node) || at === "" ? HOLE : node);
  const put = replace(logic, at, made);
  return put.ok
    ? { ...put, logic: replaceAt(logic, at, made), label: { zh: name, en: name } }
    : put;
}
