/** @module Show every save. */
import type { Command } from "./command.ts";

export const showSaves: Command = {
  id: "show-saves",
  label: { zh: "查看历次保存", en: "Show every save" },
  when: ({ isDraft }) => isDraft,
  run: ({ showPane }) => showPane("saves"),
};
