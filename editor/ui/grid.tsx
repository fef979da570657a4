/**
 * @module A grid that is worked by keyboard as a spreadsheet is: arrows move, typing replaces, Enter or F2 edits,
 * Escape gives up. Rows out of sight are not drawn. Input methods are never disturbed: the focused cell is a field.
 */
import { useVirtualizer } from "@tanstack/react-virtual";
import {
  type KeyboardEvent,
  memo,
  type ReactNode,
  type RefObject,
  useEffect,
  useRef,
  useState,
} from "react";
import { type EndOfEdit, GridCell } from "./grid-cell.tsx";
import { nextCell } from "./grid-keys.ts";
import { useSteady } from "./use-steady.ts";
import "./grid.css";

export interface GridColumn<Row> {
  readonly key: string;
  readonly title: string;
  /** Second line of the heading, dimmed. */
  readonly note?: string;
  /** CSS width. */
  readonly width: string;
  /** Stays in sight when the others scroll away below it. */
  readonly fixed?: boolean;
  readonly text: (row: Row) => string;
  /** What is shown instead of the text. */
  readonly show?: (row: Row) => ReactNode;
  /** Takes what was typed; the sentence says what is wrong with it, `null` that it was taken. */
  readonly enter?: (row: Row, text: string) => string | null;
  /** Opens something larger than a cell. */
  readonly open?: (row: Row) => void;
  readonly tone?: (row: Row) => "bad" | "good" | "dim" | null;
}

export interface GridProps<Row> {
  readonly label: string;
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  readonly columns: readonly GridColumn<Row>[];
  /** Keys of rows that are marked. */
  readonly marked: ReadonlySet<string>;
  readonly onMark: (keys: ReadonlySet<string>) => void;
  /** As the columns: the same object until it says something else. */
  readonly markLabel: (row: Row) => string;
  readonly markAllLabel: string;
  /** The row whose values are shown elsewhere. */
  readonly current: string | null;
  readonly onFocusRow: (row: Row) => void;
  readonly onRowKey?: (event: KeyboardEvent, row: Row) => void;
  readonly onCopy: (event: ClipboardEvent, row: number, column: number) => void;
  readonly onPaste: (event: ClipboardEvent, row: number, column: number) => void;
}

const ROW_HEIGHT_PX = 34;
const MARK_WIDTH = "2.25rem";

export interface CellPosition {
  readonly row: number;
  readonly column: number;
}

