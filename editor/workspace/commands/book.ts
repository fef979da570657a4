/** @module The whole set as a page to be printed. */
import type { Command } from "./command.ts";

export const book: Command = {
  id: "book",
  label: { zh: "规则手册（打印）", en: "Rule book (print)" },
  // An earlier save has no book of its own.
  when: ({ base }) => !base.includes("/saves/"),
  run: ({ base, navigate, saveNow }) => void saveNow().then(() => navigate(`${base}/book`)),
};
