/**
 * @module What was examined of a draft is kept by the hash of its files, since the same files always give the same answer.
 */
import { Problem } from "../problem.ts";
import { RecentlyUsed } from "../recently-used.ts";
import { apart } from "./apart.ts";
import type { Examination } from "./examine.ts";
import { hashFiles, type RuleFiles } from "./rule-set-files.ts";

const KEPT = 16;

const known = new RecentlyUsed<string, Promise<Examination>>(KEPT);

/** A draft that takes too long or too much memory is told so, and can still be read and mended. */
export async function examineApart(files: RuleFiles, id: string): Promise<Examination> {
  try {
    return await kept(files, id);
  } catch (error) {
    if (
      error instanceof Problem &&
      (error.code === "took_too_long" || error.code === "took_too_much")
    )
      return { findings: [], report: null, ruleSet: null, obstacles: [{ code: error.code }] };
    throw error;
  }
}

function kept(files: RuleFiles, id: string): Promise<Examination> {
  const key = `${id} ${hashFiles(files)}`;
  return known.get(key, () => {
    const answer = apart("examine", { files: [...files], id });
    answer.catch(() => known.forget(key));
    return answer;
  });
}
