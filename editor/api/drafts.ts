/** @module Drafts on the service: made, saved over the save that they are based on, given up. */
import type { Effect } from "../../engine/compare/effect.ts";
import type { Text } from "../../engine/rule-set/rule-set.ts";
import type { Files } from "../document/rule-document.ts";
import type { ApiProblem } from "./problem.ts";
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
  /** `id`: of the published set; null where that is not known. */
  readonly basedOn: { readonly hash: string; readonly id: string | null };
  readonly savedAt: string | null;
  readonly savedBy: string | null;
}

/** Names of the people whose ids stand beside them. */
export type People = { readonly [id: string]: string };

export interface Save {
  readonly save: number;
  readonly savedBy: string;
  readonly savedAt: string;
  readonly why: string | null;
  readonly restoredFrom: number | null;
}

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
  const { body } = await request<{ draft: Draft }>("POST", "/imported-drafts", {
    query: { name },
    raw,
  });
  return body.draft;
}

/** What the service says of a draft's files: whether they could be published as they stand, and why not. */
export interface Verdict {
  readonly obstacles: readonly Obstacle[];
}

export interface Obstacle {
  readonly code:
    | "errors"
    | "cases_fail"
    | "not_covered"
    | "other_id"
    | "not_approved"
    | "superseded"
    | "took_too_long"
    | "took_too_much"
    | "unchecked";
  readonly [fact: string]: unknown;
}

export interface OpenDraft {
  /** One person may approve what they wrote. */
  readonly onePerson: boolean;
  /** How often a review was asked for. */
  readonly reviews: number;
  readonly draft: ListedDraft;
  readonly files: Files;
  readonly people: People;
}

export async function readDraft(id: string): Promise<OpenDraft> {
  const { body } = await request<Omit<OpenDraft, "files"> & Texts>("GET", `/drafts/${id}`);
  return { ...body, files: new Map(Object.entries(body.files)) };
}

interface Texts {
  readonly files: { readonly [path: string]: string };
}

type Saved = Verdict & { readonly draft: Draft };

/**
 * Saves over the save that the change is based on; a single changed file travels alone.
 *
 * @throws ApiProblem `stale` with the present save, where somebody saved meanwhile
 */
export async function saveDraft(
  id: string,
  ifMatch: number,
  { before, after, key }: { readonly before: Files; readonly after: Files; readonly key: string },
): Promise<Saved> {
  const changed = [...after].filter(([path, text]) => before.get(path) !== text);
  const [only] = changed;
  const removed = [...before.keys()].some((path) => !after.has(path));
  if (changed.length === 1 && only !== undefined && !removed) {
    const [path, content] = only;
    const raw = { type: "application/json", content };
    return (await request<Saved>("PUT", `/drafts/${id}/file`, { query: { path }, ifMatch, raw }))
      .body;
  }
  const body = { files: Object.fromEntries(after) };
  return (await request<Saved>("PUT", `/drafts/${id}`, { ifMatch, body, key })).body;
}

/** The present save in the refusal of a stale one. */
export function currentSave(problem: ApiProblem): {
  readonly save: number;
  readonly savedBy: string;
  readonly files: Files;
} {
  const { current } = problem.document as unknown as {
    readonly current: Save & Texts;
  };
  return { ...current, files: new Map(Object.entries(current.files)) };
}

export async function examineDraft(id: string): Promise<Verdict> {
  return (await request<Verdict>("GET", `/drafts/${id}/examination`)).body;
}

export interface CityEffect {
  readonly round: string;
  readonly city: string;
  /** Absent where the rules refuse the figures. */
  readonly effect?: Effect;
  readonly refused?: number;
}

/** @throws ApiProblem `not_publishable` while the files do not make a rule set */
export async function readEffect(
  id: string,
  signal?: AbortSignal,
): Promise<{ readonly cities: readonly CityEffect[]; readonly more: number }> {
  const options = signal === undefined ? {} : { signal };
  type Report = { cities: CityEffect[]; more: number };
  return (await request<Report>("GET", `/drafts/${id}/effect`, options)).body;
}

export async function listSaves(
  id: string,
): Promise<{ readonly saves: readonly Save[]; readonly people: People }> {
  return (await request<{ saves: Save[]; people: People }>("GET", `/drafts/${id}/saves`)).body;
}

export async function readSave(id: string, save: number): Promise<Files> {
  const { body } = await request<Texts>("GET", `/drafts/${id}/saves/${save}`);
  return new Map(Object.entries(body.files));
}

export async function discardDraft({ id, save }: Draft): Promise<void> {
  await request("POST", `/drafts/${id}/discard`, { ifMatch: save });
}
