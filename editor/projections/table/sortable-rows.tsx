/**
 * @module Rows that can be put into another order: by their grip with the pointer, by Space and arrows on the grip, and by
 * Ctrl+Shift+arrows anywhere in the row. What happens is said in the reader's language.
 */
import {
  closestCenter,
  DndContext,
  type DragEndEvent,
  KeyboardSensor,
  PointerSensor,
  useSensor,
  useSensors,
} from "@dnd-kit/core";
import {
  SortableContext,
  sortableKeyboardCoordinates,
  useSortable,
  verticalListSortingStrategy,
} from "@dnd-kit/sortable";
import { CSS } from "@dnd-kit/utilities";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

export function SortableRows(props: {
  readonly count: number;
  /** What a row is called. */
  readonly wordsOf: (index: number) => string;
  readonly move: (from: number, to: number) => void;
  readonly children: ReactNode;
}): ReactNode {
  const { t } = useTranslation("projections");
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 5 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const ids = Array.from({ length: props.count }, (_, index) => `row-${index}`);
  const indexOf = (id: unknown): number => ids.indexOf(String(id));
  const words = (id: unknown): string => props.wordsOf(indexOf(id));
  const place = (id: unknown) => ({ place: indexOf(id) + 1, count: ids.length });
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={closestCenter}
      accessibility={{
        screenReaderInstructions: { draggable: t("drag.instructions") },
        announcements: {
          onDragStart: ({ active }) =>
            t("drag.rowPicked", { row: words(active.id), ...place(active.id) }),
          onDragOver: ({ active, over }) =>
            over ? t("drag.rowOver", { row: words(active.id), ...place(over.id) }) : undefined,
          onDragEnd: ({ active, over }) =>
            over
              ? t("drag.rowDropped", { row: words(active.id), ...place(over.id) })
              : t("drag.cancelled", { row: words(active.id) }),
          onDragCancel: ({ active }) => t("drag.cancelled", { row: words(active.id) }),
        },
      }}
      onDragEnd={({ active, over }: DragEndEvent) => {
        if (over && active.id !== over.id) props.move(indexOf(active.id), indexOf(over.id));
      }}
    >
      <SortableContext items={ids} strategy={verticalListSortingStrategy}>
        {props.children}
      </SortableContext>
    </DndContext>
  );
}

/** A row of the table; `cells` gets the grip to put into its first cell. */
export function SortableRow(props: {
  readonly index: number;
  readonly className: string;
  readonly words: string;
  readonly locked: boolean;
  readonly cells: (grip: ReactNode) => ReactNode;
}): ReactNode {
  const { t } = useTranslation("projections");
  const sortable = useSortable({ id: `row-${props.index}`, disabled: props.locked });
  const grip = props.locked ? null : (
    <button
      type="button"
      className="ft-handle ft-grip"
      ref={sortable.setActivatorNodeRef}
      {...sortable.attributes}
      {...sortable.listeners}
      aria-roledescription={t("drag.grip")}
      aria-label={t("drag.gripOf", { row: props.words })}
    >
      ⠿
    </button>
  );
  return (
    <tr
      ref={sortable.setNodeRef}
      className={`${props.className} ${sortable.isDragging ? "ft-dragging" : ""}`}
      style={{
        transform: CSS.Translate.toString(sortable.transform),
        transition: sortable.transition,
      }}
    >
      {props.cells(grip)}
    </tr>
  );
}
