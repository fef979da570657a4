/** @module The notice that the draft is made from, and its work list. */
import type { Command } from "./command.ts";

export const notice: Command = {
  id: "notice",
  label: { zh: "通知与工作清单", en: "Notice and work list" },
  when: ({ isDraft }) => isDraft,
  run: ({ base, navigate }) => navigate(`${base}/notice`),
};
