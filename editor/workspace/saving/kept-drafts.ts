/** @module Drafts as they are kept on this computer (IndexedDB): nothing typed is lost by a reload or a cut line. */
import type { ListedDraft } from "../../api/drafts.ts";
import type { Files } from "../../document/rule-document.ts";
import type { KeptHistory } from "../kept-history.ts";

export interface KeptDraft {
  readonly version: 1;
  /** What the service said of it, to open it without a connection; absent in what earlier versions kept. */
  readonly draft?: ListedDraft;
  /** Save of the service that the work is based on, and its files. */
  readonly save: number;
  readonly base: readonly (readonly [path: string, text: string])[];
  readonly history: KeptHistory;
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

/** Each person's work on a draft is their own. */
function keyOf(draft: string, person: string): string {
  return `${draft} ${person}`;
}

export async function keepDraft(draft: string, person: string, kept: KeptDraft): Promise<void> {
  await run("readwrite", (store) => store.put(kept, keyOf(draft, person)));
}

/** `undefined` where there is none, or this browser keeps nothing (a private window). */
export async function readKeptDraft(draft: string, person: string): Promise<KeptDraft | undefined> {
  try {
    const kept = await run<KeptDraft | undefined>("readonly", (store) =>
      store.get(keyOf(draft, person)),
    );
    return kept?.version === 1 ? kept : undefined;
  } catch {
    return undefined;
  }
}

/** Drafts that this person has here, to be found without a connection. */
export async function listKeptDrafts(person: string): Promise<readonly ListedDraft[]> {
  const keys = await run("readonly", (store) => store.getAllKeys());
  const ids = keys.map(String).filter((key) => key.endsWith(` ${person}`));
  const kept = await Promise.all(ids.map((key) => readKeptDraft(key.split(" ")[0] ?? "", person)));
  return kept.flatMap((one) => (one?.draft === undefined ? [] : [one.draft]));
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
