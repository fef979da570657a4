/**
 * @module One node of a formula on the page, in whichever projection: it can be selected (DOM focus is the selection),
 * says itself to a screen reader, and carries the marks of findings, coverage and comparison and its live value.
 */
import type { ReactNode } from "react";
import { DragHandle } from "../dragging/drag-handle.tsx";
import { useSlot } from "../dragging/use-slot.tsx";
import { useFormulaView } from "../formula-view.ts";
import { markClasses } from "./marks.ts";
import { ValueChip } from "./value-chip.tsx";

export function NodeFrame(props: {
  readonly at: string;
  readonly className: string;
  /** Without a value of its own under it: where it stands elsewhere already. */
  readonly plain?: boolean;
  readonly children: ReactNode;
}): ReactNode {
  const view = useFormulaView();
  const slot = useSlot(props.at);
  const { at } = props;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a node of a formula is no form group.
    <span
      ref={slot.ref}
      role="group"
      data-slot={slot.label}
      data-at={at}
      data-moved={view.moves?.get(at)}
      tabIndex={view.selected === at ? 0 : -1}
      aria-label={view.speech.get(at)}
      aria-describedby={
        view.findings.some((finding) => finding.at === at) ? view.noteId(at) : undefined
      }
      className={`fx-node ${props.className} ${markClasses(view, at)} ${slot.className}`}
    >
      {slot.takesDrops && view.selected === at && !view.readOnly && at !== "" && (
        <DragHandle at={at} />
      )}
      {props.children}
      {!props.plain && <ValueChip at={at} />}
      {slot.places}
    </span>
  );
}
