/** @module Show the cases. */
import type { Command } from "./command.ts";

export const showCases: Command = {
  id: "show-cases",
  label: { zh: "查看用例", en: "Show the cases" },
  run: ({ showPane }) => showPane("cases"),
};
