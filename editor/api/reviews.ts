/** @module Review and publishing at the service. */
import type { Finding } from "../../engine/issue.ts";
import type { CityEffect, Draft, Obstacle, People } from "./drafts.ts";
import { request } from "./request.ts";

export interface ReviewComment {
  readonly node: string;
  readonly text: string;
}

export interface Review {
  readonly id: string;
  readonly state: "open" | "approved" | "returned";
  readonly save: number;
  readonly summary: string;
  readonly requestedBy: string;
  readonly requestedAt: string;
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
  readonly reason: string | null;
  readonly comments: readonly ReviewComment[];
}

/** A change in words, as the service says it in the reader's language. */
export interface WordedChange {
  readonly kind: string;
  readonly cause: string;
  readonly node: string;
  readonly path: string;
  readonly words: {
    readonly place: string;
    readonly what: string;
    readonly before: string;
    readonly after: string;
  };
}

export interface ReviewReport {
  readonly review: Review;
  readonly draft: Draft;
  readonly changes: readonly WordedChange[];
  readonly findings: readonly Finding[];
  readonly report: {
    readonly passed: number;
    readonly failed: number;
    readonly coverage: { readonly covered: number; readonly total: number };
  } | null;
  readonly obstacles: readonly Obstacle[];
  readonly effect: { readonly cities: readonly CityEffect[]; readonly more: number } | null;
  readonly people: People;
}

/** The latest review. */
export async function readReview(draft: string): Promise<ReviewReport> {
  return (await request<ReviewReport>("GET", `/drafts/${draft}/review`)).body;
}

export async function askForReview({ id, save }: Draft, summary: string): Promise<void> {
  await request("POST", `/drafts/${id}/review`, { ifMatch: save, body: { summary } });
}

export async function approve({ id, save }: Draft, comment: string): Promise<void> {
  const body = comment === "" ? {} : { comment };
  await request("POST", `/drafts/${id}/review/approve`, { ifMatch: save, body });
}

export async function sendBack(
  { id, save }: Draft,
  reason: string,
  comments: readonly ReviewComment[],
): Promise<void> {
  const body = { reason, comments };
  await request("POST", `/drafts/${id}/review/return`, { ifMatch: save, body });
}

export interface Published {
  readonly id: string;
  readonly revision: number;
}

/** @param key the same key publishes once, however often it is sent */
export async function publish(
  { id, save }: Draft,
  told: { readonly reason?: string; readonly documentNumber?: string },
  key: string,
): Promise<Published> {
  const { body } = await request<{ ruleSet: Published }>("POST", `/drafts/${id}/publish`, {
    ifMatch: save,
    body: told,
    key,
  });
  return body.ruleSet;
}
