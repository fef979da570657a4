/** @module `chengping restore`: a backup taken into an empty store, and verified there. */
import { existsSync } from "node:fs";
import { placeOf } from "../start.ts";
import type { StorePlace } from "../storage/store.ts";
import { type Restored, restoreBackup } from "../upkeep/restore.ts";
import type { StoreFlags } from "./backup-command.ts";
import { createProgressLine, type ProgressLine } from "./progress-line.ts";
import { configurationOrStop } from "./serve-command.ts";
import { CommandError, FINE, print, type Shell, WRONG_USE } from "./shell.ts";
import { commandErrorOf } from "./store-errors.ts";
import { verifyCommand } from "./verify-command.ts";

export async function restoreCommand(
  file: string,
  { data, verify = false }: StoreFlags & { readonly verify?: boolean },
  shell: Shell,
): Promise<number> {
  const { words } = shell;
  if (!existsSync(file)) throw new CommandError(`${words.unreadable} ${file}`, WRONG_USE);
  const flags = data === undefined ? {} : { data };
  const place = placeOf(configurationOrStop(flags, shell));
  const progress = createProgressLine();
  const { head, end } = await restoreOrStop(place, file, progress, shell);
  const rows = Object.values(end.tables).reduce((sum, table) => sum + table.rows, 0);
  print(`${words.restored} ${head.at}  ${rows} ${words.rowsCount}`);
  return verify ? verifyCommand(undefined, flags, shell) : FINE;
}

async function restoreOrStop(
  place: StorePlace,
  file: string,
  progress: ProgressLine,
  shell: Shell,
): Promise<Restored> {
  try {
    return await restoreBackup(place, file, new Date(), progress.show);
  } catch (error) {
    throw commandErrorOf(error, shell);
  } finally {
    progress.end();
  }
}
