/** @module The port of storage: one interface, one shape of tables, two databases behind it. */
import type { Kysely, Transaction } from "kysely";
import { transactionRetries, transactionSeconds } from "../metrics.ts";
import { Problem } from "../problem.ts";
import { migrate, type StoreKind } from "./migrate.ts";
import { openPostgres } from "./postgres.ts";
import { openSqlite } from "./sqlite.ts";
import { isDuplicate, isRetryable } from "./store-problem.ts";
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
/** Nobody waits longer than this for other writers. */
const PATIENCE_MS = 2_000;

/**
 * Opens the store and brings its schema up to date.
 *
 * @throws ForeignSchema, FolderInUse, or the database's own error when it cannot be reached
 */
export async function openStore(
  place: StorePlace,
  now: () => Date = () => new Date(),
  { limited = true }: { readonly limited?: boolean } = {},
): Promise<Store> {
  const { db, transaction, close } = await openMigrated(place, now, limited);
  return {
    kind: place.kind,
    db,
    close,
    async transaction(work) {
      const took = transactionSeconds.startTimer();
      const end = performance.now() + PATIENCE_MS;
      for (let attempt = 1; ; attempt++) {
        try {
          const value = await transaction(work);
          took({ outcome: "done" });
          return value;
        } catch (error) {
          if (attempt >= ATTEMPTS || performance.now() > end || !mayRetry(error)) {
            took({ outcome: error instanceof Problem ? "refused" : "failed" });
            throw error;
          }
          transactionRetries.inc();
          const pause = FIRST_PAUSE_MS * 2 ** Math.min(attempt, 6) * Math.random();
          await new Promise((resolve) => setTimeout(resolve, pause));
        }
      }
    },
  };
}

/** A row of the same key came from another writer meanwhile: the work is done again on what is there now. */
function mayRetry(error: unknown): boolean {
  return isRetryable(error) || isDuplicate(error);
}

async function openMigrated(
  place: StorePlace,
  now: () => Date,
  limited: boolean,
): Promise<OpenDatabase> {
  if (place.kind === "sqlite") {
    const database = openSqlite(place.folder);
    await migrateOrClose(database, place.kind, now);
    return database;
  }
  // A migration may take as long as it needs.
  const patient = openPostgres(place.url, { limited: false });
  await migrateOrClose(patient, place.kind, now);
  if (!limited) return patient;
  await patient.close();
  return openPostgres(place.url, { limited: true });
}

async function migrateOrClose(
  { db, close }: OpenDatabase,
  kind: StoreKind,
  now: () => Date,
): Promise<void> {
  try {
    await migrate(db, kind, now().toISOString());
  } catch (error) {
    await close();
    throw error;
  }
}
