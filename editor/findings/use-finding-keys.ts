/** @module F8 goes to the next finding, Shift+F8 to the one before (editor.md 4.4). */
import { useRef } from "react";
import { useHotkeys } from "react-hotkeys-hook";
import type { PlacedFinding } from "../evaluation/place-findings.ts";

export function useFindingKeys(
  findings: readonly PlacedFinding[],
  open: (placed: PlacedFinding) => void,
): void {
  const at = useRef(-1);
  const go = (step: 1 | -1): void => {
    if (findings.length === 0) return;
    const from = at.current < 0 && step < 0 ? 0 : at.current;
    at.current = (from + step + findings.length) % findings.length;
    const placed = findings[at.current];
    if (placed !== undefined) open(placed);
  };
  const options = { enableOnFormTags: true, enableOnContentEditable: true, preventDefault: true };
  useHotkeys("f8", () => go(1), options, [findings, open]);
  useHotkeys("shift+f8", () => go(-1), options, [findings, open]);
}
