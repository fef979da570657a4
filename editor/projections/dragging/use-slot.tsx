/** @module A node of the typeset formula as a place to drop on: there only while something is dragged. */
import { useDndContext, useDroppable } from "@dnd-kit/core";
import {
  createContext,
  type ReactNode,
  type RefObject,
  useContext,
  useLayoutEffect,
  useRef,
} from "react";
import { useFormulaView } from "../formula-view.ts";
import { AddSlot } from "./add-slot.tsx";
import { type Dragged, type SlotWords, slotAt } from "./slots.ts";

/** What dropping would do, in words; `null`: nodes are no places to drop on. */
const TakesDrops = createContext<((slot: SlotWords) => string) | null>(null);

/** Tables put their rows in order by themselves: nodes are places to drop on in the typeset view only. */
export const TakesDropsProvider = TakesDrops.Provider;

export interface SlotState {
  readonly ref: RefObject<HTMLSpanElement | null>;
  readonly className: string;
  /** What dropping here would do, while something is dragged over it. */
  readonly label: string | undefined;
  readonly takesDrops: boolean;
  /** To be drawn within the node. */
  readonly places: ReactNode;
}

export function useSlot(at: string): SlotState {
  const ref = useRef<HTMLSpanElement>(null);
  const say = useContext(TakesDrops);
  const view = useFormulaView();
  const { active, over } = useDndContext();
  const dragged = (active?.data.current as { readonly dragged?: Dragged } | undefined)?.dragged;
  if (say === null || dragged === undefined)
    return { ref, className: "", label: undefined, takesDrops: say !== null, places: null };
  const slot = slotAt(view, dragged, at);
  const isLegal = slot.edit !== null;
  const isOver = over?.id === at;
  return {
    ref,
    className: isOver
      ? isLegal
        ? "fx-slot fx-slot-over"
        : "fx-slot-closed"
      : isLegal
        ? "fx-slot"
        : "",
    label: isOver ? say(slot.words) : undefined,
    takesDrops: true,
    places: (
      <>
        <DropPlace at={at} node={ref} />
        <AddSlot at={at} dragged={dragged} />
      </>
    ),
  };
}

/** A part of its own, so that a node which nothing is dragged over costs nothing: there are a hundred of them. */
function DropPlace(props: {
  readonly at: string;
  readonly node: RefObject<HTMLElement | null>;
}): ReactNode {
  const { at, node } = props;
  const { setNodeRef } = useDroppable({ id: at });
  useLayoutEffect(() => setNodeRef(node.current), [setNodeRef, node]);
  return null;
}
