/** @module `chengping audit-heads`: where the chains of the audit trail stand, in a file for the auditor to keep. */
import { existsSync, writeFileSync } from "node:fs";
import { readHeads, writeHeads } from "../audit/heads.ts";
import { readSigningKey } from "../audit/signing-key.ts";
import { datedName, type StoreFlags } from "./backup-command.ts";
import { readStoreOrStop } from "./export-command.ts";
import { configurationOrStop } from "./serve-command.ts";
import { CommandError, FINE, print, type Shell, WRONG_USE } from "./shell.ts";
import { commandErrorOf } from "./store-errors.ts";

export async function auditHeadsCommand(
  file: string | undefined,
  { data, key }: StoreFlags & { readonly key?: string },
  shell: Shell,
): Promise<number> {
  const { words } = shell;
  const now = new Date();
  const target = file ?? datedName("audit-heads", now, "ndjson");
  if (existsSync(target)) throw new CommandError(`${words.fileThere} ${target}`, WRONG_USE);
  const { auditKey } = configurationOrStop(key === undefined ? {} : { auditKey: key }, shell);
  const signing = auditKey === null ? null : signingKeyOrStop(auditKey, shell);
  const store = await readStoreOrStop(data, shell);
  try {
    const heads = await readHeads(store.db);
    writeFileSync(target, writeHeads(now, heads, signing), { flush: true });
    const signature = signing === null ? words.notSigned : `${words.signedBy} ${signing.id}`;
    print(`${words.exported} ${target}  ${heads.length} ${words.chainsCount}  ${signature}`);
    return FINE;
  } finally {
    await store.close();
  }
}

function signingKeyOrStop(file: string, shell: Shell) {
  try {
    return readSigningKey(file);
  } catch (error) {
    throw commandErrorOf(error, shell);
  }
}
