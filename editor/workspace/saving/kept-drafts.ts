/** @module Drafts as they are kept on this computer (IndexedDB): nothing typed is lost by a reload or a cut line. */
import type { ListedDraft } from "../../api/drafts.ts";
import type { Files } from "../../document/rule-document.ts";
import type { KeptHistory } from "../kept-history.ts";

export interface KeptDraft {
  readonly version: 2;
  /** Milliseconds of the clock. */
  readonly at: number;
  /** What the service said of it, to open it without a connection. */
  readonly draft: ListedDraft;
  /** Save of the service that the work is based on, and its files. */
  readonly save: number;
  readonly base: readonly (readonly [path: string, text: string])[];
  readonly history: KeptHistory;
  /** What was being written and could not be read. */
  readonly unread: readonly (readonly [place: string, text: string])[];
}

const DATABASE = "chengping";
const STORE = "drafts";

let opened: Promise<IDBDatabase> | null = null;

function open(): Promise<IDBDatabase> {
  opened ??= new Promise((resolve, reject) => {
    const opening = indexedDB.open(DATABASE, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
  return opened;
}

async function run<T>(
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const database = await open();
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(STORE, mode);
    const request = work(transaction.objectStore(STORE));
    transaction.oncomplete = () => resolve(request.result);
    transaction.onabort = () => reject(transaction.error);
  });
}

const WINDOW = "chengping.window";

let ofThisWindow: string | null = null;

/**
 * The same over reloads, another for each window: what one keeps, another one does not overwrite. It lies in the session
 * only while the page is away, since a window that the browser duplicates begins with a copy of that.
 */
function thisWindow(): string {
  if (ofThisWindow !== null) return ofThisWindow;
  const name =
    sessionStorage.getItem(WINDOW) ?? [...crypto.getRandomValues(new Uint32Array(2))].join("-");
  ofThisWindow = name;
  sessionStorage.removeItem(WINDOW);
  window.addEventListener("pagehide", () => sessionStorage.setItem(WINDOW, name));
  // Back from where the browser keeps pages that one left.
  window.addEventListener("pageshow", () => sessionStorage.removeItem(WINDOW));
  return name;
}

/** Each person's work on a draft is their own, in each window. */
function keyOf(draft: string, person: string, window: string): string {
  return `${draft} ${person} ${window}`;
}

export async function keepDraft(draft: string, person: string, kept: KeptDraft): Promise<void> {
  await run("readwrite", (store) => store.put(kept, keyOf(draft, person, thisWindow())));
}

export interface Found {
  readonly kept: KeptDraft;
  readonly key: string;
}

/**
 * What was kept of a draft: this window's first, then the latest. Empty where there is nothing, or this browser keeps
 * nothing (a private window).
 */
export async function readKeptDrafts(draft: string, person: string): Promise<readonly Found[]> {
  try {
    const keys = await keysOf((key) => key.startsWith(`${draft} ${person} `));
    const found = await Promise.all(keys.map(readKept));
    const own = keyOf(draft, person, thisWindow());
    const rank = ({ key, kept }: Found): number => (key === own ? Infinity : kept.at);
    return found.flatMap((one) => one ?? []).sort((a, b) => rank(b) - rank(a));
  } catch {
    return [];
  }
}

/** What another window kept and this one has taken over. */
export async function forgetKept(key: string): Promise<void> {
  await run("readwrite", (store) => store.delete(key));
}

/** Drafts that this person has here, to be found without a connection. */
export async function listKeptDrafts(person: string): Promise<readonly ListedDraft[]> {
  const keys = await keysOf((key) => key.split(" ")[1] === person);
  const found = await Promise.all(keys.map(readKept));
  const drafts = found.flatMap((one) => (one === undefined ? [] : [one.kept.draft]));
  return [...new Map(drafts.map((draft) => [draft.id, draft])).values()];
}

async function keysOf(wanted: (key: string) => boolean): Promise<readonly string[]> {
  const keys = await run("readonly", (store) => store.getAllKeys());
  return keys.map(String).filter(wanted);
}

async function readKept(key: string): Promise<Found | undefined> {
  const kept = await run<KeptDraft | undefined>("readonly", (store) => store.get(key));
  return kept?.version === 2 ? { key, kept } : undefined;
}

/** A published set never changes, so it is kept by its hash. */
function keyOfSet(hash: string): string {
  return `set ${hash}`;
}

/** Best kept, and nothing to fail for where this browser keeps nothing. */
export async function keepSet(hash: string, files: Files): Promise<void> {
  try {
    await run("readwrite", (store) => store.put([...files], keyOfSet(hash)));
  } catch {
    // It is asked for again the next time.
  }
}

/** `null` where it was not kept. */
export async function readKeptSet(hash: string): Promise<Files | null> {
  type Kept = readonly (readonly [path: string, text: string])[];
  try {
    const kept = await run<Kept | undefined>("readonly", (store) => store.get(keyOfSet(hash)));
    return kept === undefined ? null : new Map(kept);
  } catch {
    return null;
  }
}
