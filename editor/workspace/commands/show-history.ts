/** @module Show the history of changes. */
import type { Command } from "./command.ts";

export const showHistory: Command = {
  id: "show-history",
  label: { zh: "查看修改历史", en: "Show the history of changes" },
  run: ({ showPane }) => showPane("history"),
};
