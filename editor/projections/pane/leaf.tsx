/**
 * @module A leaf of a formula: number, name or empty slot. The element that has the focus is a text field from the
 * start, invisible until something is typed: so that the first letter of an input method is never lost, and a leaf
 * need not be "opened" before one writes.
 */
import { type CSSProperties, type KeyboardEvent, type ReactNode, useRef, useState } from "react";
import { OwnForm } from "../../ui/own-form.tsx";
import { DragHandle } from "../dragging/drag-handle.tsx";
import { useSlot } from "../dragging/use-slot.tsx";
import { type FormulaView, useFormulaView } from "../formula-view.ts";
import type { Notation } from "../notation/shapes.ts";
import { type LeafShape, LiteralText } from "./literal-text.tsx";
import { markClasses } from "./marks.ts";
import { Suggestions, useSuggestions } from "./suggestions.tsx";
import { ValueChip } from "./value-chip.tsx";
import { valueText } from "./value-text.ts";

export function Leaf({
  shape,
  inRow = false,
  enter,
}: {
  readonly shape: LeafShape;
  /** The row around it has the focus; the field gets it only to be written in. */
  readonly inRow?: boolean;
  /** What takes the text, where that is not simply the node's replacement. */
  readonly enter?: (text: string) => string | null;
}): ReactNode {
  const view = useFormulaView();
  const { at } = shape;
  const slot = useSlot(at);
  const field = useRef<HTMLInputElement>(null);
  const [draft, setDraft] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const editing = draft !== null;
  const suggestions = useSuggestions(draft, view.names);

  const leave = (): void => {
    setDraft(null);
    setRefusal(null);
    if (inRow && document.activeElement === field.current) {
      field.current?.closest<HTMLElement>("[role=treeitem]")?.focus();
    }
  };
  const commit = (text: string): boolean => {
    const typed = inKindOf(shape, text);
    const unchanged = typed.trim() === "" || typed === editableText(shape);
    const wrong = unchanged ? null : enter === undefined ? view.enter(at, typed) : enter(typed);
    setRefusal(wrong);
    if (wrong === null) leave();
    return wrong === null;
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    // A key of the input method's own: 229 is what browsers say while a composition is on its way.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (!editing) {
      if ((event.key === "Enter" || event.key === "F2") && !event.altKey && !event.ctrlKey) {
        if (view.readOnly) return;
        event.preventDefault();
        event.stopPropagation();
        setDraft(editableText(shape));
        requestAnimationFrame(() => field.current?.select());
      }
      return;
    }
    // While a leaf is written, its keys are its own; only Ctrl and F keys reach the formula.
    if (!event.ctrlKey && !event.metaKey && !/^F\d/.test(event.key)) event.stopPropagation();
    if (suggestions.onKey(event, (text) => commit(text))) return;
    if (event.key === "Enter") {
      event.preventDefault();
      commit(draft);
    } else if (event.key === "Escape") {
      event.preventDefault();
      leave();
    } else if (event.key === "Tab") {
      if (commit(draft)) view.tab(event);
      else event.preventDefault();
    }
  };

  const hasChip = shape.kind === "name" && shape.name.printed === undefined && !inRow;
  const className = `fx-node fx-leaf fx-leaf-${shape.kind} ${editing ? "fx-editing" : ""} ${markClasses(view, at)} ${slot.className}`;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the field in it has the focus and the keys.
    <span
      ref={slot.ref}
      data-slot={slot.label}
      className={className}
      data-moved={view.moves?.get(at)}
      {...(inRow ? {} : { "data-at": at })}
      {...(hasChip ? { style: { "--fx-chip": `${chipLength(view, at)}ch` } as CSSProperties } : {})}
      onPointerDown={(event) => {
        if (editing || inRow || event.button !== 0) return;
        event.preventDefault();
        field.current?.focus();
      }}
      onDoubleClick={() => {
        if (editing || view.readOnly) return;
        setDraft(editableText(shape));
        requestAnimationFrame(() => field.current?.select());
      }}
    >
      <span className="fx-leaf-text" aria-hidden={inRow ? undefined : true} title={titleOf(shape)}>
        {editing ? (
          <span className="fx-leaf-draft">{draft || " "}</span>
        ) : (
          <LiteralText shape={shape} />
        )}
      </span>
      <OwnForm>
        <input
          ref={field}
          className="fx-leaf-field"
          data-leaf={at}
          tabIndex={!inRow && view.selected === at ? 0 : -1}
          aria-label={view.speech.get(at)}
          // The row says it; the field is there for those who write in it.
          aria-hidden={inRow && !editing ? true : undefined}
          aria-invalid={refusal === null ? undefined : true}
          aria-describedby={
            view.findings.some((one) => one.at === at) ? view.noteId(at) : undefined
          }
          {...(editing ? suggestions.combobox : {})}
          autoComplete="off"
          spellCheck={false}
          readOnly={view.readOnly}
          value={draft ?? ""}
          onChange={(event) => {
            setDraft(event.target.value);
            setRefusal(null);
          }}
          onFocus={(event) => {
            if (!inRow || editing) return;
            setDraft(editableText(shape));
            const { target } = event;
            queueMicrotask(() => target.select());
          }}
          onCompositionStart={() => setDraft((text) => text ?? "")}
          onKeyDown={onKeyDown}
          onBlur={() => {
            if (editing && !commit(draft)) leave();
          }}
        />
      </OwnForm>
      {slot.takesDrops && view.selected === at && !view.readOnly && !editing && at !== "" && (
        <DragHandle at={at} />
      )}
      {editing && <Suggestions of={suggestions} choose={commit} />}
      {refusal !== null && (
        <span className="fx-refusal" role="alert">
          {refusal}
        </span>
      )}
      {hasChip && <ValueChip at={at} share={shape.name.share} />}
      {slot.places}
    </span>
  );
}

/** Room for the value beneath, in digits of the formula: those of the value are smaller. */
function chipLength({ values, showValues }: FormulaView, at: string): number {
  const value = showValues ? values?.at.get(at) : undefined;
  const text = value === undefined ? null : valueText(value);
  return text === null ? 0 : Math.round(text.length * 8) / 10;
}

/** What stands in the field when a leaf is opened. */
function editableText(shape: LeafShape): string {
  switch (shape.kind) {
    case "number":
      return shape.percent ? `${shape.text}%` : shape.text;
    case "name":
      return shape.name.symbol ?? shape.name.label;
    case "word":
      return shape.option?.label ?? shape.text;
    default:
      return "";
  }
}

/** A bare number written over a percent stays a percent, as in a cell formatted so. */
function inKindOf(shape: LeafShape, text: string): string {
  const isPercent = shape.kind === "number" && shape.percent;
  return isPercent && /^\s*[-−]?[\d０-９]+([.．][\d０-９]+)?\s*$/.test(text)
    ? `${text.trim()}%`
    : text;
}

function titleOf(shape: Notation): string | undefined {
  if (shape.kind !== "name") return undefined;
  const { label, unit, printed } = shape.name;
  const words = unit === undefined ? label : `${label} (${unit})`;
  return printed === undefined ? words : `${label} ${printed}`;
}
