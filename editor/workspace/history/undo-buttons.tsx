/** @module Undo and redo with the step that they are about. */
import { Button } from "antd";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import type { Text } from "../../../engine/rule-set/rule-set.ts";
import { useText } from "../../messages/index.ts";
import { type Step, useWorkspace } from "../workspace-store.ts";

export function UndoButtons() {
  const { t } = useTranslation("workspace");
  const text = useText();
  const readOnly = useWorkspace((state) => state.readOnly);
  // Only the words: typing makes one step after another that are called the same.
  const last = useWorkspace(({ steps, position }) => labelOf(steps[position - 1], text));
  const next = useWorkspace(({ steps, position }) => labelOf(steps[position], text));
  if (readOnly) return null;
  return (
    <span className="undo-buttons">
      <StepButton
        way="undo"
        sign="↶"
        words={last === null ? t("undo") : t("undoStep", { label: last })}
        disabled={last === null}
      />
      <StepButton
        way="redo"
        sign="↷"
        words={next === null ? t("redo") : t("redoStep", { label: next })}
        disabled={next === null}
      />
    </span>
  );
}

function labelOf(step: Step | undefined, text: (words: Text) => string): string | null {
  return step === undefined ? null : text(step.label);
}

const StepButton = memo(function StepButton(props: {
  readonly way: "undo" | "redo";
  readonly sign: string;
  readonly words: string;
  readonly disabled: boolean;
}) {
  const { way, sign, words, disabled } = props;
  return (
    <Button
      type="text"
      size="small"
      disabled={disabled}
      title={words}
      aria-label={words}
      onClick={() => useWorkspace.getState()[way]()}
    >
      <span aria-hidden="true">{sign}</span>
    </Button>
  );
});
