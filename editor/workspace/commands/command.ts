/** @module A command of the workspace: one thing that a reader can do, by key, in the palette or by a button. */
import type { Text } from "../../../engine/rule-set/rule-set.ts";

export interface CommandContext {
  /** Address of what is open: `/drafts/…` or `/rule-sets/…`. */
  readonly base: string;
  /** Id of the indicator whose page is open. */
  readonly node: string;
  /** The comparison is shown instead of the panes. */
  readonly isComparing: boolean;
  readonly isDraft: boolean;
  readonly readOnly: boolean;
  navigate(to: string): void;
  showPane(id: string): void;
  saveNow(): Promise<void>;
  openPalette(): void;
  openKeys(): void;
}

export interface Command {
  readonly id: string;
  readonly label: Text;
  /** As react-hotkeys-hook writes it; the first is shown. */
  readonly keys?: readonly string[];
  /** Keys that act even while somebody types into a field. */
  readonly inFields?: true;
  /** Absent: always. */
  readonly when?: (context: CommandContext) => boolean;
  readonly run: (context: CommandContext) => void;
}

const isMac = /Mac|iPhone|iPad/.test(navigator.platform);
const SIGNS: Readonly<Record<string, string>> = {
  mod: isMac ? "⌘" : "Ctrl",
  ctrl: "Ctrl",
  shift: "Shift",
  alt: isMac ? "⌥" : "Alt",
  slash: "/",
  enter: "Enter",
  escape: "Esc",
};

/** `mod+shift+z` → `Ctrl+Shift+Z` */
export function showKeys(keys: string): string {
  return keys
    .split("+")
    .map((key) => SIGNS[key] ?? key.toUpperCase())
    .join("+");
}
