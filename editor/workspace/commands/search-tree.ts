/** @module Search in the tree. */
import type { Command } from "./command.ts";

export const searchTree: Command = {
  id: "search-tree",
  label: { zh: "在指标树中搜索", en: "Search in the tree" },
  keys: ["mod+shift+f"],
  inFields: true,
  run: ({ showPane }) => {
    showPane("tree");
    // In the narrow layout the tree comes into sight first.
    requestAnimationFrame(() => document.getElementById("tree-search")?.focus());
  },
};
