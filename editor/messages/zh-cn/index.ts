/** @module All Chinese words, by namespace: one for each folder of the editor. */
import { cases } from "./cases.ts";
import { comparison } from "./comparison.ts";
import { findings } from "./findings.ts";
import { forms } from "./forms.ts";
import { frame } from "./frame.ts";
import { library } from "./library.ts";
import { notice } from "./notice.ts";
import { print } from "./print.ts";
import { projections } from "./projections.ts";
import { review } from "./review.ts";
import { session } from "./session.ts";
import { workspace } from "./workspace.ts";

export const WORDS = {
  cases,
  comparison,
  findings,
  forms,
  frame,
  library,
  notice,
  print,
  projections,
  review,
  session,
  workspace,
} as const;
