/** @module To the start page. */
import type { Command } from "./command.ts";

export const goHome: Command = {
  id: "go-home",
  label: { zh: "回到首页", en: "To the start page" },
  run: ({ navigate }) => navigate("/"),
};
