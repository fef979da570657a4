/** @module The handle of the selected node. */
import { useDraggable } from "@dnd-kit/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useFormulaView } from "../formula-view.ts";

export function DragHandle({ at }: { readonly at: string }): ReactNode {
  const { t } = useTranslation("projections");
  const view = useFormulaView();
  const words = view.speech.get(at) ?? "";
  const { setNodeRef, attributes, listeners } = useDraggable({
    id: `node-${at}`,
    data: { dragged: { from: "formula", at, words } },
  });
  return (
    <button
      type="button"
      ref={setNodeRef}
      {...attributes}
      {...listeners}
      className="fx-handle"
      data-handle
      aria-roledescription={t("drag.grip")}
      aria-label={t("drag.gripOf", { row: words })}
    >
      ⠿
    </button>
  );
}
