/** @module From change to change, by buttons and keys: → and F7 go on, ← and Shift+F7 back. */
import { Button } from "antd";
import { useHotkeys } from "react-hotkeys-hook";
import { useTranslation } from "react-i18next";
import type { ToldChange } from "./compare-files.ts";
import { useComparisonStore } from "./comparison-store.ts";

/** Arrow keys mean something else within these. */
const OWN_ARROWS =
  "input, textarea, select, [contenteditable], [role=radiogroup], [role=tablist], [role=combobox], [role=listbox], .monaco-editor";

export function Stepper({
  changes,
  row,
  onStep,
}: {
  readonly changes: readonly ToldChange[];
  /** Key of the row that is shown; stepping begins there. */
  readonly row: string | null;
  readonly onStep: (change: ToldChange) => void;
}) {
  const { t } = useTranslation("comparison");
  const step = useComparisonStore((state) => state.step);
  const placeOf = (key: string | null): number => changes.findIndex((one) => one.key === key);
  const at = placeOf(step);
  const first = row === null ? 0 : changes.findIndex((one) => one.row === row);
  const go = (by: 1 | -1): void => {
    // As the store has it: a second key may come before what the first did has been drawn.
    const now = placeOf(useComparisonStore.getState().step);
    const from = now >= 0 ? now + by : by > 0 ? Math.max(first, 0) : first - 1;
    const change = changes[from];
    if (change !== undefined) onStep(change);
  };
  useHotkeys(
    ["right", "left", "f7", "shift+f7"],
    (event) => go(event.key === "ArrowLeft" || event.shiftKey ? -1 : 1),
    {
      preventDefault: true,
      ignoreEventWhen: (event) =>
        event.isComposing ||
        document.querySelector("[role=dialog][aria-modal=true]") !== null ||
        (event.key.startsWith("Arrow") &&
          event.target instanceof Element &&
          event.target.closest(OWN_ARROWS) !== null),
    },
    [changes, step, row],
  );
  return (
    <div className="comparison-stepper">
      <span role="status">
        {at >= 0
          ? t("stepAt", { at: at + 1, count: changes.length })
          : t("changes", { count: changes.length })}
      </span>
      <Button size="small" disabled={at === 0} onClick={() => go(-1)} title="← / Shift+F7">
        {t("previous")}
      </Button>
      <Button
        size="small"
        disabled={at === changes.length - 1}
        onClick={() => go(1)}
        title="→ / F7"
      >
        {t("next")}
      </Button>
    </div>
  );
}
