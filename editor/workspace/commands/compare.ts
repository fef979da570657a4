/** @module Differences on or off: the open indicator against what the document is compared with. */
import type { Command } from "./command.ts";

export const compare: Command = {
  id: "compare",
  label: { zh: "查看差异（再按返回）", en: "Show the differences (again: back)" },
  keys: ["alt+shift+d"],
  run: ({ base, node, isComparing, navigate }) =>
    navigate(`${base}/${isComparing ? "items" : "compare"}/${encodeURIComponent(node)}`),
};
