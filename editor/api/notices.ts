/** @module The notice that a draft took in: its files, and what was said of each item. */
import type { People } from "./drafts.ts";
import { apiAddress, request } from "./request.ts";

export type WorkState = "unchecked" | "carried_over" | "changed" | "checked";

export interface NoticeFile {
  readonly id: string;
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  readonly hash: string;
  readonly mediaType: string;
  readonly by: string;
  readonly at: string;
}

export interface WorkItem {
  readonly item: string;
  readonly state: WorkState;
  readonly by: string | null;
  readonly at: string | null;
  readonly file: string | null;
  readonly page: number | null;
}

export interface Notice {
  readonly files: readonly NoticeFile[];
  /** `null` until a notice is taken in. */
  readonly workList: { readonly version: number; readonly items: readonly WorkItem[] } | null;
  readonly people: People;
}

export interface WorkChange {
  readonly state?: WorkState;
  readonly page?: { readonly file: string; readonly page: number } | null;
}

/** Asked now and then by itself, so it never asks the reader to sign in again. */
export async function readNotice(draft: string): Promise<Notice> {
  return (await request<Notice>("GET", `/drafts/${draft}/notice`, { quiet: true })).body;
}

export async function beginWorkList(draft: string): Promise<Notice> {
  return (await request<Notice>("POST", `/drafts/${draft}/work-list`)).body;
}

export async function setWorkItems(
  draft: string,
  ifMatch: number,
  items: { readonly [item: string]: WorkChange },
): Promise<Notice> {
  const body = { items };
  return (await request<Notice>("PUT", `/drafts/${draft}/work-list`, { ifMatch, body })).body;
}

export async function keepNoticeFile(draft: string, file: File): Promise<void> {
  await request("POST", `/drafts/${draft}/notice/files`, {
    query: { name: file.name },
    raw: { type: "application/octet-stream", content: file },
  });
}

export async function removeNoticeFile(draft: string, file: string): Promise<void> {
  await request("DELETE", `/drafts/${draft}/notice/files/${file}`);
}

export function noticeFileAddress(draft: string, file: string): string {
  return apiAddress(`/drafts/${draft}/notice/files/${file}`);
}
