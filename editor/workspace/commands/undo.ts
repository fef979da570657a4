/** @module Undo. */
import { useWorkspace } from "../workspace-store.ts";
import type { Command } from "./command.ts";

export const undo: Command = {
  id: "undo",
  label: { zh: "撤销", en: "Undo" },
  keys: ["mod+z"],
  when: ({ readOnly }) => !readOnly,
  run: () => useWorkspace.getState().undo(),
};
