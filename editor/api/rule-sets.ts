/** @module Published rule sets: the list, their files and history, and what may be done with one. */
import type { Text } from "../../engine/rule-set/rule-set.ts";
import type { Files } from "../document/rule-document.ts";
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

export interface RuleSetFiles {
  readonly id: string;
  readonly hash: string;
  readonly filesHash: string;
  /** Hash of the latest revision, where this is an earlier one. */
  readonly supersededBy?: string;
  readonly files: Files;
}

interface RuleSetLists {
  readonly ruleSets: readonly RuleSetSummary[];
  /** Those of which every revision is withdrawn. */
  readonly withdrawn: readonly RuleSetSummary[];
}

async function readLists(): Promise<RuleSetLists> {
  return (await request<RuleSetLists>("GET", "/rule-sets", { quiet: true })).body;
}

export async function listRuleSets(): Promise<readonly RuleSetSummary[]> {
  return (await readLists()).ruleSets;
}

export async function listWithdrawn(): Promise<readonly RuleSetSummary[]> {
  return (await readLists()).withdrawn;
}

/** @param id or `id@hash` */
export async function readRuleSetFiles(id: string): Promise<RuleSetFiles> {
  const { body } = await request<
    Omit<RuleSetFiles, "files"> & { readonly files: { readonly [path: string]: string } }
  >("GET", `/rule-sets/${id}/files`);
  return { ...body, files: new Map(Object.entries(body.files)) };
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

/** @param id `id@hash` of a revision that was withdrawn */
export async function reinstate(id: string, reason: string): Promise<void> {
  await request("POST", `/rule-sets/${id}/reinstate`, { body: { reason } });
}
