/** @module Whether the page is too narrow for panes side by side (below 760 px). */
import { useSyncExternalStore } from "react";

const narrow = window.matchMedia("(max-width: 759.98px)");

export function useNarrow(): boolean {
  return useSyncExternalStore(
    (changed) => {
      narrow.addEventListener("change", changed);
      return () => narrow.removeEventListener("change", changed);
    },
    () => narrow.matches,
  );
}
