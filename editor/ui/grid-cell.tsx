/** @module One cell of a grid. The focused one is a field with its text selected, so that typing replaces it. */
import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from "react";
import type { GridColumn } from "./grid.tsx";
import { OwnForm } from "./own-form.tsx";

export type EndOfEdit = "enter" | "tab" | "back";

interface GridCellProps<Row> {
  readonly row: Row;
  readonly column: GridColumn<Row>;
  readonly position: number;
  readonly focused: boolean;
  readonly onFocus: () => void;
  readonly onDone: (by: EndOfEdit) => void;
}

export function GridCell<Row>(props: GridCellProps<Row>): ReactNode {
  const { row, column, position, focused, onFocus } = props;
  const [draft, setDraft] = useState<string | null>(null);
  const [wrong, setWrong] = useState<string | null>(null);
  const text = column.text(row);
  const tone = column.tone?.(row) ?? null;
  const className = [
    "grid-cell",
    column.fixed ? "grid-fixed" : "",
    tone === null ? "" : `grid-${tone}`,
    wrong === null ? "" : "grid-wrong",
  ]
    .filter(Boolean)
    .join(" ");
  const shared = { "aria-colindex": position + 2, className };

  if (focused && column.enter !== undefined) {
    return (
      <td {...shared}>
        <CellField {...props} draft={draft} setDraft={setDraft} wrong={wrong} setWrong={setWrong} />
      </td>
    );
  }
  return (
    <td
      {...shared}
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: cells of a grid take the focus (WAI-ARIA APG)
      role="gridcell"
      tabIndex={focused ? 0 : -1}
      data-focused={focused || undefined}
      onClick={onFocus}
      onDoubleClick={() => column.open?.(row)}
      onKeyDown={(event) => {
        if (event.key !== "Enter" && event.key !== "F2") return;
        if (event.nativeEvent.isComposing || column.open === undefined) return;
        event.preventDefault();
        column.open(row);
      }}
      title={wrong ?? text}
    >
      {draft ?? column.show?.(row) ?? text}
    </td>
  );
}

interface FieldProps<Row> extends GridCellProps<Row> {
  readonly draft: string | null;
  readonly setDraft: (draft: string | null) => void;
  readonly wrong: string | null;
  readonly setWrong: (wrong: string | null) => void;
}

function CellField<Row>({
  row,
  column,
  draft,
  setDraft,
  wrong,
  setWrong,
  onDone,
}: FieldProps<Row>): ReactNode {
  const field = useRef<HTMLInputElement>(null);
  const messageId = useId();
  const text = column.text(row);

  /** Text that is refused stays, with the reason beside it. */
  const enter = (): boolean => {
    if (draft === null) return true;
    const problem = draft === text ? null : (column.enter?.(row, draft) ?? null);
    setWrong(problem);
    if (problem === null) setDraft(null);
    return problem === null;
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    const { key } = event;
    const isEditing = draft !== null;
    if (key === "Escape" && isEditing) {
      event.preventDefault();
      event.stopPropagation();
      setDraft(null);
      setWrong(null);
      requestAnimationFrame(() => field.current?.select());
    } else if (key === "Enter" && isEditing) {
      event.preventDefault();
      if (enter()) onDone("enter");
    } else if (key === "Tab" && isEditing) {
      event.preventDefault();
      if (enter()) onDone(event.shiftKey ? "back" : "tab");
    } else if ((key === "Enter" || key === "F2") && !isEditing) {
      event.preventDefault();
      if (column.open !== undefined) {
        column.open(row);
        return;
      }
      setDraft(text);
      const end = field.current?.value.length ?? 0;
      field.current?.setSelectionRange(end, end);
    } else if ((key === "Delete" || key === "Backspace") && !isEditing && !event.ctrlKey) {
      event.preventDefault();
      setWrong(column.enter?.(row, "") ?? null);
    }
  };
  return (
    <>
      <OwnForm>
        <input
          ref={field}
          data-focused
          data-editing={draft === null ? undefined : ""}
          className="grid-field"
          aria-label={column.title}
          aria-invalid={wrong !== null}
          aria-describedby={wrong === null ? undefined : messageId}
          value={draft ?? text}
          onFocus={(event) => draft === null && event.currentTarget.select()}
          onChange={(event) => setDraft(event.currentTarget.value)}
          onBlur={() => enter()}
          onDoubleClick={() =>
            column.open === undefined ? setDraft(draft ?? text) : column.open(row)
          }
          onKeyDown={onKeyDown}
        />
      </OwnForm>
      {wrong === null ? null : (
        <span id={messageId} role="alert" className="grid-message">
          {wrong}
        </span>
      )}
    </>
  );
}
