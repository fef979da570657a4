/** @module The cases of one node as a grid: figures as columns, expected against what came. */
import { App } from "antd";
import { type KeyboardEvent, type ReactNode, useCallback, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Case } from "../../engine/cases/case.ts";
import { treeOf } from "../document/nodes.ts";
import { useLanguage, useText } from "../messages/index.ts";
import { copyTable, pastedTable, type Table } from "../ui/clipboard-table.ts";
import { Grid } from "../ui/grid.tsx";
import { useWorkspace } from "../workspace/workspace-store.ts";
import { type CaseColumn, cellText, columnsOf } from "./case-columns.ts";
import type { CaseRow } from "./case-rows.ts";
import { useGridColumns, useHeadings } from "./grid-columns.tsx";
import { type PastePlan, type PasteTarget, planPaste } from "./paste-cases.ts";
import { PasteDialog } from "./paste-dialog.tsx";
import { useCaseEdits } from "./use-case-edits.ts";

export interface CaseTableProps {
  /** Id of the node. */
  readonly node: string;
  readonly rows: readonly CaseRow[];
  readonly marked: ReadonlySet<string>;
  readonly onMark: (ids: ReadonlySet<string>) => void;
  readonly onOpen: (id: string) => void;
}

const NO_INPUTS = {};

export function CaseTable({ node, rows, marked, onMark, onOpen }: CaseTableProps): ReactNode {
  const { t } = useTranslation("cases");
  const language = useLanguage();
  const text = useText();
  const { message } = App.useApp();
  const readOnly = useWorkspace((state) => state.readOnly);
  const chosen = useWorkspace((state) => state.chosenCase);
  const edits = useCaseEdits();
  const inputs = useWorkspace(
    ({ document }) => treeOf(document).byId.get(node)?.value.inputs ?? NO_INPUTS,
  );
  const name = useWorkspace(({ document }) => treeOf(document).byId.get(node)?.value.name);
  const columns = useMemo(() => columnsOf(inputs), [inputs]);
  const shown = useGridColumns(node, columns, onOpen);
  const headings = useHeadings(columns);
  const markLabel = useCallback(
    (row: CaseRow) => t("markCase", { name: text(row.case.name) }),
    [t, text],
  );
  const [pasted, setPasted] = useState<{ plan: PastePlan; target: PasteTarget } | null>(null);
  const pane = useRef<HTMLDivElement>(null);
  /** The keyboard goes on where it was. */
  const closePasted = (): void => {
    setPasted(null);
    requestAnimationFrame(() =>
      pane.current?.querySelector<HTMLElement>("[data-focused]")?.focus(),
    );
  };

  const onRowKey = (event: KeyboardEvent, { case: { id } }: CaseRow): void => {
    if (readOnly) return;
    const control = event.ctrlKey || event.metaKey;
    const { undo, redo } = useWorkspace.getState();
    // The focused cell is a field, whose own undo would have nothing to take back.
    if (control && event.key.toLowerCase() === "z") (event.shiftKey ? redo : undo)();
    else if (control && event.key === "y") redo();
    else if (control && event.key === "d") edits.duplicate(id);
    else if (control && (event.key === "Delete" || event.key === "Backspace")) {
      edits.remove(marked.has(id) ? marked : new Set([id]));
      onMark(new Set());
    } else if (control && event.shiftKey && event.key === "ArrowUp") edits.move(id, -1);
    else if (control && event.shiftKey && event.key === "ArrowDown") edits.move(id, 1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onCopy = (event: ClipboardEvent, row: number, column: number): void => {
    if (event.clipboardData === null) return;
    event.preventDefault();
    const some = rows.flatMap(({ case: one }) => (marked.has(one.id) ? [one] : []));
    if (some.length === 0) {
      const [one, at] = [rows[row], columns[column]];
      if (one && at) copyTable(event.clipboardData, [[cellText(one.case, at, language)]]);
      return;
    }
    copyTable(event.clipboardData, tableOf(some, columns, t("columnId"), headings, language));
    message.success(t("copied", { count: some.length }));
  };
  const onPaste = (event: ClipboardEvent, row: number, column: number): void => {
    const table = event.clipboardData === null ? null : pastedTable(event.clipboardData);
    if (table === null || readOnly) return;
    // One cell goes into the focused field as any text does.
    if (table.length === 1 && table[0]?.length === 1) return;
    event.preventDefault();
    const cases = rows.map((one) => one.case);
    const target = { node, cases, columns, row, column };
    setPasted({ plan: planPaste(table, target), target });
  };

  return (
    <div className="cases-table" ref={pane}>
      <Grid
        label={t("gridLabel", { node: [node, name && text(name)].filter(Boolean).join(" ") })}
        rows={rows}
        rowKey={keyOf}
        columns={shown}
        marked={marked}
        onMark={onMark}
        markLabel={markLabel}
        markAllLabel={t("filterAll", { count: rows.length })}
        current={chosen}
        onFocusRow={({ case: { id } }) => useWorkspace.getState().chooseCase(id)}
        onRowKey={onRowKey}
        onCopy={onCopy}
        onPaste={onPaste}
      />
      {pasted === null ? null : (
        <PasteDialog
          {...pasted}
          onApply={() => {
            edits.paste(pasted.plan, pasted.target);
            closePasted();
          }}
          onCancel={closePasted}
        />
      )}
    </div>
  );
}

function keyOf({ case: { id } }: CaseRow): string {
  return id;
}

/** What is copied: headings, then a row for each case with its id, so that it can be pasted back. */
function tableOf(
  cases: readonly Case[],
  columns: readonly CaseColumn[],
  idTitle: string,
  headings: readonly string[],
  language: ReturnType<typeof useLanguage>,
): Table {
  const kept = columns.flatMap(({ kind }, index) =>
    kind === "differences" || kind === "worked" ? [] : [index],
  );
  return [
    [idTitle, ...kept.map((index) => headings[index] ?? "")],
    ...cases.map((one) => [
      one.id,
      ...kept.map((index) => cellText(one, columns[index] as CaseColumn, language)),
    ]),
  ];
}
