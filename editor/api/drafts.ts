/** @module Drafts on the service: made, saved over the save that they are based on, given up. */
import type { Text } from "../../engine/rule-set/rule-set.ts";
import { request } from "./request.ts";

export type DraftState = "open" | "in_review" | "approved" | "published" | "discarded";

export interface Draft {
  readonly id: string;
  readonly name: string;
  readonly ruleSet: { readonly id: string };
  readonly basedOn: { readonly hash: string };
  readonly state: DraftState;
  /** Number of its latest save, the version for `If-Match`. */
  readonly save: number;
  readonly createdBy: string;
  readonly createdAt: string;
}

export interface ListedDraft extends Draft {
  readonly savedAt: string | null;
  readonly savedBy: string | null;
}

/** Names of the people whose ids stand beside them. */
export type People = { readonly [id: string]: string };

export interface NewDraft {
  /** Id of the rule set that it starts from, or `id@hash`. */
  readonly basedOn: string;
  readonly name: string;
  /** A new id for a new year; left out for an erratum. */
  readonly ruleSet?: string;
  readonly reason?: Text;
  readonly documentNumber?: string;
}

export async function listDrafts(): Promise<{
  readonly drafts: readonly ListedDraft[];
  readonly people: People;
}> {
  return (await request<{ drafts: ListedDraft[]; people: People }>("GET", "/drafts")).body;
}

/** @param key the same key makes one draft, however often it is sent */
export async function createDraft(draft: NewDraft, key: string): Promise<Draft> {
  return (await request<{ draft: Draft }>("POST", "/drafts", { body: draft, key })).body.draft;
}

export async function importDraft(name: string, zip: Blob): Promise<Draft> {
  const raw = { type: "application/zip", content: zip };
  const { body } = await request<{ draft: Draft }>("POST", "/drafts/import", {
    query: { name },
    raw,
  });
  return body.draft;
}

export async function discardDraft({ id, save }: Draft): Promise<void> {
  await request("POST", `/drafts/${id}/discard`, { ifMatch: save });
}
