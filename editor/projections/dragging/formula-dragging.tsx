/**
 * @module Dragging within a formula: the selected node by its handle, parts from the tray, names from the shelf. Every
 * place that can take what is dragged says what would happen there; keys and screen readers do the same.
 */
import {
  closestCenter,
  DndContext,
  type DragEndEvent,
  KeyboardCode,
  KeyboardSensor,
  MeasuringStrategy,
  PointerSensor,
  pointerWithin,
  type SensorContext,
  type Translate,
  type UniqueIdentifier,
  useSensor,
  useSensors,
} from "@dnd-kit/core";
import { type ReactNode, useRef } from "react";
import { useTranslation } from "react-i18next";
import { nodeAt } from "../../../engine/logic/json-tree.ts";
import { remove } from "../../formula/operations/nodes.ts";
import { useFormulaView } from "../formula-view.ts";
import { addsTo } from "./add-slot.tsx";
import { addedTo, type Dragged, type Slot, slotAt } from "./slots.ts";
import { TRAY } from "./tray.tsx";

export function FormulaDragging({ children }: { readonly children: ReactNode }): ReactNode {
  const { t } = useTranslation("projections");
  const view = useFormulaView();
  /** The place that arrow keys have come to: places lie within and upon each other, so that where it is does not say. */
  const keyed = useRef<UniqueIdentifier | null>(null);
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 5 } }),
    useSensor(KeyboardSensor, {
      coordinateGetter: (event, { context, currentCoordinates }) => {
        const next = nextSlot(event, context, keyed.current);
        if (next === null) return undefined;
        keyed.current = next.id;
        const { x, y } = next.at;
        // Only what moves is looked at again.
        return x === currentCoordinates.x && y === currentCoordinates.y ? { x: x + 1, y } : next.at;
      },
    }),
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
    if (edit !== null) view.apply(edit);
  };

  return (
    <DndContext
      sensors={sensors}
      collisionDetection={(of) => {
        if (of.pointerCoordinates === null)
          return keyed.current === null ? closestCenter(of) : [{ id: keyed.current }];
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
      onDragStart={() => {
        keyed.current = null;
      }}
      onDragEnd={drop}
    >
      {children}
    </DndContext>
  );
}

/** Arrow keys go from one place to the next in the order in which they are seen. */
function nextSlot(
  event: KeyboardEvent,
  { droppableContainers, droppableRects, over, collisionRect }: SensorContext,
  keyed: UniqueIdentifier | null,
): { readonly id: UniqueIdentifier; readonly at: Translate } | null {
  const forward = event.code === KeyboardCode.Right || event.code === KeyboardCode.Down;
  const back = event.code === KeyboardCode.Left || event.code === KeyboardCode.Up;
  if (!forward && !back) return null;
  event.preventDefault();
  const slots = droppableContainers
    .getEnabled()
    .flatMap(({ id, node }) => {
      const rect = droppableRects.get(id);
      return rect === undefined || node.current === null ? [] : [{ id, rect, node: node.current }];
    })
    .sort((a, b) =>
      a.node.compareDocumentPosition(b.node) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1,
    );
  const now = slots.findIndex(({ id }) => id === (keyed ?? over?.id));
  const next = slots[(now + (forward ? 1 : slots.length - 1)) % slots.length];
  if (next === undefined || !collisionRect) return null;
  const { id, rect } = next;
  return {
    id,
    at: {
      x: rect.left + rect.width / 2 - collisionRect.width / 2,
      y: rect.top + rect.height / 2 - collisionRect.height / 2,
    },
  };
}

/** A node leaves the formula for the tray; its slot stays, empty. */
function putAside(view: ReturnType<typeof useFormulaView>, at: string): void {
  const node = nodeAt(view.logic, at);
  if (node === undefined) return;
  view.apply((logic) => {
    const emptied = remove(logic, at, view.declared);
    return emptied.ok ? { ...emptied, tray: [node] } : emptied;
  });
}