export function Grid<Row>(props: GridProps<Row>): ReactNode {
  const { label, rows, rowKey, columns, marked, onMark, current } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const [cell, setCell] = useState<CellPosition>({ row: 0, column: 0 });
  const [wantsFocus, setWantsFocus] = useState(false);
  const at = {
    row: Math.min(cell.row, Math.max(0, rows.length - 1)),
    column: Math.min(cell.column, columns.length - 1),
  };
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT_PX,
    overscan: 8,
    getItemKey: (index) => rowKey(rows[index] as Row),
  });

  const go = (to: CellPosition): void => {
    const row = rows[to.row];
    if (row === undefined) return;
    setCell(to);
    setWantsFocus(true);
    virtual.scrollToIndex(to.row);
    if (to.row !== at.row) props.onFocusRow(row);
  };

  useEffect(() => {
    if (!wantsFocus) return;
    const focused = scroller.current?.querySelector<HTMLElement>("[data-focused]");
    if (focused == null) return;
    focused.focus({ preventScroll: true });
    focused.scrollIntoView({ block: "nearest", inline: "nearest" });
    setWantsFocus(false);
  });

  useClipboard(scroller, at, props);

  const onKeyDown = (event: KeyboardEvent): void => {
    const row = rows[at.row];
    if (row === undefined || event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (event.target instanceof HTMLElement && event.target.dataset.editing !== undefined) return;
    const to = nextCell(event, at, { rows: rows.length, columns: columns.length });
    if (to !== null) {
      event.preventDefault();
      go(to);
      return;
    }
    if (event.key === " " && event.shiftKey) {
      event.preventDefault();
      onMark(toggled(marked, rowKey(row)));
      return;
    }
    props.onRowKey?.(event, row);
  };

  const handlers = useSteady({
    toggle: (key: string) => onMark(toggled(marked, key)),
    focus: (row: number, column: number) => go({ row, column }),
    done: (by: EndOfEdit) => go(afterEdit(by, at, rows.length, columns.length)),
  });

  const all = rows.length > 0 && rows.every((row) => marked.has(rowKey(row)));
  const drawn = virtual.getVirtualItems();
  const above = drawn[0]?.start ?? 0;
  const below = virtual.getTotalSize() - (drawn.at(-1)?.end ?? 0);
  return (
    <div
      className="grid"
      ref={scroller}
      onScroll={({ currentTarget }) =>
        currentTarget.toggleAttribute("data-scrolled", currentTarget.scrollLeft > 0)
      }
    >
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table worked by keyboard is a grid (WAI-ARIA APG)
        role="grid"
        aria-label={label}
        aria-rowcount={rows.length + 1}
        aria-colcount={columns.length + 1}
        aria-multiselectable="true"
        style={{ width: `calc(${[MARK_WIDTH, ...columns.map(({ width }) => width)].join(" + ")})` }}
        onKeyDown={onKeyDown}
      >
        <colgroup>
          <col style={{ width: MARK_WIDTH }} />
          {columns.map(({ key, width }) => (
            <col key={key} style={{ width }} />
          ))}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            <th scope="col" className="grid-mark">
              <input
                type="checkbox"
                tabIndex={-1}
                aria-label={props.markAllLabel}
                checked={all}
                onChange={() => onMark(all ? new Set() : new Set(rows.map(rowKey)))}
              />
            </th>
            {columns.map(({ key, title, note, fixed }) => (
              <th scope="col" key={key} className={fixed ? "grid-fixed" : ""} title={title}>
                <span>{title}</span>
                {note === undefined ? null : <small>{note}</small>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Spacer height={above} />
          {drawn.map(({ index, key }) => {
            const row = rows[index] as Row;
            const id = rowKey(row);
            return (
              <DrawnRow
                key={key}
                row={row}
                id={id}
                index={index}
                columns={columns as readonly GridColumn<unknown>[]}
                markLabel={props.markLabel as (row: unknown) => string}
                focused={index === at.row ? at.column : null}
                marked={marked.has(id)}
                current={id === current}
                handlers={handlers}
              />
            );
          })}
          <Spacer height={below} />
        </tbody>
      </table>
    </div>
  );
}

interface RowHandlers {
  readonly toggle: (key: string) => void;
  readonly focus: (row: number, column: number) => void;
  readonly done: (by: EndOfEdit) => void;
}

interface DrawnRowProps {
  readonly row: unknown;
  readonly id: string;
  readonly index: number;
  readonly columns: readonly GridColumn<unknown>[];
  readonly markLabel: (row: unknown) => string;
  /** Column of the focused cell, where it is in this row. */
  readonly focused: number | null;
  readonly marked: boolean;
  readonly current: boolean;
  readonly handlers: RowHandlers;
}

/** Drawn anew only when something in it changed: an edit of a formula leaves most rows as they are. */
const DrawnRow = memo(function DrawnRow(props: DrawnRowProps): ReactNode {
  const { row, id, index, columns, markLabel, focused, marked, current, handlers } = props;
  return (
    <tr aria-rowindex={index + 2} aria-selected={marked} className={current ? "grid-current" : ""}>
      <td className="grid-mark">
        <input
          type="checkbox"
          tabIndex={-1}
          aria-label={markLabel(row)}
          checked={marked}
          onChange={() => handlers.toggle(id)}
        />
      </td>
      {columns.map((column, position) => (
        <GridCell
          key={column.key}
          row={row}
          column={column}
          position={position}
          focused={position === focused}
          onFocus={() => handlers.focus(index, position)}
          onDone={handlers.done}
        />
      ))}
    </tr>
  );
});

/** Stands for the rows that are not drawn. */
function Spacer({ height }: { readonly height: number }): ReactNode {
  if (height <= 0) return null;
  return <tr className="grid-spacer" style={{ height }} />;
}

function toggled(keys: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(keys);
  if (!next.delete(key)) next.add(key);
  return next;
}

/** Enter goes down, Tab to the right, as in a spreadsheet. */
function afterEdit(by: EndOfEdit, { row, column }: CellPosition, rows: number, columns: number) {
  if (by === "enter") return { row: Math.min(rows - 1, row + 1), column };
  const step = by === "tab" ? 1 : -1;
  return { row, column: Math.min(columns - 1, Math.max(0, column + step)) };
}

/** Copy and paste of whole cells; inside a field that is being edited they are the field's own. */
function useClipboard<Row>(
  scroller: RefObject<HTMLDivElement | null>,
  { row, column }: CellPosition,
  { onCopy, onPaste }: GridProps<Row>,
): void {
  useEffect(() => {
    const grid = scroller.current;
    if (grid === null) return;
    const isEditing = (event: Event): boolean =>
      event.target instanceof HTMLElement && event.target.dataset.editing !== undefined;
    const copy = (event: ClipboardEvent): void => {
      if (!isEditing(event)) onCopy(event, row, column);
    };
    const paste = (event: ClipboardEvent): void => {
      if (!isEditing(event)) onPaste(event, row, column);
    };
    grid.addEventListener("copy", copy);
    grid.addEventListener("paste", paste);
    return () => {
      grid.removeEventListener("copy", copy);
      grid.removeEventListener("paste", paste);
    };
  });
}
