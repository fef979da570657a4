/** @module No store that has something in it is migrated without a backup of what was there. */
import { join } from "node:path";
import { NEWEST_SCHEMA } from "../storage/migrate.ts";
import { NoStore, openReadOnly } from "../storage/read-only.ts";
import type { StorePlace } from "../storage/store.ts";
import { writeBackup } from "../upkeep/backup.ts";
import { datedName } from "./backup-command.ts";
import { createProgressLine } from "./progress-line.ts";
import { CommandError, print, type Shell, WRONG_USE } from "./shell.ts";

/**
 * Before a service starts: an embedded store is backed up into its folder. A shared one may be large, and other servers may
 * be at work on it, so that is left to whoever runs `chengping migrate`.
 *
 * @throws CommandError for PostgreSQL with an earlier schema
 */
export async function prepareMigration(place: StorePlace, shell: Shell): Promise<void> {
  const found = await schemaOf(place);
  if (found === null || found >= NEWEST_SCHEMA) return;
  if (place.kind === "sqlite") await backupFirst(place, place.folder, shell);
  else
    throw new CommandError(
      `${shell.words.migrateFirst} ${found} → ${NEWEST_SCHEMA}\n  chengping migrate`,
      WRONG_USE,
    );
}

/** Null where there is no database, or an empty one. */
export async function schemaOf(place: StorePlace): Promise<number | null> {
  try {
    const { db, close } = await openReadOnly(place, { anySchema: true });
    try {
      const { found } = await db
        .selectFrom("schema_migration")
        .select(({ fn }) => fn.max<number | null>("number").as("found"))
        .executeTakeFirstOrThrow();
      return found;
    } finally {
      await close();
    }
  } catch (error) {
    const missing = /no such table|does not exist/.test((error as Error).message);
    if (error instanceof NoStore || missing) return null;
    throw error;
  }
}

export async function backupFirst(
  place: StorePlace,
  folder: string,
  { words }: Shell,
): Promise<void> {
  const store = await openReadOnly(place, { anySchema: true });
  const progress = createProgressLine();
  const now = new Date();
  const file = join(folder, datedName("chengping", now, "backup"));
  try {
    await writeBackup(store, file, now, progress.show);
  } finally {
    progress.end();
    await store.close();
  }
  print(`${words.backedUp} ${file}`);
}
