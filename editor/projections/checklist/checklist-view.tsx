/**
 * @module A checklist as a table: conditions, points, what is required for anything to count; the sum, and the cap on it.
 */
import { Button, Checkbox } from "antd";
import type { KeyboardEvent, ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { toDecimalText } from "../../../engine/number/decimal-text.ts";
import { add, type Rational, ZERO } from "../../../engine/number/rational.ts";
import { toExact } from "../../../engine/rule-set/prepare.ts";
import type { Logic } from "../../../engine/rule-set/rule-set.ts";
import { setValue } from "../../document/edit.ts";
import { treeOf } from "../../document/nodes.ts";
import { valueAt } from "../../document/rule-document.ts";
import {
  isRequired,
  moveRow,
  removeRow,
  setCap,
  setRequired,
} from "../../formula/operations/checklist.ts";
import {
  type ChecklistView as Checklist,
  type ChecklistRow,
  checklistLens,
  checklistPlaces,
} from "../../formula/recognise/checklist.ts";
import { useNarrow } from "../../ui/use-narrow.ts";
import { useWorkspace } from "../../workspace/workspace-store.ts";
import { useFormulaView } from "../formula-view.ts";
import { Leaf } from "../pane/leaf.tsx";
import { isLeaf } from "../pane/literal-text.tsx";
import { markClasses } from "../pane/marks.ts";
import { SortableRow, SortableRows } from "../table/sortable-rows.tsx";
import { type TablePlace, tablePlace } from "../table-place.ts";
import { ShapeView } from "../typeset/shape-view.tsx";
import { AddRow } from "./add-row.tsx";
import { usePasteRows } from "./paste-rows.tsx";
import "../table/table.css";

export function ChecklistView(): ReactNode {
  const view = useFormulaView();
  const found = tablePlace(view, "checklist", checklistLens);
  return found === null ? null : <ChecklistTable found={found} />;
}

function ChecklistTable({ found }: { readonly found: TablePlace<Checklist> }): ReactNode {
  const { t } = useTranslation("projections");
  const view = useFormulaView();
  const narrow = useNarrow();
  const required = useRequired();
  const { at, table } = found;
  const paste = usePasteRows(at);
  const places = checklistPlaces(table);
  const { rows } = table;
  const move = (from: number, to: number): void => {
    view.apply((logic) => moveRow(logic, at, from, to, view.declared));
  };
  const wordsOf = (index: number): string => view.speech.get(at + places.rows[index]?.row) ?? "";

  const hasActions = !view.readOnly && !narrow;
  const buttons = (index: number): ReactNode => (
    <RowButtons
      words={wordsOf(index)}
      up={index > 0 ? () => move(index, index - 1) : null}
      down={index < rows.length - 1 ? () => move(index, index + 1) : null}
      remove={() => void view.apply((logic) => removeRow(logic, at, index, view.declared))}
    />
  );

  return (
    // The table itself takes what is pasted onto its headings; a click on them brings the focus here.
    <div className="ft" tabIndex={-1} onPaste={paste.onPaste}>
      {paste.dialog}
      <SortableRows count={rows.length} wordsOf={wordsOf} move={move}>
        <table>
          <thead>
            <tr>
              <th>
                <span className="fp-live">{t("table.order")}</span>
              </th>
              <th>{t("table.condition")}</th>
              <th className="ft-number">{t("table.points")}</th>
              <th>{t("table.required")}</th>
              {hasActions && (
                <th>
                  <span className="fp-live">{t("table.actions")}</span>
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => {
              const place = places.rows[index];
              if (place === undefined) return null;
              const condition = row.kind === "tick" ? at + place.condition : null;
              return (
                <SortableRow
                  key={place.row}
                  index={index}
                  className={rowClass(view.values?.at.get(condition ?? ""))}
                  words={wordsOf(index)}
                  locked={view.readOnly}
                  cells={(grip) => (
                    <>
                      <td>
                        {grip} {index + 1}
                      </td>
                      <td
                        data-at={at + place.row}
                        onKeyDown={(event) => moveByKeys(event, index, move)}
                        className={markClasses(view, at + place.row)}
                      >
                        <ShapeView shape={view.shapeAt(condition ?? at + place.row)} />
                        {!view.readOnly && narrow && buttons(index)}
                      </td>
                      <td className="ft-number">
                        {row.kind === "tick" && <PointsCell at={at + place.points} />}
                      </td>
                      <td>
                        {row.kind === "tick" && (
                          <Checkbox
                            aria-label={t("table.requiredOf", { row: wordsOf(index) })}
                            checked={required.has(row.condition)}
                            disabled={view.readOnly}
                            onChange={(event) => required.set(row.condition, event.target.checked)}
                          />
                        )}
                      </td>
                      {hasActions && <td>{buttons(index)}</td>}
                    </>
                  )}
                />
              );
            })}
          </tbody>
          <tfoot>
            <SumRow rows={rows} columns={hasActions ? 2 : 1} />
            {places.cap !== null && (
              <tr>
                <td />
                <td>{t("table.cap")}</td>
                <td className="ft-number">
                  <PointsCell at={at + places.cap} />
                </td>
                <td colSpan={hasActions ? 2 : 1} />
              </tr>
            )}
          </tfoot>
        </table>
      </SortableRows>
      {!view.readOnly && (
        <div className="ft-actions">
          <AddRow at={at} />
          {table.cap === null && (
            <Button
              size="small"
              onClick={() => void view.apply((logic) => setCap(logic, at, numberOf(sumOf(rows))))}
            >
              {t("table.addCap")}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

function PointsCell({ at }: { readonly at: string }): ReactNode {
  const shape = useFormulaView().shapeAt(at);
  return isLeaf(shape) ? <Leaf shape={shape} /> : <ShapeView shape={shape} />;
}

function RowButtons(props: {
  readonly words: string;
  readonly up: (() => void) | null;
  readonly down: (() => void) | null;
  readonly remove: () => void;
}): ReactNode {
  const { t } = useTranslation("projections");
  const button = (sign: string, words: string, run: (() => void) | null): ReactNode => (
    <button
      type="button"
      className="ft-handle"
      title={words}
      aria-label={`${words} ${props.words}`}
      disabled={run === null}
      onClick={run ?? undefined}
    >
      {sign}
    </button>
  );
  return (
    <span className="ft-handles">
      {button("↑", t("commands.earlier"), props.up)}
      {button("↓", t("commands.later"), props.down)}
      {button("✕", t("commands.remove"), props.remove)}
    </span>
  );
}

/** The sum of the points, and the full marks that the source states where they differ. */
function SumRow(props: {
  readonly rows: readonly ChecklistRow[];
  /** After the points. */
  readonly columns: number;
}): ReactNode {
  const { rows } = props;
  const { t } = useTranslation("projections");
  const view = useFormulaView();
  const { place, readOnly } = view;
  const document = useWorkspace((workspace) => workspace.document);
  const pointer = place.pointer.replace(/\/logic$/, "/fullMarks");
  const stated = valueAt(document, { file: place.file, pointer });
  const others = rows.some(({ kind }) => kind === "other");
  const sum = toDecimalText(sumOf(rows));
  const differs = !others && typeof stated === "number" && String(stated) !== sum;
  const adopt = (): void => {
    const { commit } = useWorkspace.getState();
    commit(setValue(document, { file: place.file, pointer }, numberOf(sumOf(rows))), {
      label: { zh: `满分改为 ${sum}`, en: `Full marks now ${sum}` },
    });
  };
  return (
    <tr className="ft-sum">
      <td />
      <td>{t("table.sum")}</td>
      <td className="ft-number">
        {sum}
        {others && " + …"}
      </td>
      <td colSpan={props.columns}>
        {differs && (
          <span className="ft-warning">
            {t("table.sumDiffers", { sum, stated })}{" "}
            {!readOnly && (
              <Button size="small" type="link" onClick={adopt}>
                {t("table.adoptSum", { sum })}
              </Button>
            )}
          </span>
        )}
      </td>
    </tr>
  );
}

function sumOf(rows: readonly ChecklistRow[]): Rational {
  let sum = ZERO;
  for (const row of rows) if (row.kind === "tick") sum = add(sum, toExact(row.points) ?? ZERO);
  return sum;
}

function numberOf(value: Rational): number {
  return Number(toDecimalText(value));
}

/** Conditions without which the whole score is 0: those of the score that this formula is, or is a part of. */
function useRequired() {
  const view = useFormulaView();
  const document = useWorkspace((workspace) => workspace.document);
  const node = treeOf(document).byId.get(view.place.node);
  const score = node?.formulas.find(({ formula }) => formula === "score") ?? view.place;
  const logic = valueAt(document, score);
  return {
    has: (condition: Logic): boolean => logic !== undefined && isRequired(logic, condition),
    set: (condition: Logic, required: boolean): void => {
      if (logic === undefined) return;
      const edited = setRequired(logic, condition, required, view.declared);
      if (!edited.ok) return;
      const { commit } = useWorkspace.getState();
      commit(setValue(document, score, edited.logic), { label: edited.label });
    },
  };
}

function moveByKeys(
  event: KeyboardEvent,
  index: number,
  move: (from: number, to: number) => void,
): void {
  if (!event.ctrlKey || !event.shiftKey) return;
  const step = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : 0;
  if (step === 0) return;
  event.preventDefault();
  event.stopPropagation();
  move(index, index + step);
}

function rowClass(value: unknown): string {
  return value === true ? "ft-taken" : "";
}
