/** @module Save now. */
import type { Command } from "./command.ts";

export const save: Command = {
  id: "save",
  label: { zh: "立即保存", en: "Save now" },
  keys: ["mod+s"],
  inFields: true,
  when: ({ isDraft, readOnly }) => isDraft && !readOnly,
  run: ({ saveNow }) => void saveNow(),
};
