/** @module Show the keys. */
import type { Command } from "./command.ts";

export const showKeys: Command = {
  id: "show-keys",
  label: { zh: "显示快捷键", en: "Show the keys" },
  keys: ["?"],
  run: ({ openKeys }) => openKeys(),
};
