/**
 * @module Dragging within a formula: the selected node by its handle, parts from the tray, names from the shelf. Every
 * place that can take what is dragged says what would happen there; keys and screen readers do the same.
 */
import {
  closestCenter,
  DndContext,
  type DragEndEvent,
  KeyboardCode,
  type KeyboardCoordinateGetter,
  KeyboardSensor,
  MeasuringStrategy,
  PointerSensor,
  pointerWithin,
  useSensor,
  useSensors,
} from "@dnd-kit/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { nodeAt } from "../../../engine/logic/json-tree.ts";
import { remove } from "../../formula/operations/nodes.ts";
import { useWorkspace } from "../../workspace/workspace-store.ts";
import { useFormulaView } from "../formula-view.ts";
import { addsTo } from "./add-slot.tsx";
import { addedTo, type Dragged, type Slot, slotAt } from "./slots.ts";
import { TRAY } from "./tray.tsx";

export function FormulaDragging({ children }: { readonly children: ReactNode }): ReactNode {
  const { t } = useTranslation("projections");
  const view = useFormulaView();
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 5 } }),
    useSensor(KeyboardSensor, { coordinateGetter: nextSlot }),
  );
  const what = (data: unknown): Dragged => (data as { readonly dragged: Dragged }).dragged;
  const slotOver = (dragged: Dragged, over: string): Slot => {
    const node = addsTo(over);
    return node === null ? slotAt(view, dragged, over) : addedTo(view, dragged, node);
  };
  const slotWords = (dragged: Dragged, over: string): string =>
    over === TRAY ? t("slots.tray") : t(`slots.${slotOver(dragged, over).words}`);
  const placeWords = (over: string): string =>
    over === TRAY ? "" : (view.speech.get(addsTo(over) ?? over) ?? "");

  const drop = ({ active, over }: DragEndEvent): void => {
    if (over === null) return;
    const dragged = what(active.data.current);
    const at = String(over.id);
    if (at === TRAY) {
      if (dragged.from === "formula") putAside(view, dragged.at);
      return;
    }
    const { edit } = slotOver(dragged, at);
    if (edit === null) return;
    if (view.apply(edit) && dragged.from === "tray") takeFromTray(dragged.index);
  };

  return (
    <DndContext
      sensors={sensors}
      collisionDetection={(of) => {
        if (of.pointerCoordinates === null) return closestCenter(of);
        // The innermost place under the pointer is the one that is meant.
        const hits = pointerWithin(of).filter(({ id }) => id !== "");
        return hits.sort((a, b) => String(b.id).length - String(a.id).length);
      }}
      // The formula shows handles and slots while it is dragged over, so that places move a little.
      measuring={{ droppable: { strategy: MeasuringStrategy.Always } }}
      accessibility={{
        screenReaderInstructions: { draggable: t("drag.instructions") },
        announcements: {
          onDragStart: ({ active }) => t("drag.picked", { what: what(active.data.current).words }),
          onDragOver: ({ active, over }) =>
            over
              ? `${slotWords(what(active.data.current), String(over.id))} ${placeWords(String(over.id))}`
              : t("drag.nowhere"),
          onDragEnd: ({ active, over }) =>
            over
              ? slotWords(what(active.data.current), String(over.id))
              : t("drag.cancelled", { row: what(active.data.current).words }),
          onDragCancel: ({ active }) =>
            t("drag.cancelled", { row: what(active.data.current).words }),
        },
      }}
      onDragEnd={drop}
    >
      {children}
    </DndContext>
  );
}

/** Arrow keys go from one place to the next in the order in which they are seen. */
const nextSlot: KeyboardCoordinateGetter = (event, { context, currentCoordinates }) => {
  const forward = event.code === KeyboardCode.Right || event.code === KeyboardCode.Down;
  const back = event.code === KeyboardCode.Left || event.code === KeyboardCode.Up;
  if (!forward && !back) return undefined;
  event.preventDefault();
  const { droppableContainers, droppableRects, over, collisionRect } = context;
  const slots = droppableContainers
    .getEnabled()
    .flatMap(({ id, node }) => {
      const rect = droppableRects.get(id);
      return rect === undefined || node.current === null ? [] : [{ id, rect, node: node.current }];
    })
    .sort((a, b) =>
      a.node.compareDocumentPosition(b.node) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1,
    );
  const now = slots.findIndex(({ id }) => id === over?.id);
  const next = slots[(now + (forward ? 1 : slots.length - 1)) % slots.length];
  if (next === undefined || !collisionRect) return currentCoordinates;
  return {
    x: next.rect.left + next.rect.width / 2 - collisionRect.width / 2,
    y: next.rect.top + next.rect.height / 2 - collisionRect.height / 2,
  };
};

/** A node leaves the formula for the tray; its slot stays, empty. */
function putAside(view: ReturnType<typeof useFormulaView>, at: string): void {
  const node = nodeAt(view.logic, at);
  if (node === undefined) return;
  view.apply((logic) => {
    const emptied = remove(logic, at, view.declared);
    return emptied.ok ? { ...emptied, tray: [node] } : emptied;
  });
}

/** What came from the tray is no longer in it; the same step of history. */
function takeFromTray(index: number): void {
  const { tray, document, commit, steps, position } = useWorkspace.getState();
  const label = steps[position - 1]?.label ?? { zh: "", en: "" };
  commit(document, { label, tray: tray.filter((_, position) => position !== index) });
}
