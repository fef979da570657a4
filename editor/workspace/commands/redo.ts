/** @module Redo. */
import { useWorkspace } from "../workspace-store.ts";
import type { Command } from "./command.ts";

export const redo: Command = {
  id: "redo",
  label: { zh: "重做", en: "Redo" },
  keys: ["mod+y", "mod+shift+z"],
  when: ({ readOnly }) => !readOnly,
  run: () => useWorkspace.getState().redo(),
};
