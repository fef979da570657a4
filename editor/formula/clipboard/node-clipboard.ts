/**
 * @module A node on the clipboard in three forms: as text formula for people, as table for Excel and WPS, and as it
 * is for us. What comes back is taken in the order of what says most.
 */

import { isShare } from "../../../engine/idioms/ratio.ts";
import { parseJson } from "../../../engine/json/parse-json.ts";
import type { Names } from "../../../engine/language/formula-names.ts";
import { textOf } from "../../../engine/language/formula-text/print.ts";
import { type Language, textIn } from "../../../engine/language/language.ts";
import { nameOf } from "../../../engine/logic/json-tree.ts";
import { percentText } from "../../../engine/number/percent.ts";
import type { Logic, Text } from "../../../engine/rule-set/rule-set.ts";
import { parseText } from "../../text-formula/parse.ts";
import type { Table } from "../../ui/clipboard-table.ts";
import { rangesOf } from "../recognise/band-ranges.ts";
import { bandsLens } from "../recognise/bands.ts";
import { checklistLens } from "../recognise/checklist.ts";

/** Our own type: other programs pass it by. */
export const FORMULA_TYPE = "application/x-chengping-formula+json";

export interface NodeOnClipboard {
  /** `text/plain` */
  readonly text: string;
  /** Cells of `text/html`; `null` for what is no table. */
  readonly table: Table | null;
  /** Of {@link FORMULA_TYPE}. */
  readonly formula: string;
}

/** @param nodes a node, or a run of neighbours */
export function nodesToClipboard(
  nodes: readonly Logic[],
  names: Names,
  language: Language,
): NodeOnClipboard {
  const [only, ...others] = nodes;
  const alone = only !== undefined && others.length === 0;
  return {
    text: nodes.map((node) => textOf(node, names, language)).join("\n"),
    table: alone ? tableOfNode(only, names, language) : null,
    formula: JSON.stringify(nodes),
  };
}

/** The formula on the clipboard, ours or as text; `null` when it is neither, so that it may be a table. */
export function nodeFromClipboard(read: (type: string) => string, names: Names): Logic | null {
  const ours = parseJson(read(FORMULA_TYPE));
  if (ours.ok && Array.isArray(ours.value)) return (ours.value as readonly Logic[])[0] ?? null;
  const text = read("text/plain").trim();
  if (text === "" || /[\t\n]/.test(text)) return null;
  const { logic, errors } = parseText(text, names);
  return errors.length === 0 ? logic : null;
}

const HEADINGS = {
  from: { zh: "不低于", en: "At least" },
  to: { zh: "低于", en: "Below" },
  points: { zh: "得分", en: "Points" },
  condition: { zh: "条件", en: "Condition" },
} as const satisfies { readonly [heading: string]: Text };

/** Bands and checklists as the cells that Excel gets. */
function tableOfNode(logic: Logic, names: Names, language: Language): Table | null {
  const say = (heading: keyof typeof HEADINGS): string => textIn(HEADINGS[heading], language);
  const bands = bandsLens.get(logic);
  if (bands.ok) {
    const { subject, rows, otherwise } = bands.view;
    const name = nameOf(subject);
    const percent = name === null ? isShare(subject) : names.get(name)?.percent === true;
    const bound = (value: number | undefined): string =>
      value === undefined ? "" : percent ? percentText(value) : String(value);
    const ranges = rangesOf(bands.view);
    const cells = rows.map(({ points }, index) => {
      const { from, to } = ranges.rows[index] ?? {};
      return [bound(from?.value), bound(to?.value), textOf(points, names, language)];
    });
    const rest =
      otherwise === undefined || ranges.otherwise.empty
        ? []
        : [["", bound(ranges.otherwise.to?.value), textOf(otherwise, names, language)]];
    return [[say("from"), say("to"), say("points")], ...cells, ...rest];
  }
  const checklist = checklistLens.get(logic);
  if (!checklist.ok) return null;
  const cells = checklist.view.rows.map((row) =>
    row.kind === "tick"
      ? [conditionText(row.condition, names, language), String(row.points)]
      : [textOf(row.logic, names, language), ""],
  );
  return [[say("condition"), say("points")], ...cells];
}

/** A condition that is one name reads as its label, without the brackets of a formula. */
function conditionText(condition: Logic, names: Names, language: Language): string {
  const name = names.get(nameOf(condition) ?? "");
  return name === undefined ? textOf(condition, names, language) : textIn(name.label, language);
}
