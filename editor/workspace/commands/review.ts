/** @module Review and publish. */
import type { Command } from "./command.ts";

export const review: Command = {
  id: "review",
  label: { zh: "审核与发布", en: "Review and publish" },
  when: ({ isDraft }) => isDraft,
  run: ({ base, navigate, saveNow }) => void saveNow().then(() => navigate(`${base}/review`)),
};
