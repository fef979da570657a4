/** @module Light or dark: as the system says, unless the reader chose. */
import { useEffect, useSyncExternalStore } from "react";
import { create } from "zustand";
import { type Mode, showPalette } from "./theme.ts";

export const APPEARANCES = ["system", "light", "dark"] as const;
export type Appearance = (typeof APPEARANCES)[number];

const KEPT = "chengping.appearance";

interface AppearanceState {
  readonly appearance: Appearance;
  choose(appearance: Appearance): void;
}

export const useAppearance = create<AppearanceState>()((set) => ({
  appearance: APPEARANCES.find((one) => one === localStorage.getItem(KEPT)) ?? "system",
  choose: (appearance) => {
    localStorage.setItem(KEPT, appearance);
    set({ appearance });
  },
}));

const system = window.matchMedia("(prefers-color-scheme: dark)");

export function useMode(): Mode {
  const appearance = useAppearance((state) => state.appearance);
  const isDark = useSyncExternalStore(
    (changed) => {
      system.addEventListener("change", changed);
      return () => system.removeEventListener("change", changed);
    },
    () => system.matches,
  );
  const mode = appearance === "system" ? (isDark ? "dark" : "light") : appearance;
  useEffect(() => showPalette(mode), [mode]);
  return mode;
}
