/** @module Show the details. */
import type { Command } from "./command.ts";

export const showDetails: Command = {
  id: "show-details",
  label: { zh: "查看详情", en: "Show the details" },
  run: ({ showPane }) => showPane("details"),
};
