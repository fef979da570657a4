/** @module Run all cases: every edit runs them, so this leads to how they stand, which is read out there. */
import type { Command } from "./command.ts";

export const runCases: Command = {
  id: "run-cases",
  label: { zh: "运行全部用例", en: "Run all cases" },
  keys: ["mod+enter"],
  inFields: true,
  run: ({ showPane }) => {
    showPane("cases");
    focusHealth();
  },
};

/** Frames that the pane may take to be loaded and drawn. */
const MOST_FRAMES = 300;

function focusHealth(frames = MOST_FRAMES): void {
  const health = document.querySelector<HTMLElement>("[data-cases-health]");
  if (health !== null) health.focus();
  else if (frames > 0) requestAnimationFrame(() => focusHealth(frames - 1));
}
