/** @module What was put aside, and the names that a formula may read: both can be dragged into it, or put in by click. */
import { useDraggable, useDroppable } from "@dnd-kit/core";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { textOf } from "../../../engine/language/formula-text/print.ts";
import { isHole, nodeAt, variable } from "../../../engine/logic/json-tree.ts";
import { replace, wrap } from "../../formula/operations/nodes.ts";
import { useLanguage } from "../../messages/index.ts";
import { useWorkspace } from "../../workspace/workspace-store.ts";
import { useFormulaView } from "../formula-view.ts";
import { type Dragged, takenFrom } from "./slots.ts";

/** Id of the tray among the places to drop on. */
export const TRAY = "tray";

export function Tray(): ReactNode {
  const { t } = useTranslation("projections");
  const language = useLanguage();
  const view = useFormulaView();
  const tray = useWorkspace((workspace) => workspace.tray);
  const drop = useDroppable({ id: TRAY });
  if (view.readOnly || view.selected === null) return null;
  return (
    <div ref={drop.setNodeRef} className={drop.isOver ? "fp-tray fp-tray-over" : "fp-tray"}>
      <span className="fp-tray-title">{t("tray")}</span>
      {tray.length === 0 && <span className="fp-tray-title">{t("trayEmpty")}</span>}
      {tray.map((logic, index) => (
        <Chip
          // biome-ignore lint/suspicious/noArrayIndexKey: the tray is a stack of parts, the same one may be there twice.
          key={index}
          id={`tray-${index}`}
          dragged={{ from: "tray", index, logic, words: textOf(logic, view.declared, language) }}
        />
      ))}
      <Names />
    </div>
  );
}

/** Names are drawn once somebody opens them: as things to be dragged they cost more than the formula. */
function Names(): ReactNode {
  const { t } = useTranslation("projections");
  const view = useFormulaView();
  const [isOpen, setOpen] = useState(false);
  return (
    <details className="fp-names" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{t("palette.groups.name")}</summary>
      {isOpen &&
        view.names.all
          .filter(({ kind }) => kind !== "element")
          .map(({ path, label }) => (
            <Chip
              key={path}
              id={`name-${path}`}
              dragged={{ from: "names", logic: variable(path), words: label }}
            />
          ))}
    </details>
  );
}

function Chip({ id, dragged }: { readonly id: string; readonly dragged: Dragged }): ReactNode {
  const { t } = useTranslation("projections");
  const view = useFormulaView();
  const { setNodeRef, attributes, listeners, transform } = useDraggable({ id, data: { dragged } });
  const at = view.selected ?? "";
  const isFree = isHole(nodeAt(view.logic, at));
  return (
    <span className="fp-chip">
      <button
        type="button"
        ref={setNodeRef}
        {...attributes}
        {...listeners}
        aria-roledescription={t("drag.grip")}
        className="fp-chip-words"
        style={
          transform === null
            ? undefined
            : { transform: `translate(${transform.x}px, ${transform.y}px)`, zIndex: 9 }
        }
      >
        {dragged.words}
      </button>
      {isFree && dragged.from !== "formula" && (
        <button
          type="button"
          className="fp-chip-put"
          onClick={() =>
            view.apply((logic) =>
              takenFrom(dragged, replace(logic, at, dragged.logic, view.declared)),
            )
          }
        >
          {t("slots.fill")}
        </button>
      )}
      {!isFree && dragged.from === "tray" && (
        <button
          type="button"
          className="fp-chip-put"
          aria-label={`${t("slots.add")} ${dragged.words}`}
          onClick={() =>
            view.apply((logic) =>
              takenFrom(dragged, wrap(logic, at, "+", 0, view.declared, [dragged.logic])),
            )
          }
        >
          {t("slots.add")}
        </button>
      )}
    </span>
  );
}
