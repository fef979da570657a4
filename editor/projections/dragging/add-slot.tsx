/** @module The place beside a node where something from the tray or a name is added to it, while one is dragged. */
import { useDroppable } from "@dnd-kit/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { isHole, nodeAt } from "../../../engine/logic/json-tree.ts";
import { useFormulaView } from "../formula-view.ts";
import type { Dragged } from "./slots.ts";

/** Ids of these places begin so; what follows is the place of the node. */
const ADDS = "+";

/** The node that a place to drop on adds to; `null` for places that are nodes themselves. */
export function addsTo(id: unknown): string | null {
  const text = String(id);
  return text.startsWith(ADDS) ? text.slice(ADDS.length) : null;
}

export function AddSlot(props: { readonly at: string; readonly dragged: Dragged }): ReactNode {
  const { at, dragged } = props;
  const view = useFormulaView();
  if (dragged.from === "formula") return null;
  return isHole(nodeAt(view.logic, at)) ? null : <Open at={at} />;
}

function Open({ at }: { readonly at: string }): ReactNode {
  const { t } = useTranslation("projections");
  const { setNodeRef, isOver } = useDroppable({ id: ADDS + at });
  return (
    <span
      ref={setNodeRef}
      className={isOver ? "fx-add fx-add-over" : "fx-add"}
      data-slot={isOver ? t("slots.add") : undefined}
    >
      +
    </span>
  );
}
