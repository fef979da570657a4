/** @module Undo and redo with the step that they are about. */
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { useText } from "../../messages/index.ts";
import { useWorkspace } from "../workspace-store.ts";

export function UndoButtons() {
  const { t } = useTranslation("workspace");
  const text = useText();
  const { steps, position, undo, redo, readOnly } = useWorkspace();
  if (readOnly) return null;
  const [last, next] = [steps[position - 1], steps[position]];
  const undoWords = last ? t("undoStep", { label: text(last.label) }) : t("undo");
  const redoWords = next ? t("redoStep", { label: text(next.label) }) : t("redo");
  return (
    <span className="undo-buttons">
      <Button
        type="text"
        size="small"
        disabled={last === undefined}
        title={undoWords}
        aria-label={undoWords}
        onClick={undo}
      >
        <span aria-hidden="true">↶</span>
      </Button>
      <Button
        type="text"
        size="small"
        disabled={next === undefined}
        title={redoWords}
        aria-label={redoWords}
        onClick={redo}
      >
        <span aria-hidden="true">↷</span>
      </Button>
    </span>
  );
}
