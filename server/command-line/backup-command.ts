/** @module `chengping backup`: everything in the store, in one file. */
import { existsSync } from "node:fs";
import { writeBackup } from "../upkeep/backup.ts";
import { readStoreOrStop } from "./export-command.ts";
import { createProgressLine } from "./progress-line.ts";
import { CommandError, FINE, print, type Shell, WRONG_USE } from "./shell.ts";

export interface StoreFlags {
  readonly data?: string;
}

export async function backupCommand(
  file: string | undefined,
  { data }: StoreFlags,
  shell: Shell,
): Promise<number> {
  const { words } = shell;
  const now = new Date();
  const target = file ?? datedName("chengping", now, "backup");
  if (existsSync(target)) throw new CommandError(`${words.fileThere} ${target}`, WRONG_USE);
  const store = await readStoreOrStop(data, shell);
  const progress = createProgressLine();
  try {
    const { tables } = await writeBackup(store, target, now, progress.show);
    const rows = Object.values(tables).reduce((sum, table) => sum + table.rows, 0);
    progress.end();
    print(`${words.backedUp} ${target}  ${rows} ${words.rowsCount}`);
    return FINE;
  } finally {
    progress.end();
    await store.close();
  }
}

/** `chengping-20260302-080000.backup`; the moment in UTC. */
export function datedName(name: string, now: Date, ending: string): string {
  const digits = now.toISOString().replace(/[-:]/g, "").replace("T", "-").slice(0, 15);
  return `${name}-${digits}.${ending}`;
}
