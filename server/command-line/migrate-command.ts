/** @module `chengping migrate`: the schema brought up to date, after a backup of what is there. */
import { placeOf } from "../start.ts";
import { NEWEST_SCHEMA } from "../storage/migrate.ts";
import { openStore } from "../storage/store.ts";
import type { StoreFlags } from "./backup-command.ts";
import { backupFirst, schemaOf } from "./before-migration.ts";
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
