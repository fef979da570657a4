/** @module A node of the typeset formula as a place to drop on, and the handle of the selected one. */
import { useDndContext, useDroppable } from "@dnd-kit/core";
import { createContext, useContext } from "react";
import { useTranslation } from "react-i18next";
import { useFormulaView } from "../formula-view.ts";
import { type Dragged, slotAt } from "./slots.ts";

/** Tables put their rows in order by themselves: nodes are places to drop on in the typeset view only. */
const TakesDrops = createContext(false);

export const TakesDropsProvider = TakesDrops.Provider;

export interface SlotState {
  readonly ref: (element: HTMLElement | null) => void;
  readonly className: string;
  /** What dropping here would do, while something is dragged over it. */
  readonly label: string | undefined;
  readonly takesDrops: boolean;
}

export function useSlot(at: string): SlotState {
  const { t } = useTranslation("projections");
  const takesDrops = useContext(TakesDrops);
  const view = useFormulaView();
  const { active } = useDndContext();
  const drop = useDroppable({ id: at, disabled: !takesDrops });
  const dragged = (active?.data.current as { readonly dragged?: Dragged } | undefined)?.dragged;
  if (!takesDrops || dragged === undefined)
    return { ref: drop.setNodeRef, className: "", label: undefined, takesDrops };
  const slot = slotAt(view, dragged, at);
  const legal = slot.edit !== null;
  return {
    ref: drop.setNodeRef,
    className: drop.isOver
      ? legal
        ? "fx-slot fx-slot-over"
        : "fx-slot-closed"
      : legal
        ? "fx-slot"
        : "",
    label: drop.isOver ? t(`slots.${slot.words}`) : undefined,
    takesDrops,
  };
}
