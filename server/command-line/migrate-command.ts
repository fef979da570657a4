/** @module `chengping migrate`: the schema brought up to date, after a backup of what is there. */
import { join } from "node:path";
import { placeOf } from "../start.ts";
import { NEWEST_SCHEMA } from "../storage/migrate.ts";
import { NoStore, openReadOnly } from "../storage/read-only.ts";
import { openStore, type StorePlace } from "../storage/store.ts";
import { writeBackup } from "../upkeep/backup.ts";
import { backupName, type StoreFlags } from "./backup-command.ts";
import { createProgressLine } from "./progress-line.ts";
import { configurationOrStop } from "./serve-command.ts";
import { FINE, print, type Shell } from "./shell.ts";
import { commandErrorOf } from "./store-errors.ts";

export async function migrateCommand({ data }: StoreFlags, shell: Shell): Promise<number> {
  const { words } = shell;
  const configuration = configurationOrStop(data === undefined ? {} : { data }, shell);
  const place = placeOf(configuration);
  try {
    const found = await schemaOf(place);
    if (found === NEWEST_SCHEMA) {
      print(`${words.upToDate} ${found}`);
      return FINE;
    }
    if (found !== null && found < NEWEST_SCHEMA)
      await backupFirst(place, place.kind === "sqlite" ? place.folder : ".", shell);
    const store = await openStore(place, () => new Date(), { limited: false });
    await store.close();
    print(`${words.migrated} ${found ?? 0} → ${NEWEST_SCHEMA}`);
    return FINE;
  } catch (error) {
    throw commandErrorOf(error, shell);
  }
}

/** Null where there is no database, or an empty one. */
async function schemaOf(place: StorePlace): Promise<number | null> {
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

async function backupFirst(place: StorePlace, folder: string, { words }: Shell): Promise<void> {
  const store = await openReadOnly(place, { anySchema: true });
  const progress = createProgressLine();
  const now = new Date();
  const file = join(folder, backupName(now));
  try {
    await writeBackup(store, file, now, progress.show);
  } finally {
    progress.end();
    await store.close();
  }
  print(`${words.backedUp} ${file}`);
}
