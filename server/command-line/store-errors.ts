/** @module Why a store could not be opened or used, in a command's words. */
import { UnreadableKey } from "../audit/signing-key.ts";
import { ForeignSchema } from "../storage/migrate.ts";
import { NoStore } from "../storage/read-only.ts";
import { FolderInUse } from "../storage/sqlite.ts";
import { storeProblemOf } from "../storage/store-problem.ts";
import { DamagedBackup, StoreNotEmpty } from "../upkeep/restore.ts";
import { CommandError, FINDINGS, type Shell, WRONG_USE } from "./shell.ts";

/** @returns the command's end for an error of the store; any other error as it is */
export function commandErrorOf(error: unknown, { words }: Shell): unknown {
  if (!(error instanceof Error)) return error;
  const wrongUse = (why: string): CommandError =>
    new CommandError(`${why} ${error.message}`, WRONG_USE);
  if (error instanceof UnreadableKey) return wrongUse(words.unreadableKey);
  if (error instanceof NoStore) return wrongUse(words.noStore);
  if (error instanceof FolderInUse) return wrongUse(words.folderInUse);
  if (error instanceof ForeignSchema) return wrongUse(words.foreignSchema);
  if (error instanceof StoreNotEmpty) return wrongUse(words.storeNotEmpty);
  if (error instanceof DamagedBackup)
    return new CommandError(`${words.damagedBackup} ${error.message}`, FINDINGS);
  if (storeProblemOf(error) !== null) return wrongUse(words.databaseAway);
  return error;
}
