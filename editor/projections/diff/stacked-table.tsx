/** @module Bands and checklists of two editions: each row of the one above the row of the other that continues it. */
import { Fragment, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { textOf } from "../../../engine/language/formula-text/print.ts";
import { nameOf } from "../../../engine/logic/json-tree.ts";
import { fromLiteral } from "../../../engine/number/decimal-text.ts";
import type { Logic } from "../../../engine/rule-set/rule-set.ts";
import { diffBands, diffChecklists } from "../../formula/diff/diff-tables.ts";
import { type Bound, bandsLens } from "../../formula/recognise/bands.ts";
import { type ChecklistRow, checklistLens } from "../../formula/recognise/checklist.ts";
import { useLanguage } from "../../messages/index.ts";
import type { FormulaView } from "../formula-view.ts";
import { percentText } from "../notation/names.ts";
import "../table/table.css";

/** True where both editions are bands, or both are checklists. */
export function canStack({ logic: before }: FormulaView, { logic: after }: FormulaView): boolean {
  return [bandsLens, checklistLens].some((lens) => lens.get(before).ok && lens.get(after).ok);
}

interface Line {
  readonly cells: readonly string[];
  /** Indices of cells that differ from the other edition's. */
  readonly changed: ReadonlySet<number>;
}

interface Pair {
  readonly before: Line | null;
  readonly after: Line | null;
  readonly moved: boolean;
}

export function StackedTable(props: {
  readonly before: FormulaView;
  readonly after: FormulaView;
  readonly editions: readonly [string, string];
}): ReactNode {
  const { t } = useTranslation("projections");
  const language = useLanguage();
  const { before, after, editions } = props;
  const words = (logic: Logic, view: FormulaView): string => {
    const name = nameOf(logic);
    return name === null ? textOf(logic, view.declared, language) : view.names.nameOf(name).label;
  };
  const bands = bandPairs(before, after, words);
  const pairs = bands ?? checklistPairs(before, after, words);
  const heads = bands
    ? [t("table.from"), t("table.to"), t("table.points")]
    : [t("table.condition"), t("table.points")];
  return (
    <div className="ft">
      <table>
        <thead>
          <tr>
            <th>{t("diff.edition")}</th>
            {heads.map((head) => (
              <th key={head}>{head}</th>
            ))}
            <th>{t("diff.change")}</th>
          </tr>
        </thead>
        <tbody>
          {pairs.map(({ before: old, after: now, moved }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows are compared by their order.
            <Fragment key={index}>
              {old !== null && <EditionRow edition={editions[0]} line={old} gone={now === null} />}
              {now !== null && (
                <EditionRow edition={editions[1]} line={now} fresh={old === null} moved={moved} />
              )}
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function EditionRow(props: {
  readonly edition: string;
  readonly line: Line;
  readonly gone?: boolean;
  readonly fresh?: boolean;
  readonly moved?: boolean;
}): ReactNode {
  const { t } = useTranslation("projections");
  const { edition, line, gone = false, fresh = false, moved = false } = props;
  const mark = gone ? "removed" : fresh ? "added" : moved ? "moved" : null;
  return (
    <tr className={mark === null ? "" : `fx-diff-${mark}`}>
      <td className="ft-open">{edition}</td>
      {line.cells.map((cell, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: cells are columns.
        <td key={index} className={line.changed.has(index) ? "fx-diff-changed" : ""}>
          {cell}
        </td>
      ))}
      <td>{mark !== null ? t(`diff.${mark}`) : line.changed.size > 0 ? t("diff.changed") : ""}</td>
    </tr>
  );
}

type WordsOf = (logic: Logic, view: FormulaView) => string;

function bandPairs(
  before: FormulaView,
  after: FormulaView,
  words: WordsOf,
): readonly Pair[] | null {
  const [old, now] = [bandsLens.get(before.logic), bandsLens.get(after.logic)];
  if (!old.ok || !now.ok) return null;
  const columns = ["lower", "upper", "points"] as const;
  const line = (view: FormulaView, table: typeof old.view, index: number | null): Line | null => {
    const row = index === null ? undefined : table.rows[index];
    if (row === undefined) return null;
    const name = nameOf(table.subject);
    const share = name !== null && view.names.nameOf(name).share;
    const bound = (one: Bound | undefined): string => (one ? numberWords(one.value, share) : "");
    return {
      cells: [bound(row.lower), bound(row.upper), words(row.points, view)],
      changed: new Set(),
    };
  };
  return diffBands(old.view, now.view).map((row) => {
    const changed = new Set(row.changed.map((cell) => columns.indexOf(cell)));
    const later = line(after, now.view, row.after);
    return {
      before: line(before, old.view, row.before),
      after: later && { ...later, changed },
      moved: row.moved,
    };
  });
}

function checklistPairs(before: FormulaView, after: FormulaView, words: WordsOf): readonly Pair[] {
  const [old, now] = [checklistLens.get(before.logic), checklistLens.get(after.logic)];
  if (!old.ok || !now.ok) return [];
  const columns = ["condition", "points"] as const;
  const line = (view: FormulaView, row: ChecklistRow | undefined): Line | null => {
    if (row === undefined) return null;
    const cells =
      row.kind === "tick"
        ? [words(row.condition, view), String(row.points)]
        : [words(row.logic, view), ""];
    return { cells, changed: new Set() };
  };
  return diffChecklists(old.view, now.view).map((row) => {
    const changed = new Set(row.changed.map((cell) => columns.indexOf(cell)));
    const later = line(after, row.after === null ? undefined : now.view.rows[row.after]);
    return {
      before: line(before, row.before === null ? undefined : old.view.rows[row.before]),
      after: later && { ...later, changed },
      moved: row.moved,
    };
  });
}

function numberWords(value: number, share: boolean): string {
  const percent = share ? percentText(fromLiteral(value)) : null;
  return percent === null ? String(value) : `${percent}%`;
}
