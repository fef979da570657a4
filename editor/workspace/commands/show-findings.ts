/** @module Show the findings. */
import type { Command } from "./command.ts";

export const showFindings: Command = {
  id: "show-findings",
  label: { zh: "查看问题", en: "Show the findings" },
  run: ({ showPane }) => showPane("findings"),
};
