/** @module Every command of the workspace, one line each; the palette and the sheet of keys show them in this order. */
import { book } from "./book.ts";
import type { Command } from "./command.ts";
import { compare } from "./compare.ts";
import { goHome } from "./go-home.ts";
import { notice } from "./notice.ts";
import { openPalette } from "./open-palette.ts";
import { redo } from "./redo.ts";
import { review } from "./review.ts";
import { runCases } from "./run-cases.ts";
import { save } from "./save.ts";
import { searchTree } from "./search-tree.ts";
import { showCases } from "./show-cases.ts";
import { showDetails } from "./show-details.ts";
import { showFindings } from "./show-findings.ts";
import { showHistory } from "./show-history.ts";
import { showKeys } from "./show-keys.ts";
import { showSaves } from "./show-saves.ts";
import { undo } from "./undo.ts";

export const COMMANDS: readonly Command[] = [
  undo,
  redo,
  save,
  searchTree,
  runCases,
  showCases,
  showFindings,
  compare,
  showDetails,
  showHistory,
  showSaves,
  notice,
  book,
  review,
  goHome,
  openPalette,
  showKeys,
];
