/** @module The port of storage: one interface, one shape of tables, two databases behind it. */
import type { Kysely, Transaction } from "kysely";
import { migrate, type StoreKind } from "./migrate.ts";
import { openPostgres } from "./postgres.ts";
import { openSqlite } from "./sqlite.ts";
import { isRetryable } from "./store-problem.ts";
import type { Tables } from "./tables.ts";

export type Database = Kysely<Tables>;
export type Trx = Transaction<Tables>;

export interface Store {
  readonly kind: StoreKind;
  readonly db: Database;
  /** Runs `work` whole or not at all; again, when another writer was in the way. */
  transaction<T>(work: (trx: Trx) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export type StorePlace =
  | { readonly kind: "sqlite"; readonly folder: string }
  | { readonly kind: "postgres"; readonly url: string };

/** What a database says of itself once it is open. */
export interface OpenDatabase {
  readonly db: Database;
  readonly transaction: <T>(work: (trx: Trx) => Promise<T>) => Promise<T>;
  readonly close: () => Promise<void>;
}

const ATTEMPTS = 12;
const FIRST_PAUSE_MS = 4;

/**
 * Opens the store and brings its schema up to date.
 *
 * @throws ForeignSchema, FolderInUse, or the database's own error when it cannot be reached
 */
export async function openStore(
  place: StorePlace,
  now: () => Date = () => new Date(),
): Promise<Store> {
  const { db, transaction, close } =
    place.kind === "sqlite" ? openSqlite(place.folder) : openPostgres(place.url);
  try {
    await migrate(db, place.kind, now().toISOString());
  } catch (error) {
    await close();
    throw error;
  }
  return {
    kind: place.kind,
    db,
    close,
    async transaction(work) {
      for (let attempt = 1; ; attempt++) {
        try {
          return await transaction(work);
        } catch (error) {
          if (attempt >= ATTEMPTS || !isRetryable(error)) throw error;
          const pause = FIRST_PAUSE_MS * 2 ** Math.min(attempt, 6) * Math.random();
          await new Promise((resolve) => setTimeout(resolve, pause));
        }
      }
    },
  };
}
