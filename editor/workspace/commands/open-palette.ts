/** @module Open the command palette. */
import type { Command } from "./command.ts";

export const openPalette: Command = {
  id: "open-palette",
  label: { zh: "打开命令面板", en: "Open the command palette" },
  keys: ["mod+k"],
  inFields: true,
  run: ({ openPalette }) => openPalette(),
};
