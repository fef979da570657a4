/**
 * @module What was examined of a draft is kept by the hash of its files, since the same files always give the same answer.
 */
import { Problem } from "../problem.ts";
import { apart } from "./apart.ts";
import type { Examination } from "./examine.ts";
import { hashFiles, type RuleFiles } from "./rule-set-files.ts";

const KEPT = 16;

const known = new Map<string, Promise<Examination>>();

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
  const earlier = known.get(key);
  if (earlier !== undefined) return earlier;
  const answer = apart("examine", { files: [...files], id });
  known.set(key, answer);
  answer.catch(() => known.delete(key));
  const oldest = known.keys().next().value;
  if (known.size > KEPT && oldest !== undefined) known.delete(oldest);
  return answer;
}
