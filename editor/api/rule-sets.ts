/** @module Published rule sets: the list, their files and history, and what may be done with one. */
import type { Text } from "../../engine/rule-set/rule-set.ts";
import { request } from "./request.ts";

export interface RuleSetSummary {
  readonly id: string;
  readonly name: Text;
  readonly edition: string;
  readonly revision: number;
  /** Hash of the content; `id@hash` names exactly this revision. */
  readonly hash: string;
  readonly filesHash: string;
  readonly nodes: number;
  readonly cases: number;
}

export interface Revision {
  readonly revision: number;
  readonly hash: string;
  readonly filesHash: string;
  readonly reason: string | null;
  readonly documentNumber: string | null;
  readonly publishedAt: string;
  readonly withdrawn: boolean;
}

export async function listRuleSets(): Promise<readonly RuleSetSummary[]> {
  const { body } = await request<{ ruleSets: RuleSetSummary[] }>("GET", "/rule-sets", {
    quiet: true,
  });
  return body.ruleSets;
}

/** The latest first. */
export async function listRevisions(id: string): Promise<readonly Revision[]> {
  const { body } = await request<{ revisions: Revision[] }>("GET", `/rule-sets/${id}/revisions`);
  return [...body.revisions].reverse();
}

/** @param id `id@hash` of the revision */
export async function withdraw(id: string, reason: string): Promise<void> {
  await request("POST", `/rule-sets/${id}/withdraw`, { body: { reason } });
}
