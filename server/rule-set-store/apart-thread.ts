/** @module What runs on the threads for drafts, by the names under which it is called. */
import { type Examination, examine as examineFiles } from "./examine.ts";

export { revisionSheets } from "../reports/revision-sheets.ts";
export { scoreEffects } from "./effect-of-rules.ts";

export function examine({
  files,
  id,
}: {
  readonly files: readonly (readonly [string, string])[];
  readonly id: string;
}): Examination {
  return examineFiles(new Map(files), id);
}
